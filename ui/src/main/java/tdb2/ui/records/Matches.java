package tdb2.ui.records;

import java.util.Arrays;
import java.util.OptionalLong;

/** The records a filter let through: offset and depth of each. Safe for several threads. */
final class Matches {
    /** No more are kept: a filter that lets so many through should be narrowed. */
    static final int LIMIT = 4_000_000;

    private long[] offsets = new long[256];
    private short[] depths = new short[256];
    private int count;

    /**
     * Appends a match.
     *
     * @return whether there was room
     */
    synchronized boolean add(long offset, int depth) {
        if (count == LIMIT) {
            return false;
        }
        if (count == offsets.length) {
            offsets = Arrays.copyOf(offsets, 2 * count);
            depths = Arrays.copyOf(depths, 2 * count);
        }
        offsets[count] = offset;
        depths[count] = (short) Math.min(depth, Short.MAX_VALUE);
        count++;
        return true;
    }

    synchronized int count() {
        return count;
    }

    synchronized long offset(int index) {
        return offsets[index];
    }

    synchronized int depth(int index) {
        return depths[index];
    }

    /** The row of the record at an offset. */
    synchronized OptionalLong rowOf(long offset) {
        for (int i = 0; i < count; i++) {
            if (offsets[i] == offset) {
                return OptionalLong.of(i);
            }
        }
        return OptionalLong.empty();
    }
}
