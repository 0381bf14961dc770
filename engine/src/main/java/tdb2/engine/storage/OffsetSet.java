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
    /** Chunks side by side: a tree of the chunks themselves would be deeper than the caches of a processor are large. */
    private static final int PAGE = 64;

    private final int alignment;
    private final TreeMap<Long, OffsetChunk[]> pages = new TreeMap<>();
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
        OffsetChunk chunk = known(index / CHUNK_BITS);
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
        OffsetChunk chunk = known(index / CHUNK_BITS);
        return chunk != null && chunk.contains((int) (index % CHUNK_BITS));
    }

    /** The smallest member that is {@code offset} or above, -1 when there is none. */
    public long ceiling(long offset) {
        long index = Math.max(0, (offset + alignment - 1) / alignment);
        long number = index / CHUNK_BITS;
        int from = (int) (index % CHUNK_BITS);
        Map.Entry<Long, OffsetChunk[]> page = pages.ceilingEntry(number / PAGE);
        while (page != null) {
            long first = page.getKey() * PAGE;
            for (int at = (int) Math.max(0, number - first); at < PAGE; at++) {
                OffsetChunk chunk = page.getValue()[at];
                int bit = chunk == null ? -1 : chunk.ceiling(first + at == number ? from : 0);
                if (bit >= 0) {
                    return ((first + at) * CHUNK_BITS + bit) * alignment;
                }
            }
            page = pages.higherEntry(page.getKey());
        }
        return -1;
    }

    /** The largest member that is {@code offset} or below, -1 when there is none. */
    public long floor(long offset) {
        if (offset < 0) {
            return -1;
        }
        long index = offset / alignment;
        long number = index / CHUNK_BITS;
        int from = (int) (index % CHUNK_BITS);
        Map.Entry<Long, OffsetChunk[]> page = pages.floorEntry(number / PAGE);
        while (page != null) {
            long first = page.getKey() * PAGE;
            for (int at = (int) Math.min(PAGE - 1, number - first); at >= 0; at--) {
                OffsetChunk chunk = page.getValue()[at];
                int bit = chunk == null ? -1 : chunk.floor(first + at == number ? from : CHUNK_BITS - 1);
                if (bit >= 0) {
                    return ((first + at) * CHUNK_BITS + bit) * alignment;
                }
            }
            page = pages.lowerEntry(page.getKey());
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

    /** The chunk of that number, null when it has no members. */
    private OffsetChunk known(long number) {
        OffsetChunk[] page = pages.get(number / PAGE);
        return page == null ? null : page[(int) (number % PAGE)];
    }

    /** The chunk of that number, made when it has no members yet. */
    private OffsetChunk chunk(long number) {
        OffsetChunk[] page = pages.computeIfAbsent(number / PAGE, _ -> new OffsetChunk[PAGE]);
        int at = (int) (number % PAGE);
        if (page[at] == null) {
            page[at] = new OffsetChunk();
        }
        return page[at];
    }
}
