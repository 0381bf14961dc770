package tdb2.engine.dialect;

import tdb2.engine.format.WritableBytes;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.LockBackend.Mode;

/**
 * A sequence number of 64 bits that is raised under the lock of growth, and never negative. The C libraries raise it
 * under the lock of the key alone: when one of them writes at the same time a step may be lost.
 *
 * @param bytes the file
 * @param offset of the number in the header
 * @param locks those of the file
 * @param growth the range of that lock
 */
record GuardedSequence(WritableBytes bytes, long offset, LockBackend locks, ByteRange growth) implements Sequence {

    @Override
    public void count() {
        locks.lock(growth, Mode.WRITE);
        try {
            bytes.put(offset, bytes.u64(offset) + 1 & Long.MAX_VALUE);
        } finally {
            locks.unlockSoon(growth); // together with that of the record
        }
    }
}
