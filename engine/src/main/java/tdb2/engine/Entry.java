package tdb2.engine;

import tdb2.engine.format.RecordHeader;
import tdb2.engine.inspect.Position;

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

    /** Whether the record is deleted but still in its chain (TDB1). */
    public boolean dead() {
        return header.role() == RecordHeader.Role.DEAD;
    }
}
