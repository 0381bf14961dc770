package tdb2.engine;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;

/** A record's value: its first bytes at hand, the rest read from the file when asked for. Safe for several threads. */
public final class Value {

    private static final int CHUNK = 1 << 20;

    private final byte[] first;
    private final long length;
    private final Tail tail;

    /** Reads bytes that are not at hand. */
    @FunctionalInterface
    interface Tail {

        /**
         * @throws tdb2.engine.error.FileChangedException when the record is no longer what it was
         */
        byte[] read(long from, int length);
    }

    Value(byte[] first, long length, Tail tail) {
        this.first = first;
        this.length = length;
        this.tail = tail;
    }

    /** A value that is in no file; the array becomes its own. */
    public static Value of(byte[] bytes) {
        return new Value(bytes, bytes.length, (from, count) -> Arrays.copyOfRange(bytes, (int) from,
                (int) from + count));
    }

    /** Length of the whole value, bytes. */
    public long length() {
        return length;
    }

    /** As much of the value as was read with the record; the value's own array, do not change it. */
    public byte[] preview() {
        return first;
    }

    /** Whether {@link #preview()} is the whole value. */
    public boolean whole() {
        return first.length == length;
    }

    /**
     * A part of the value.
     *
     * @param from first byte
     * @param count number of bytes, cut at the end of the value
     */
    public byte[] read(long from, int count) {
        int wanted = Math.clamp(length - from, 0, count);
        if (from + wanted <= first.length) {
            return Arrays.copyOfRange(first, (int) from, (int) from + wanted);
        }
        return tail.read(from, wanted);
    }

    /**
     * The whole value.
     *
     * @throws RefusedException when it is too large for an array
     */
    public byte[] bytes() {
        if (length > Integer.MAX_VALUE - 16) {
            throw new RefusedException(new Fault("value", Fault.NOWHERE, "a value that fits into an array",
                    length + " bytes", "read it in parts"));
        }
        return read(0, (int) length);
    }

    /** Writes the whole value, in parts. */
    public void writeTo(OutputStream out) throws IOException {
        for (long done = 0; done < length; done += CHUNK) {
            out.write(read(done, (int) Math.min(CHUNK, length - done)));
        }
    }
}
