package tdb2.engine.lock;

/** Takes and drops byte range locks on one open file. Safe for several threads. */
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
     */
    boolean tryLock(ByteRange range, Mode mode);

    /**
     * Takes a lock, waiting for those who hold conflicting ones.
     *
     * @throws tdb2.engine.error.LockException when it was not granted in time; says who holds it, as far as is known
     * @throws tdb2.engine.error.CancelledException when the wait was cancelled or the thread interrupted (it stays so)
     */
    void lock(ByteRange range, Mode mode, Waiting waiting);

    /** Takes a lock and waits for it for ever; throws what the other throws when the thread is interrupted. */
    default void lock(ByteRange range, Mode mode) {
        lock(range, mode, Waiting.FOREVER);
    }

    /** Drops a lock that was granted on exactly this range. */
    void unlock(ByteRange range);

    /**
     * Whether somebody else holds a lock that would keep this handle from taking one; asks without taking anything.
     */
    boolean wouldBlock(ByteRange range, Mode mode);
}
