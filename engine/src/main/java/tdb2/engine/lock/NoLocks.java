package tdb2.engine.lock;

/**
 * Grants everything to everybody, for reading what nobody writes. Where threads write, {@link LockTable#alone} keeps them
 * apart.
 */
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

    @Override
    public LockBackend ownedBy(Object owner) {
        return this;
    }
}
