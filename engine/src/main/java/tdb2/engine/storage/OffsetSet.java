package tdb2.engine.storage;

import java.util.Map;
import java.util.TreeMap;

/**
 * A set of file offsets: what keeps walks over damaged files from going in circles. About two bytes for each member, at
 * most one bit for each aligned offset near the members, and nothing elsewhere. Safe for several threads that only read
 * once nobody adds any more.
 */
public final class OffsetSet {

    private static final int CHUNK_BITS = OffsetChunk.BITS;

    private final int alignment;
    private final TreeMap<Long, OffsetChunk> chunks = new TreeMap<>();
    private long lastNumber = -1;
    private OffsetChunk lastChunk;
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
        boolean added = chunk(index / CHUNK_BITS).add((int) (index % CHUNK_BITS));
        count += added ? 1 : 0;
        return added;
    }

    /** Takes an offset of 0 or more out; answers whether it was there. */
    public boolean remove(long offset) {
        long index = offset / alignment;
        OffsetChunk chunk = chunks.get(index / CHUNK_BITS);
        boolean removed = chunk != null && chunk.remove((int) (index % CHUNK_BITS));
        count -= removed ? 1 : 0;
        return removed;
    }

    /** Whether an offset is in the set. */
    public boolean contains(long offset) {
        if (offset < 0) {
            return false;
        }
        long index = offset / alignment;
        OffsetChunk chunk = chunks.get(index / CHUNK_BITS);
        return chunk != null && chunk.contains((int) (index % CHUNK_BITS));
    }

    /** The smallest member that is {@code offset} or above, -1 when there is none. */
    public long ceiling(long offset) {
        long index = Math.max(0, (offset + alignment - 1) / alignment);
        Map.Entry<Long, OffsetChunk> entry = chunks.ceilingEntry(index / CHUNK_BITS);
        int from = entry != null && entry.getKey() == index / CHUNK_BITS ? (int) (index % CHUNK_BITS) : 0;
        while (entry != null) {
            int bit = entry.getValue().ceiling(from);
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
        Map.Entry<Long, OffsetChunk> entry = chunks.floorEntry(index / CHUNK_BITS);
        int from = entry != null && entry.getKey() == index / CHUNK_BITS ? (int) (index % CHUNK_BITS) : CHUNK_BITS - 1;
        while (entry != null) {
            int bit = entry.getValue().floor(from);
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

    /** Number of members that are {@code from} or above and below {@code to}. */
    public long count(long from, long to) {
        long members = 0;
        for (long at = ceiling(from); at >= 0 && at < to; at = ceiling(at + 1)) {
            members++;
        }
        return members;
    }

    /** The chunk of that number; walks add neighbours, so the last one is kept at hand. */
    private OffsetChunk chunk(long number) {
        if (number != lastNumber) {
            lastChunk = chunks.computeIfAbsent(number, _ -> new OffsetChunk());
            lastNumber = number;
        }
        return lastChunk;
    }
}
