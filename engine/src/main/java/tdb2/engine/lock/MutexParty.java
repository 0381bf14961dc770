package tdb2.engine.lock;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import tdb2.engine.error.Fault;
import tdb2.engine.error.LockException;
import tdb2.engine.lock.LockBackend.Mode;

/** What one owner has in a file with robust mutexes. Used by one thread at a time, but that another may give something back. */
final class MutexParty {

    /** What he has when he asks for one more. */
    enum Standing {
        /** That lock already, or all records: he needs no mutex. */
        HAS_IT,
        /** The mutex of a chain; that of the lock has to be taken. */
        HAS_A_CHAIN,
        /** No mutex of a chain; that of the lock has to be taken. */
        HAS_NO_CHAIN
    }

    /** One lock that he has; a mutex, or all records. */
    private record Held(ByteRange range, Mode mode) {}

    private final List<Held> held = new ArrayList<>(3);
    /** Numbers of the mutexes that are taken; fewer than are held where he has all records. */
    private int[] taken = new int[3];
    private int takenCount;
    /** Taken, and given back by another thread. */
    private volatile List<Integer> orphans = List.of();
    private Optional<Keeper> keeper = Optional.empty();

    /** Whether he has nothing. */
    synchronized boolean isIdle() {
        return held.isEmpty() && takenCount == 0 && orphans.isEmpty();
    }

    /** Takes note of a lock for which no mutex was taken. */
    synchronized void hold(ByteRange range, Mode mode) {
        held.add(new Held(range, mode));
    }

    /** What he has as he asks for a lock. That is noted as his, and so is its mutex: {@link #forget} it if he does not get it. */
    synchronized Standing ask(int number, ByteRange range, Mode mode) {
        for (int i = 0; i < held.size(); i++) {
            Held one = held.get(i);
            boolean all = number > 0 && one.range.length() != 1;
            if (one.range.equals(range) || (all && (one.mode == Mode.WRITE || mode == Mode.READ))) {
                held.add(new Held(range, mode));
                return Standing.HAS_IT;
            }
        }
        Standing standing = hasChain() ? Standing.HAS_A_CHAIN : Standing.HAS_NO_CHAIN;
        if (takenCount == taken.length) {
            taken = Arrays.copyOf(taken, 2 * takenCount);
        }
        taken[takenCount++] = number;
        held.add(new Held(range, mode));
        return standing;
    }

    /** Whether he has the mutex of a chain. */
    synchronized boolean hasChain() {
        for (int i = 0; i < takenCount; i++) {
            if (taken[i] > 0) {
                return true;
            }
        }
        return false;
    }

    /** The mutexes that others gave back for him, which he has to let go; they are none any more then. */
    List<Integer> orphans() {
        if (orphans.isEmpty()) {
            return List.of();
        }
        synchronized (this) {
            List<Integer> all = orphans;
            orphans = List.of();
            return all;
        }
    }

    /** Another thread has given back a mutex that only he can let go. */
    synchronized void orphan(int number) {
        List<Integer> more = new ArrayList<>(orphans);
        more.add(number);
        orphans = List.copyOf(more);
    }

    /** Forgets the last lock of a range; whether he has no other of it, and has taken its mutex. */
    synchronized boolean forget(ByteRange range, OptionalInt number, String file) {
        boolean found = false;
        boolean more = false;
        for (int i = held.size() - 1; i >= 0; i--) {
            if (held.get(i).range.equals(range)) {
                more |= found;
                if (!found) {
                    held.remove(i);
                    found = true;
                }
            }
        }
        if (!found) {
            throw new LockException(new Fault(file, Fault.NOWHERE, "a lock of " + range + " to drop",
                    "none held", "this is a mistake in the program; please report it"));
        }
        return !more && number.isPresent() && drop(number.getAsInt());
    }

    private boolean drop(int number) {
        for (int i = takenCount - 1; i >= 0; i--) {
            if (taken[i] == number) {
                taken[i] = taken[--takenCount];
                return true;
            }
        }
        return false;
    }

    /** The thread that takes his mutexes, for an owner that is no thread of the kernel. */
    Keeper keeper() {
        Keeper thread = keeper.orElseGet(Keeper::new);
        keeper = Optional.of(thread);
        return thread;
    }

    /** Lets that thread go. */
    void end() {
        keeper.ifPresent(Keeper::close);
    }
}
