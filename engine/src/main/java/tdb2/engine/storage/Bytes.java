package tdb2.engine.storage;

import java.nio.ByteOrder;

/**
 * A storage read in one byte order: what every reader of on-disk structures works on.
 *
 * @param storage where the bytes are
 * @param order the file's byte order
 */
public record Bytes(Storage storage, ByteOrder order) {

    /** The file's name for messages. */
    public String name() {
        return storage.name();
    }

    /** Size of the file in bytes. */
    public long size() {
        return storage.size();
    }

    /** Unsigned 32-bit word, 0..2^32-1. */
    public long u32(long offset) {
        return storage.u32(offset, order);
    }

    /** 64-bit word. */
    public long u64(long offset) {
        return storage.u64(offset, order);
    }

    /** 64-bit words that stand side by side. */
    public void words(long offset, long[] into) {
        storage.words(offset, into, order);
    }

    /** Says that the words at some offsets are read next; a hint. */
    public void prefetch(long[] offsets) {
        storage.prefetch(offsets);
    }

    /** A copy of the bytes of a range. */
    public byte[] bytes(long offset, int length) {
        return storage.bytes(offset, length);
    }

    /** Whether {@code [offset, offset + length)} lies within the file; safe against overflow. */
    public boolean contains(long offset, long length) {
        return storage.contains(offset, length);
    }
}
