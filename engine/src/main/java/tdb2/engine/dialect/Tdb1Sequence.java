package tdb2.engine.dialect;

import tdb2.engine.format.Tdb1Header;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.storage.WritableStorage;

/**
 * The sequence number of TDB1, 32 bits that wrap. As libtdb does, it is raised in one step where the file is mapped, else
 * under a lock of its own.
 *
 * @param storage the file
 * @param header of the file
 * @param locks those of the file
 * @param range of the number's lock
 */
record Tdb1Sequence(WritableStorage storage, Tdb1Header header, LockBackend locks,
        ByteRange range) implements Sequence {

    @Override
    public void count() {
        if (storage.incrementsInOneStep()) {
            raise();
            return;
        }
        locks.lock(range, Mode.WRITE);
        try {
            raise();
        } finally {
            locks.unlock(range);
        }
    }

    private void raise() {
        storage.increment32(header.base() + Tdb1Header.SEQNUM, header.order());
    }
}
