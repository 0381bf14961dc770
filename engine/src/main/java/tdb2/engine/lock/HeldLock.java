package tdb2.engine.lock;

import tdb2.engine.lock.LockBackend.Mode;

/**
 * A lock that a user of an open file holds.
 *
 * @param owner who
 * @param meaning what it guards
 * @param range its bytes
 * @param mode how it is shared
 * @param since when it was granted, by {@link System#nanoTime()}
 */
public record HeldLock(Object owner, LockMeaning meaning, ByteRange range, Mode mode, long since) {

    /** Whether holding it makes a lock of that range and mode a mere repetition. */
    boolean covers(ByteRange other, Mode otherMode) {
        return (mode == Mode.WRITE || otherMode == Mode.READ) && range.contains(other);
    }
}
