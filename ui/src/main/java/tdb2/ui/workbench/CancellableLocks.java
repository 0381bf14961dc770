package tdb2.ui.workbench;

import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.Cancellation;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.Waiting;

/**
 * Locks whose waits a user can end. A wait without limit stays as it is: the engine waits so where it has begun something
 * that must come to its end.
 *
 * @param backend takes them
 * @param cancellation ends the waits
 */
record CancellableLocks(LockBackend backend, Cancellation cancellation) implements LockBackend {

    @Override
    public boolean tryLock(ByteRange range, Mode mode) {
        return backend.tryLock(range, mode);
    }

    @Override
    public void lock(ByteRange range, Mode mode, Waiting waiting) {
        boolean limited = waiting.nanosLeft() < Waiting.FOREVER.nanosLeft();
        backend.lock(range, mode, limited ? waiting.cancelledBy(cancellation) : waiting);
    }

    @Override
    public void unlock(ByteRange range) {
        backend.unlock(range);
    }

    @Override
    public boolean wouldBlock(ByteRange range, Mode mode) {
        return backend.wouldBlock(range, mode);
    }

    @Override
    public LockBackend ownedBy(Object owner) {
        return new CancellableLocks(backend.ownedBy(owner), cancellation);
    }
}
