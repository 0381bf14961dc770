package tdb2.engine.storage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * The one seam to a file's bytes: mapped, positioned, heap, or an overlay over another storage. Reading only; no raw
 * segment leaves it. Safe for use by several threads.
 *
 * <p>
 * Every method that takes an offset throws {@link tdb2.engine.error.DamagedException} when the range does not lie
 * within {@link #size()}, {@link tdb2.engine.error.FileChangedException} when the file shrank under the reader, and
 * {@link tdb2.engine.error.StorageException} when the operating system fails.
 */
public interface Storage extends AutoCloseable {

    /** The file's name for messages. */
    String name();

    /** Size in bytes as last looked at; see {@link #refresh()}. */
    long size();

    /**
     * Copies bytes out.
     *
     * @param offset first byte in the file
     * @param into receives the bytes
     * @param at index in {@code into} of the first byte
     * @param length number of bytes, 0 allowed
     */
    void read(long offset, byte[] into, int at, int length);

    /** The unsigned 32-bit word at an offset (any alignment), as a long of 0..2^32-1. */
    long u32(long offset, ByteOrder order);

    /** The 64-bit word at an offset (any alignment). */
    long u64(long offset, ByteOrder order);

    /** Whether the bytes from an offset on are those of a part of an array. */
    default boolean holds(long offset, byte[] expected, int at, int length) {
        return Arrays.equals(bytes(offset, length), 0, length, expected, at, at + length);
    }

    /**
     * Reads 64-bit words that stand side by side; memory that others change is read with each aligned word in one piece.
     */
    default void words(long offset, long[] into, ByteOrder order) {
        ByteBuffer.wrap(bytes(offset, Long.BYTES * into.length)).order(order).asLongBuffer().get(into);
    }

    /**
     * Says that the words at some offsets are read next, so that memory is waited for once and not for each of them. A hint:
     * offsets outside the file are passed over, and nothing is thrown for what the words are.
     */
    default void prefetch(long[] offsets) {
        // only memory that is mapped can be asked for many at a time
    }

    /**
     * Looks at the file again: a file that grew is readable to its new end afterwards.
     *
     * @return whether the size differs from the one known before
     */
    boolean refresh();

    /**
     * Whether a range lies within the file; safe against overflow. A file that others may make longer while it is written
     * to is looked at again before the answer is no.
     */
    default boolean contains(long offset, long length) {
        return offset >= 0 && length >= 0 && offset <= size() - length;
    }

    /**
     * Where something other than zeros may stand at or behind an offset: what lies between is a hole that takes no room on
     * the disk, and need not be read. The offset itself where holes are not known; {@link #size()} where only a hole
     * comes.
     */
    default long nextData(long offset) {
        return offset;
    }

    @Override
    void close();

    /** A fresh copy of the bytes of a range. */
    default byte[] bytes(long offset, int length) {
        byte[] bytes = new byte[length];
        read(offset, bytes, 0, length);
        return bytes;
    }
}
