package tdb2.engine.inspect;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * How a size is spread over many things: number, sum, smallest, largest, and how many there are of each power of two.
 * For one thread.
 */
public final class Spread {

    private final TreeMap<Long, Long> powers = new TreeMap<>();
    private long count;
    private long sum;
    private long smallest = Long.MAX_VALUE;
    private long largest;

    void add(long size) {
        count++;
        sum += size;
        smallest = Math.min(smallest, size);
        largest = Math.max(largest, size);
        powers.merge(Long.highestOneBit(size), 1L, Long::sum);
    }

    /** How many there are. */
    public long count() {
        return count;
    }

    /** All sizes together. */
    public long sum() {
        return sum;
    }

    /** The smallest size; 0 when there is none. */
    public long smallest() {
        return count == 0 ? 0 : smallest;
    }

    /** The largest size; 0 when there is none. */
    public long largest() {
        return largest;
    }

    /** The average size; 0 when there is none. */
    public double mean() {
        return count == 0 ? 0 : (double) sum / count;
    }

    /** How many have at least a power of two and less than the next, by that power; 0 stands for empty ones. */
    public SortedMap<Long, Long> powers() {
        return new TreeMap<>(powers);
    }
}
