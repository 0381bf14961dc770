package tdb2.engine.lock;

/** Grants everything: a database in memory, or a caller who wants no locks. */
public final class NoLocks implements LockBackend {

    @Override
    public boolean tryLock(ByteRange range, Mode mode) {
        return true;
    }

    @Override
    public void lock(ByteRange range, Mode mode, Waiting waiting) {
        // granted
    }

    @Override
    public void unlock(ByteRange range) {
        // nothing is held
    }

    @Override
    public boolean wouldBlock(ByteRange range, Mode mode) {
        return false;
    }
}
