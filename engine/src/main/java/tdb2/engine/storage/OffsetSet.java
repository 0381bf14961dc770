package tdb2.engine.storage;

import java.util.Map;
import java.util.TreeMap;

/**
 * A set of file offsets, about one bit for each aligned offset near the members and nothing elsewhere: what keeps walks
 * over damaged files from going in circles. Safe for several threads that only
 * read once nobody adds any more.
 */
public final class OffsetSet {

    private static final int CHUNK_BITS = 1 << 15;

    private final int alignment;
    private final TreeMap<Long, long[]> chunks = new TreeMap<>();
    private long lastChunk = -1;
    private long[] lastBits;
    private long count;

    /**
     * @param alignment divisor of all offsets, a power of two; offsets that are not multiples of it count as the
     *            multiple below them
     */
    public OffsetSet(int alignment) {
        this.alignment = alignment;
    }

    /** Adds an offset of 0 or more; answers whether it was not there before. */
    public boolean add(long offset) {
        long index = offset / alignment;
        long[] bits = chunk(index / CHUNK_BITS);
        int bit = (int) (index % CHUNK_BITS);
        long mask = 1L << bit;
        if ((bits[bit >>> 6] & mask) != 0) {
            return false;
        }
        bits[bit >>> 6] |= mask;
        count++;
        return true;
    }

    /** Whether an offset is in the set. */
    public boolean contains(long offset) {
        if (offset < 0) {
            return false;
        }
        long index = offset / alignment;
        long[] bits = chunks.get(index / CHUNK_BITS);
        int bit = (int) (index % CHUNK_BITS);
        return bits != null && (bits[bit >>> 6] & (1L << bit)) != 0;
    }

    /** The smallest member that is {@code offset} or above, -1 when there is none. */
    public long ceiling(long offset) {
        long index = Math.max(0, (offset + alignment - 1) / alignment);
        Map.Entry<Long, long[]> entry = chunks.ceilingEntry(index / CHUNK_BITS);
        int from = entry != null && entry.getKey() == index / CHUNK_BITS ? (int) (index % CHUNK_BITS) : 0;
        while (entry != null) {
            int bit = nextSet(entry.getValue(), from);
            if (bit >= 0) {
                return (entry.getKey() * CHUNK_BITS + bit) * alignment;
            }
            from = 0;
            entry = chunks.higherEntry(entry.getKey());
        }
        return -1;
    }

    /** The largest member that is {@code offset} or below, -1 when there is none. */
    public long floor(long offset) {
        if (offset < 0) {
            return -1;
        }
        long index = offset / alignment;
        Map.Entry<Long, long[]> entry = chunks.floorEntry(index / CHUNK_BITS);
        int from = entry != null && entry.getKey() == index / CHUNK_BITS ? (int) (index % CHUNK_BITS) : CHUNK_BITS - 1;
        while (entry != null) {
            int bit = previousSet(entry.getValue(), from);
            if (bit >= 0) {
                return (entry.getKey() * CHUNK_BITS + bit) * alignment;
            }
            from = CHUNK_BITS - 1;
            entry = chunks.lowerEntry(entry.getKey());
        }
        return -1;
    }

    /** Number of members. */
    public long count() {
        return count;
    }

    /** The chunk of that number; walks add neighbours, so the last one is kept at hand. */
    private long[] chunk(long number) {
        if (number != lastChunk) {
            lastBits = chunks.computeIfAbsent(number, _ -> new long[CHUNK_BITS / Long.SIZE]);
            lastChunk = number;
        }
        return lastBits;
    }

    private static int nextSet(long[] bits, int from) {
        int word = from >>> 6;
        long rest = bits[word] & (-1L << from);
        while (rest == 0) {
            if (++word == bits.length) {
                return -1;
            }
            rest = bits[word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(rest);
    }

    private static int previousSet(long[] bits, int from) {
        int word = from >>> 6;
        long rest = bits[word] & (-1L >>> (63 - (from & 63)));
        while (rest == 0) {
            if (--word < 0) {
                return -1;
            }
            rest = bits[word];
        }
        return (word << 6) + 63 - Long.numberOfLeadingZeros(rest);
    }
}
