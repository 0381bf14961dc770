package tdb2.engine;

import tdb2.engine.error.Fault;
import tdb2.engine.error.FileChangedException;
import tdb2.engine.format.Block;
import tdb2.engine.format.BlockReader;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.inspect.Position;
import tdb2.engine.storage.Bytes;

/**
 * One record as a cursor or a lookup found it. The arrays are the entry's own; do not change them.
 *
 * @param header where it stands and its sizes
 * @param depth hops along its chain (the first is 1), or levels of its tree (the top is 0)
 * @param position where a cursor goes on behind it
 * @param key the whole key, or its first part when it is longer than the cursor's limit
 * @param value the value: as much as was asked for, and the way to the rest
 */
public record Entry(RecordHeader header, int depth, Position position, byte[] key, Value value) {

    /** Reads what is wanted of a record that was found by its place alone. */
    public static Entry read(Bytes bytes, BlockReader blocks, RecordHeader record, Fetch fetch) {
        return read(bytes, blocks, record, 0, Position.START, fetch);
    }

    static Entry read(Bytes bytes, BlockReader blocks, RecordHeader record, int depth, Position position, Fetch fetch) {
        int keyLength = (int) Math.min(record.keyLength(), fetch.keyBytes());
        int valueLength = (int) Math.min(record.valueLength(), fetch.valueBytes());
        byte[] key = bytes.bytes(record.keyOffset(), keyLength);
        byte[] first = bytes.bytes(record.valueOffset(), valueLength);
        Value value = new Value(first, record.valueLength(), (from, count) -> tail(bytes, blocks, record, from, count));
        return new Entry(record, depth, position, key, value);
    }

    /** Reads on in a value after the lock was dropped: only while the record's header is still the same. */
    private static byte[] tail(Bytes bytes, BlockReader blocks, RecordHeader record, long from, int count) {
        byte[] read = bytes.bytes(record.valueOffset() + from, count);
        if (blocks.at(bytes, record.offset()) instanceof Block.Used(RecordHeader now) && now.equals(record)) {
            return read;
        }
        throw new FileChangedException(new Fault(bytes.name(), record.offset(), "the record read before",
                "another one in its place", "it was changed or deleted meanwhile; read it again"));
    }

    /** Whether the record is deleted but still in its chain (TDB1). */
    public boolean dead() {
        return header.role() == RecordHeader.Role.DEAD;
    }
}
