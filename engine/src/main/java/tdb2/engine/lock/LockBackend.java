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

    /** Drops a lock that was granted on exactly this range. */
    void unlock(ByteRange range);

    /**
     * Whether somebody else holds a lock that would keep this handle from taking one; asks without taking anything.
     */
    boolean wouldBlock(ByteRange range, Mode mode);
}
