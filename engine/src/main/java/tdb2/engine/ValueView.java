package tdb2.engine;

import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.util.function.Function;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.storage.Storage;

/**
 * A record's value as it stands in the file, seen without copying it while the record is locked. Read-only, for the
 * thread that got it, and dead after the call it was given to: every method throws {@link IllegalStateException} then.
 */
public final class ValueView implements Content {

    private static final int CHUNK = 1 << 16;

    private final Storage storage;
    private final RecordHeader record;
    private boolean dead;

    ValueView(Storage storage, RecordHeader record) {
        this.storage = storage;
        this.record = record;
    }

    @Override
    public long length() {
        requireAlive();
        return record.valueLength();
    }

    /** Copies a part of the value out; the part must lie within it. */
    @Override
    public void read(long from, byte[] into, int at, int count) {
        requireWithin(from, count);
        storage.read(record.valueOffset() + from, into, at, count);
    }

    /** Copies a part of the value into the caller's own memory, which says how much; the part must lie within it. */
    public void read(long from, MemorySegment into) {
        requireWithin(from, into.byteSize());
        byte[] chunk = new byte[(int) Math.min(CHUNK, into.byteSize())];
        for (long done = 0; done < into.byteSize(); done += chunk.length) {
            int count = (int) Math.min(chunk.length, into.byteSize() - done);
            storage.read(record.valueOffset() + from + done, chunk, 0, count);
            MemorySegment.copy(chunk, 0, into, ValueLayout.JAVA_BYTE, done, count);
        }
    }

    /** One byte, 0..255. */
    public int at(long index) {
        byte[] one = new byte[1];
        read(index, one, 0, 1);
        return Byte.toUnsignedInt(one[0]);
    }

    /**
     * A copy of the whole value.
     *
     * @throws RefusedException when it is too large for an array
     */
    public byte[] bytes() {
        requireAlive();
        if (record.valueLength() > Integer.MAX_VALUE - 16) {
            throw new RefusedException(new Fault(storage.name(), record.offset(), "a value that fits into an array",
                    record.valueLength() + " bytes", "read it in parts, with parse"));
        }
        return storage.bytes(record.valueOffset(), (int) record.valueLength());
    }

    /** Gives a record's value to a reader. */
    static <T> T during(Storage storage, RecordHeader record, Function<ValueView, T> reader) {
        ValueView view = new ValueView(storage, record);
        try {
            return reader.apply(view);
        } finally {
            view.dead = true;
        }
    }

    private void requireWithin(long from, long count) {
        requireAlive();
        if (from < 0 || count < 0 || from > record.valueLength() - count) {
            throw new IndexOutOfBoundsException("bytes %d to %d of a value of %d".formatted(from, from + count,
                    record.valueLength()));
        }
    }

    private void requireAlive() {
        if (dead) {
            throw new IllegalStateException("a value is seen only during the call that it was given to");
        }
    }
}
