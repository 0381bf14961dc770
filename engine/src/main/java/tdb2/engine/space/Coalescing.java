package tdb2.engine.space;

import tdb2.engine.format.NativeWords;
import tdb2.engine.format.WritableBytes;
import tdb2.engine.format.ZoneHeader;

/**
 * Joins a free record with the free ones right of it (spec tdb2-native, "Allocation"). The lock of a neighbour's list is
 * only tried; once it is held the neighbour is looked at again.
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

    private final WritableBytes bytes;
    private final ZoneTable zones;
    private final BucketLocks locks;
    private final SpaceCounters counters;

    Coalescing(WritableBytes bytes, ZoneTable zones, BucketLocks locks, SpaceCounters counters) {
        this.bytes = bytes;
        this.zones = zones;
        this.locks = locks;
        this.counters = counters;
    }

    /**
     * Joins a record of a list that is locked with all free ones to its right.
     *
     * @return whether it is on that list no more, for it has outgrown it: it is on none then, and nobody else's
     */
    boolean outgrows(FreeBucket list, long free) {
        ZoneHeader zone = list.zone();
        long end = zones.backedEnd(zone);
        long before = list.length(free);
        long length = before;
        while (free + length <= end - 32 && NativeWords.isListed(bytes.reading(), free + length, zone.bits())) {
            long taken = take(list, free + length, end);
            if (taken == 0) {
                break;
            }
            length += taken;
            counters.coalesced.increment();
        }
        boolean outgrown = zone.bucketFor(length) != list.number();
        if (outgrown) {
            list.unlink(free);
        }
        if (length != before) {
            NativeWords.resize(bytes, free, length);
        }
        return outgrown;
    }

    /** Takes the neighbour off its list; answers its length, 0 when it has to be left alone. */
    private long take(FreeBucket held, long neighbour, long end) {
        long length = NativeWords.freeLength(bytes.reading(), neighbour);
        if (length < 32 || length % 8 != 0 || length > end - neighbour) {
            return 0;
        }
        FreeBucket list = FreeBucket.of(bytes, held.zone(), length);
        if (list.number() == held.number()) {
            return unlink(list, neighbour) ? length : 0;
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
