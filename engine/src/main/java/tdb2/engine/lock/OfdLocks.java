package tdb2.engine.lock;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

import tdb2.engine.error.CancelledException;
import tdb2.engine.error.Fault;
import tdb2.engine.error.LockException;
import tdb2.engine.error.StorageException;
import tdb2.engine.posix.Lockable;
import tdb2.engine.storage.FileStorage;

/**
 * Open file description locks on one open file. They conflict with the locks of other programs, traditional POSIX ones
 * included, and with those of other open files in this program.
 *
 * <p>
 * For the kernel all users of one open file are the same, so who holds what among them is kept here. Each thread is an
 * owner of its own; {@link #ownedBy(Object)} gives a backend for an owner that moves between threads, a transaction say.
 * Locks of different owners conflict as those of different programs do. Locks of one owner nest: a range that is locked
 * twice is unlocked twice, and a range locked for reading inside one that is locked for writing stays locked for
 * writing. Locking for writing what the owner has for reading is the upgrade, unlocking it again the downgrade.
 *
 * <p>
 * Safe for several threads.
 */
public final class OfdLocks implements LockBackend {

    private static final long POLL = TimeUnit.MILLISECONDS.toNanos(1);

    private final Lockable file;
    private final List<Grant> grants = new ArrayList<>();

    /** One lock given and not yet given back. */
    private record Grant(Object owner, ByteRange range, Mode mode) {

        boolean isOf(Object other) {
            return owner.equals(other);
        }

        boolean conflictsWith(Object other, ByteRange wanted, Mode wantedMode) {
            return !isOf(other) && range.overlaps(wanted) && (mode == Mode.WRITE || wantedMode == Mode.WRITE);
        }
    }

    private OfdLocks(Lockable file) {
        this.file = file;
    }

    /**
     * The locks of an open file: {@link NoLocks} where the platform has none, and where the file system refuses to lock,
     * locks that are never granted, since somebody on another machine may be writing.
     */
    public static LockBackend of(FileStorage storage) {
        return storage.lockable()
                .<LockBackend>map(file -> lockable(file) ? new OfdLocks(file) : new NeverGranted(storage.name()))
                .orElseGet(NoLocks::new);
    }

    private static boolean lockable(Lockable file) {
        try {
            file.wouldBlock(0, 1, false);
            return true;
        } catch (StorageException e) {
            return false;
        }
    }

    /** The same locks, held by an owner instead of the calling thread. Owners are told apart by {@code equals}. */
    public LockBackend ownedBy(Object owner) {
        return new LockBackend() {
            @Override
            public boolean tryLock(ByteRange range, Mode mode) {
                return OfdLocks.this.tryLock(owner, range, mode);
            }

            @Override
            public void lock(ByteRange range, Mode mode, Waiting waiting) {
                OfdLocks.this.lock(owner, range, mode, waiting);
            }

            @Override
            public void unlock(ByteRange range) {
                OfdLocks.this.unlock(owner, range);
            }

            @Override
            public boolean wouldBlock(ByteRange range, Mode mode) {
                return OfdLocks.this.wouldBlock(owner, range, mode);
            }
        };
    }

    /**
     * {@inheritDoc}
     *
     * @throws StorageException when the file is closed, or is open for reading only and is to be locked for writing
     */
    @Override
    public boolean tryLock(ByteRange range, Mode mode) {
        return tryLock(Thread.currentThread(), range, mode);
    }

    @Override
    public void lock(ByteRange range, Mode mode, Waiting waiting) {
        lock(Thread.currentThread(), range, mode, waiting);
    }

    /**
     * {@inheritDoc}
     *
     * @throws LockException when this thread does not hold exactly this range
     */
    @Override
    public void unlock(ByteRange range) {
        unlock(Thread.currentThread(), range);
    }

    @Override
    public boolean wouldBlock(ByteRange range, Mode mode) {
        return wouldBlock(Thread.currentThread(), range, mode);
    }

