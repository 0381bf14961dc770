package tdb2.engine.dialect;

import tdb2.engine.format.Tdb2Header;
import tdb2.engine.format.WritableBytes;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.LockBackend.Mode;

/**
 * The sequence number of a native file, raised under the lock of growth.
 *
 * @param bytes the file
 * @param locks its locks
 * @param growth the range of that lock
 */
record NativeSequence(WritableBytes bytes, LockBackend locks, ByteRange growth) implements Sequence {

    @Override
    public void count() {
        locks.lock(growth, Mode.WRITE);
        try {
            bytes.put(Tdb2Header.SEQNUM, bytes.u64(Tdb2Header.SEQNUM) + 1);
        } finally {
            locks.unlock(growth);
        }
    }
}
