package tdb2.engine.space;

/**
 * Joins a free record with the free ones right of it (spec tdb2-native, "Allocation"; c-formats, section 2). The lock of a
 * neighbour's list is only tried; once it is held the neighbour is looked at again.
 *
 * <pre>
 *   [ F listed  ][ N listed  ]      N off its list, and those right of it
 *   [ F listed  ][ N         ]      F off its list, when it outgrows it
 *   [ F                      ]      one store of F's length: N is part of it
 * </pre>
 *
 * Between any two of these a dead process leaks N, or F and N.
 */
final class Coalescing {

    private final BucketLocks locks;
    private final SpaceCounters counters;

    Coalescing(BucketLocks locks, SpaceCounters counters) {
        this.locks = locks;
        this.counters = counters;
    }

    /**
     * Joins a record of a list that is locked with all free ones to its right.
     *
     * @return whether it is on that list no more, for it has outgrown it: it is on none then, and nobody else's
     */
    boolean outgrows(FreeBucket list, long free) {
        Pool pool = list.pool();
        long end = pool.end();
        long before = list.length(free);
        long length = before;
        for (long taken = take(list, free + length, end); taken != 0; taken = take(list, free + length, end)) {
            length += taken;
            counters.coalesced.increment();
        }
        boolean outgrown = pool.bucketFor(length) != list.number();
        if (outgrown) {
            list.unlink(free);
        }
        if (length != before) {
            pool.words().resize(pool.bytes(), free, length);
            counters.joined(free, before, length);
        }
        return outgrown;
    }

    /** Takes the neighbour off its list; answers its length, 0 when there is none or it has to be left alone. */
    private long take(FreeBucket held, long neighbour, long end) {
        long smallest = held.pool().words().smallest();
        if (neighbour > end - smallest) {
            return 0;
        }
        Pool pool = held.pool().ofNeighbour(neighbour);
        if (!pool.words().isListed(pool.bytes().reading(), neighbour)) {
            return 0;
        }
        long length = pool.words().freeLength(pool.bytes().reading(), neighbour);
        if (length < smallest || length % 8 != 0 || length > end - neighbour) {
            return 0;
        }
        FreeBucket list = pool.listFor(length);
        if (list.headOffset() == held.headOffset()) {
            return unlink(held, neighbour) ? length : 0;
        }
        if (!locks.attempt(list)) {
            return 0;
        }
        try {
            boolean same = list.isListed(neighbour) && list.length(neighbour) == length;
            return same && unlink(list, neighbour) ? length : 0;
        } finally {
            locks.release(list);
        }
    }

    private boolean unlink(FreeBucket list, long free) {
        if (list.agrees(free)) {
            list.unlink(free);
            return true;
        }
        counters.avoided.increment();
        return false;
    }
}