    private synchronized boolean tryLock(Object owner, ByteRange range, Mode mode) {
        if (conflicts(owner, range, mode)) {
            return false;
        }
        Grant grant = new Grant(owner, range, mode);
        grants.add(grant);
        try {
            if (settle(range)) {
                return true;
            }
        } catch (StorageException e) {
            takeBack(grant);
            throw e;
        }
        takeBack(grant);
        return false;
    }

    private void lock(Object owner, ByteRange range, Mode mode, Waiting waiting) {
        while (!tryLock(owner, range, mode)) {
            if (waiting.cancellation().isCancelled() || Thread.currentThread().isInterrupted()) {
                throw new CancelledException(notGranted(range, "a wait that was cancelled"));
            }
            if (waiting.nanosLeft() <= 0) {
                throw new LockException(notGranted(range, "one that somebody else holds"));
            }
            LockSupport.parkNanos(Math.min(POLL, waiting.nanosLeft()));
        }
    }

    private Fault notGranted(ByteRange range, String found) {
        return new Fault(file.path().toString(), Fault.NOWHERE, "a lock of " + range, found,
                "try again when the other program is done");
    }

    private void takeBack(Grant grant) {
        grants.removeLast();
        settle(grant.range);
    }

    private synchronized void unlock(Object owner, ByteRange range) {
        for (int i = grants.size() - 1; i >= 0; i--) {
            if (grants.get(i).isOf(owner) && grants.get(i).range.equals(range)) {
                grants.remove(i);
                settle(range);
                return;
            }
        }
        throw new LockException(new Fault(file.path().toString(), range.start(), "a lock of " + range + " to drop",
                "none held by " + owner, "this is a mistake in the program; please report it"));
    }

    private synchronized boolean wouldBlock(Object owner, ByteRange range, Mode mode) {
        return conflicts(owner, range, mode) || file.wouldBlock(range.start(), range.length(), mode == Mode.WRITE);
    }

    private boolean conflicts(Object owner, ByteRange range, Mode mode) {
        return grants.stream().anyMatch(grant -> grant.conflictsWith(owner, range, mode));
    }

    /**
     * Makes the kernel's locks in a range what the grants say: every piece of it as strong as the strongest grant there.
     * Only a piece that becomes stronger can be refused.
     *
     * @return whether the kernel granted all of it
     */
    private boolean settle(ByteRange range) {
        List<Grant> there = grants.stream().filter(grant -> grant.range.overlaps(range)).toList();
        NavigableSet<Long> edges = new TreeSet<>(List.of(range.start(), range.endExclusive()));
        for (Grant grant : there) {
            edges.add(Math.clamp(grant.range.start(), range.start(), range.endExclusive()));
            edges.add(Math.clamp(grant.range.endExclusive(), range.start(), range.endExclusive()));
        }
        boolean granted = true;
        for (long start = range.start(); granted && start < range.endExclusive(); start = edges.higher(start)) {
            granted = settle(there, ByteRange.between(start, edges.higher(start)));
        }
        return granted;
    }

    private boolean settle(List<Grant> grants, ByteRange piece) {
        List<Grant> there = grants.stream().filter(grant -> grant.range.overlaps(piece)).toList();
        if (there.isEmpty()) {
            file.unlock(piece.start(), piece.length());
            return true;
        }
        boolean write = there.stream().anyMatch(grant -> grant.mode == Mode.WRITE);
        return file.tryLock(piece.start(), piece.length(), write);
    }

    /** A file system without locks: nobody can tell who else is at work. */
    private record NeverGranted(String name) implements LockBackend {

        @Override
        public boolean tryLock(ByteRange range, Mode mode) {
            return false;
        }

        @Override
        public void lock(ByteRange range, Mode mode, Waiting waiting) {
            throw new LockException(new Fault(name, Fault.NOWHERE, "a file system that grants locks",
                    "one that refuses them", "copy the file to a local disk"));
        }

        @Override
        public void unlock(ByteRange range) {
            // none was granted
        }

        @Override
        public boolean wouldBlock(ByteRange range, Mode mode) {
            return true;
        }
    }
}
