package tdb2.engine.lock;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

import tdb2.engine.error.Fault;
import tdb2.engine.error.LockException;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.posix.Posix;

/**
 * The locks that the owners of a {@link LockTable} have, and what they make of the locks below: every byte is locked there
 * as strongly as the strongest grant on it. Knows nobody who waits. Not safe for several threads; the table's monitor
 * guards it.
 */
final class Grants {

    private static final ByteRange EVERYTHING = new ByteRange(0, 0);

    private final String file;
    private final LockFunctions functions;
    private final List<Grant> grants = new ArrayList<>();
    /** How many of the grants are leaving. */
    private int leaving;

    Grants(String file, LockFunctions functions) {
        this.file = file;
        this.functions = functions;
    }

    /** Whether a lock was dropped that is still held below. */
    boolean anyLeaving() {
        return leaving > 0;
    }

    /** The owner of a grant that keeps a lock from being granted. */
    Optional<Object> obstacle(Grant wanted) {
        for (int i = 0; i < grants.size(); i++) {
            if (grants.get(i).conflictsWith(wanted.owner(), wanted.range(), wanted.mode())) {
                return Optional.of(grants.get(i).owner());
            }
        }
        return Optional.empty();
    }

    boolean any(Predicate<Grant> wanted) {
        return grants.stream().anyMatch(wanted);
    }

    /**
     * Drops a lock, and those of its owner that were leaving.
     *
     * @param quiet whether nobody waits
     */
    void release(Object owner, ByteRange range, boolean quiet) {
        Grant grant = grants.remove(held(owner, range));
        if (quiet && grants.size() == leaving) { // whoever leaves holds something else as well: all his own
            grants.clear();
            leaving = 0;
            functions.unlock(EVERYTHING); // the kernel does this faster than a part
        } else {
            drop(grant);
            dropLeaving(owner);
        }
    }

    /** Drops a lock with its owner's next call, when nobody waits and he is sure to call again; at once otherwise. */
    void releaseSoon(Object owner, ByteRange range, boolean quiet) {
        int at = held(owner, range);
        if (quiet && holdsMore(owner)) {
            grants.get(at).leave(true);
            leaving++;
        } else {
            drop(grants.remove(at));
        }
    }

    /** Which of the grants is the last that an owner was given on a range. */
    private int held(Object owner, ByteRange range) {
        for (int i = grants.size() - 1; i >= 0; i--) {
            Grant grant = grants.get(i);
            if (!grant.isLeaving() && grant.range().equals(range) && grant.isOf(owner)) {
                return i;
            }
        }
        throw new LockException(new Fault(file, Fault.NOWHERE, "a lock of " + range + " to drop",
                "none held by " + owner, "this is a mistake in the program; please report it"));
    }

    /** Whether an owner holds a lock besides one, so that he is sure to call again. */
    private boolean holdsMore(Object owner) {
        int count = 0;
        for (int i = 0; i < grants.size(); i++) {
            count += !grants.get(i).isLeaving() && grants.get(i).isOf(owner) ? 1 : 0;
        }
        return count > 1;
    }

    /** Whether a lock that its owner wants is one of his that were leaving: it stays. All others of his go now. */
    boolean stays(Object owner, ByteRange range, Mode mode) {
        for (int i = 0; i < grants.size(); i++) {
            Grant grant = grants.get(i);
            if (grant.isLeaving() && grant.mode() == mode && grant.range().equals(range) && grant.isOf(owner)) {
                grant.leave(false);
                leaving--;
                return true;
            }
        }
        dropLeaving(owner);
        return false;
    }

    private void dropLeaving(Object owner) {
        for (int i = grants.size() - 1; i >= 0 && leaving > 0; i--) {
            if (grants.get(i).isLeaving() && grants.get(i).isOf(owner)) {
                leaving--;
                drop(grants.remove(i));
            }
        }
    }

    /**
     * Takes a lock that no grant is in the way of.
     *
     * @return the part that was refused below; empty when it was granted
     * @throws LockException when it takes an upgrade, and there is none
     */
    Optional<ByteRange> take(Grant wanted) {
        if (!Posix.upgradesLocks() && any(grant -> grant.needsUpgrade(wanted))) {
            throw new LockException(new Fault(file, Fault.NOWHERE, "a lock for writing",
                    "one for reading of the same owner, which does not become one for writing in one step here",
                    "lock for writing from the start"));
        }
        boolean alone = true;
        for (int i = 0; i < grants.size(); i++) {
            Grant grant = grants.get(i);
            if (grant.covers(wanted.range(), wanted.below())) {
                grants.add(wanted);
                return Optional.empty();
            }
            alone &= !grant.range().overlaps(wanted.range());
        }
        if (alone) { // the usual case
            if (!functions.tryLock(wanted.range(), wanted.below())) {
                return Optional.of(wanted.range());
            }
            grants.add(wanted);
            return Optional.empty();
        }
        return takeBesidesOthers(wanted);
    }

    private Optional<ByteRange> takeBesidesOthers(Grant wanted) {
        grants.add(wanted);
        Optional<ByteRange> refused = Optional.of(wanted.range());
        try {
            refused = settle(wanted.range());
            return refused;
        } finally {
            if (refused.isPresent()) {
                grants.removeLast();
                settle(wanted.range());
            }
        }
    }

    private void drop(Grant dropped) {
        boolean alone = true;
        for (int i = 0; i < grants.size(); i++) {
            Grant grant = grants.get(i);
            if (grant.covers(dropped.range(), dropped.below())) {
                return;
            }
            alone &= !grant.range().overlaps(dropped.range());
        }
        if (alone) {
            functions.unlock(dropped.range());
        } else {
            settle(dropped.range());
        }
    }

    /**
     * Makes the locks below in a range what the grants say: every piece of it as strong as the strongest grant there.
     * Only a piece that becomes stronger can be refused.
     *
     * @return the first piece that was refused
     */
    Optional<ByteRange> settle(ByteRange range) {
        long end = range.endExclusive();
        for (long start = range.start(); start < end;) {
            long next = end; // as far as the same grants go
            boolean held = false;
            boolean write = false;
            for (Grant grant : grants) {
                if (grant.range().start() > start) {
                    next = Math.min(next, grant.range().start());
                } else if (grant.range().endExclusive() > start) {
                    next = Math.min(next, grant.range().endExclusive());
                    held = true;
                    write |= grant.below() == Mode.WRITE;
                }
            }
            ByteRange piece = ByteRange.between(start, next);
            if (!held) {
                functions.unlock(piece);
            } else if (!functions.tryLock(piece, write ? Mode.WRITE : Mode.READ)) {
                return Optional.of(piece);
            }
            start = next;
        }
        return Optional.empty();
    }
}
