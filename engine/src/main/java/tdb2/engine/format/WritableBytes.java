package tdb2.engine.format;

import java.nio.ByteOrder;
import tdb2.engine.storage.Bytes;
import tdb2.engine.storage.WritableStorage;

/**
 * A storage read and written in one byte order: what every writer of on-disk structures works on.
 *
 * @param storage where the bytes are
 * @param order the file's byte order
 */
public record WritableBytes(WritableStorage storage, ByteOrder order) {

    /** The same for readers. */
    public Bytes reading() {
        return new Bytes(storage, order);
    }

    /** The file's name for messages. */
    public String name() {
        return storage.name();
    }

    /** 64-bit word. */
    public long u64(long offset) {
        return storage.u64(offset, order);
    }

    /** Stores a 64-bit word: where aligned, in one piece and after all earlier stores of this thread. */
    public void put(long offset, long word) {
        storage.putU64(offset, word, order);
    }

    /** Stores bytes, in no told order. */
    public void write(long offset, byte[] bytes) {
        storage.write(offset, bytes, 0, bytes.length);
    }
}
