package tdb2.ui.widgets;

import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;

/** Chosen rows of a table of any length: ranges of them, so that all rows cost as little as one. Not safe for
 * several threads. */
public final class RowRanges {

    /** First row of each range and the row behind its last; ranges neither touch nor overlap. */
    private final TreeMap<Long, Long> ranges = new TreeMap<>();

    /** No rows. */
    public RowRanges() {}

    /** A copy. */
    public RowRanges(RowRanges other) {
        ranges.putAll(other.ranges);
    }

    /** The rows from one to another, both included. */
    public static RowRanges of(long one, long other) {
        var rows = new RowRanges();
        rows.add(Math.min(one, other), Math.max(one, other) + 1);
        return rows;
    }

    /** Adds rows up to one that is not added. */
    public void add(long from, long to) {
        if (from >= to) {
            return;
        }
        long start = from;
        long end = to;
        var before = ranges.floorEntry(from);
        if (before != null && before.getValue() >= from) {
            start = before.getKey();
            end = Math.max(end, before.getValue());
        }
        for (var next = ranges.ceilingEntry(start); next != null && next.getKey() <= end; next = ranges
                .ceilingEntry(start)) {
            end = Math.max(end, next.getValue());
            ranges.remove(next.getKey());
        }
        ranges.put(start, end);
    }

    /** Adds a row that is not chosen, takes one away that is. */
    public void flip(long row) {
        if (!contains(row)) {
            add(row, row + 1);
            return;
        }
        var range = ranges.floorEntry(row);
        ranges.remove(range.getKey());
        add(range.getKey(), row);
        add(row + 1, range.getValue());
    }

    /** Whether a row is chosen. */
    public boolean contains(long row) {
        var range = ranges.floorEntry(row);
        return range != null && row < range.getValue();
    }

    /** How many rows are chosen. */
    public long count() {
        return ranges.entrySet().stream().mapToLong(range -> range.getValue() - range.getKey()).sum();
    }

    /** Those of the rows from one to another; the latter is not included. */
    public RowRanges within(long from, long to) {
        var rows = new RowRanges();
        ranges.forEach((first, behind) -> rows.add(Math.max(first, from), Math.min(behind, to)));
        return rows;
    }

    /** The rows in order. */
    public LongStream rows() {
        return ranges.entrySet().stream()
                .flatMapToLong((Map.Entry<Long, Long> range) -> LongStream.range(range.getKey(), range.getValue()));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof RowRanges that && ranges.equals(that.ranges);
    }

    @Override
    public int hashCode() {
        return ranges.hashCode();
    }

    @Override
    public String toString() {
        return ranges.toString();
    }
}
