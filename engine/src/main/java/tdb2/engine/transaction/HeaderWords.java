package tdb2.engine.transaction;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import tdb2.engine.error.StorageException;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.storage.Bytes;
import tdb2.engine.storage.Storage;
import tdb2.engine.storage.WritableStorage;
import tdb2.engine.storage.WriteSet;
import tdb2.engine.storage.WriteSet.Run;

/**
 * The header words that commit and recovery stand on (spec tdb2-native, "Header"), read and stored anew each time. Each
 * store comes after the data it speaks of: a 64-bit store of the seam is ordered after all earlier ones.
 *
 * @param storage the file
 * @param order its byte order
 */
record HeaderWords(WritableStorage storage, ByteOrder order) {

    /** How many recovery slots there are. */
    static final int SLOTS = 2;

    /** The file, to be read. */
    Bytes bytes() {
        return new Bytes(storage, order);
    }

    /** 0 none, 2n transaction n is being prepared, 2n + 1 it is being applied. */
    long tx() {
        return word(Tdb2Header.TX);
    }

    void tx(long value) {
        store(Tdb2Header.TX, value);
    }

    /** Transactions up to it need no replay. */
    long retired() {
        return word(Tdb2Header.RETIRED);
    }

    /** Only ever rises. */
    void retired(long value) {
        if (Long.compareUnsigned(value, retired()) > 0) {
            store(Tdb2Header.RETIRED, value);
        }
    }

    /** Last transaction applied. */
    long committed() {
        return word(Tdb2Header.COMMITTED);
    }

    void committed(long value) {
        store(Tdb2Header.COMMITTED, value);
    }

    long bootId() {
        return word(Tdb2Header.BOOT_ID);
    }

    void bootId(long value) {
        store(Tdb2Header.BOOT_ID, value);
    }

    long fileId() {
        return word(Tdb2Header.FILE_ID);
    }

    /** Where zones and records end. */
    long fileEnd() {
        return fileEnd(storage);
    }

    /** Where they end in another state of the file. */
    long fileEnd(Storage state) {
        return state.u64(Tdb2Header.FILE_END, order);
    }

    /** Where they end in the state that a write set stands on. */
    long fileEndBelow(WriteSet changes) {
        return ByteBuffer.wrap(changes.before(new Run(Tdb2Header.FILE_END, Long.BYTES))).order(order).getLong();
    }

    /** Offset of the page of a slot's pointer; 0 no transaction yet. */
    long page(long sequence) {
        return word(Tdb2Header.RECOVERY_SLOT0 + 8 * slot(sequence));
    }

    /** Whether both pointers have their pages: a power cut may leave one word without the other. */
    boolean hasPages() {
        return page(0) != 0 && page(1) != 0;
    }

    void page(long sequence, long offset) {
        store(Tdb2Header.RECOVERY_SLOT0 + 8 * slot(sequence), offset);
    }

    boolean poisoned() {
        return word(Tdb2Header.POISON) != 0;
    }

    void poison(boolean failed) {
        store(Tdb2Header.POISON, failed ? 1 : 0);
    }

    /** Waits for the disk; when that fails nobody knows what is on it, and nothing more is written. */
    void sync() {
        try {
            storage.sync();
        } catch (StorageException e) {
            try {
                poison(true);
            } catch (RuntimeException again) {
                e.addSuppressed(again);
            }
            throw e;
        }
    }

    /** The slot of a transaction. */
    static int slot(long sequence) {
        return (int) (sequence & (SLOTS - 1));
    }

    private long word(long offset) {
        return storage.u64(offset, order);
    }

    private void store(long offset, long value) {
        storage.putU64(offset, value, order);
    }
}
