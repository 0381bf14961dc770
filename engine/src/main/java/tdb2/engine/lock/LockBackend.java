package tdb2.engine.lock;

import tdb2.engine.error.CancelledException;

/**
 * Takes and drops byte range locks on one open file, for many users of it: each thread is an owner of its own, whose
 * locks nest and conflict with those of others. Safe for several threads.
 */
public interface LockBackend {

    /** How a lock is shared. */
    enum Mode {
        /** Shared: many may hold it. */
        READ,
        /** Exclusive. */
        WRITE
    }

    /**
     * Tries to take a lock without waiting.
     *
     * @return whether it was granted
     * @throws tdb2.engine.error.StorageException when the file is closed, or is open for reading only and is to be
     *             locked for writing
     */
    boolean tryLock(ByteRange range, Mode mode);

    /**
     * Takes a lock, waiting for those who hold conflicting ones.
     *
     * @throws tdb2.engine.error.LockException when it was not granted in time; says who holds it, as far as is known
     * @throws tdb2.engine.error.CancelledException when the wait was cancelled or the thread interrupted (it stays so)
     */
    void lock(ByteRange range, Mode mode, Waiting waiting);

    /**
     * Takes a lock that others hold for a moment only, in the midst of an operation that is to be completed: waits for it
     * whatever the thread is asked to do meanwhile. A thread that is interrupted stays so.
     */
    default void lock(ByteRange range, Mode mode) {
        boolean interrupted = false;
        for (boolean granted = false; !granted;) {
            try {
                lock(range, mode, Waiting.FOREVER);
                granted = true;
            } catch (CancelledException e) {
                if (!Thread.interrupted()) {
                    throw e;
                }
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Drops the last lock that this owner was granted on exactly this range.
     *
     * @throws tdb2.engine.error.LockException when it holds none
     */
    void unlock(ByteRange range);

    /**
     * Drops a lock as {@link #unlock} does, now or together with the next lock that this owner takes or drops, whichever
     * costs less: for locks that are held inside another one. Taking it again meanwhile may cost nothing.
     */
    default void unlockSoon(ByteRange range) {
        unlock(range);
    }

    /**
     * Whether somebody else holds a lock that would keep this handle from taking one; asks without taking anything.
     */
    boolean wouldBlock(ByteRange range, Mode mode);

    /**
     * The same locks, held by an owner instead of the calling thread, so that it may move between threads. Owners are
     * told apart by {@code equals}; their text names them in messages.
     */
    LockBackend ownedBy(Object owner);

    /**
     * The same locks, for an owner who will want for writing what he has for reading. Where that is not to be had in one
     * step ({@code Posix.upgradesLocks}), other programs are kept out from the start as if he were writing.
     */
    default LockBackend upgradable() {
        return this;
    }
}
