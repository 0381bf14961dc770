package tdb2.engine.query;

import java.util.Arrays;
import java.util.OptionalInt;

/**
 * The records that a search found: where each stands, sixteen bytes of memory for each. One thread adds; safe for several
 * that read.
 */
public final class Found {

    /** With the digit and the index that sorting needs. */
    private static final int BYTES_EACH = 28;
    private static final int LEAST_LIMIT = 100_000;
    private static final int SHARE = 4;

    private final LongColumn offsets = new LongColumn();
    private final LongColumn places = new LongColumn();
    private int[] order = {};

    /**
     * How many records a search keeps at most: what fits into a quarter of the memory that the program may have, sorting
     * included, so that an old list and a new one find room; 9.5 million in a heap of 1 GiB.
     */
    public static int limit() {
        long heap = Runtime.getRuntime().maxMemory() / SHARE / BYTES_EACH;
        return Math.clamp(heap, LEAST_LIMIT, Integer.MAX_VALUE / 2);
    }

    /** The memory, in bytes, that a program must have so that a search keeps so many. */
    static long heapFor(long records) {
        return records * BYTES_EACH * SHARE;
    }

    synchronized void add(long offset, int partition, int depth) {
        offsets.add(offset);
        places.add((long) partition << 32 | depth);
    }

    /** From now on the records stand in another order. */
    synchronized void arrange(int[] indexes) {
        order = indexes;
    }

    /** How many there are so far. */
    public synchronized int count() {
        return offsets.count();
    }

    /** Offset in the file of a record; rows count from 0. */
    public synchronized long offset(int row) {
        return offsets.get(index(row));
    }

    /** Partition of the index in which a record was found. */
    public synchronized int partition(int row) {
        return (int) (places.get(index(row)) >>> 32);
    }

    /** How deep it stands there: hops along a chain, or levels of a tree. */
    public synchronized int depth(int row) {
        return (int) places.get(index(row));
    }

    /** The row of the record at an offset. */
    public synchronized OptionalInt rowOf(long offset) {
        for (int row = 0; row < offsets.count(); row++) {
            if (offsets.get(index(row)) == offset) {
                return OptionalInt.of(row);
            }
        }
        return OptionalInt.empty();
    }

    /** The rows, in order, of records whose offsets are given in order. */
    public synchronized int[] rowsOf(long[] sortedOffsets) {
        int[] rows = new int[sortedOffsets.length];
        int count = 0;
        for (int row = 0; row < offsets.count() && count < rows.length; row++) {
            if (Arrays.binarySearch(sortedOffsets, offsets.get(index(row))) >= 0) {
                rows[count++] = row;
            }
        }
        return Arrays.copyOf(rows, count);
    }

    private int index(int row) {
        return row < order.length ? order[row] : row;
    }
}
