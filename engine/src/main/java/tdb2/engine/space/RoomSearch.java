package tdb2.engine.space;

import java.util.Optional;
import tdb2.engine.format.NewRecord;
import tdb2.engine.format.RecordHeader;

/** Looks for room for one record in the lists of a pool, and cuts it out. Used once. */
final class RoomSearch {

    private final BucketLocks locks;
    private final Coalescing coalescing;
    private final SpaceCounters counters;
    private final NewRecord record;
    private final int patience;
    private final Unlisted unlisted;
    private final Reserve reserve;

    /**
     * @param reserve gets a piece of a large free record
     * @param patience most records of one list that are passed
     */
    RoomSearch(BucketLocks locks, Reserve reserve, Coalescing coalescing, SpaceCounters counters, NewRecord record,
            int patience) {
        this.locks = locks;
        this.reserve = reserve;
        this.coalescing = coalescing;
        this.counters = counters;
        this.record = record;
        this.patience = patience;
        this.unlisted = new Unlisted(locks);
    }

    /** Looks through the lists of a pool, from the one of the size wanted upwards. */
    Optional<RecordHeader> in(Pool pool) {
        long wanted = record.wanted(pool.words());
        int first = pool.bucketFor(wanted);
        long[] heads = new long[pool.buckets() - first];
        pool.bytes().reading().words(pool.headOffset(first), heads);
        for (int i = 0; i < heads.length; i++) {
            if (heads[i] != 0) {
                Optional<RecordHeader> found = in(pool.list(first + i), wanted);
                unlisted.list();
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<RecordHeader> in(FreeBucket list, long wanted) {
        locks.take(list);
        try {
            BestFit search = new BestFit(list, coalescing, unlisted, wanted);
            long found = search.run(patience);
            counters.passed.add(search.passed());
            return found == 0 ? Optional.empty() : Optional.of(cut(list, found, wanted));
        } finally {
            locks.release(list);
        }
    }

    /** Makes the end of a free record, or all of it, the record; of a large one, what stands before it goes to the reserve. */
    private RecordHeader cut(FreeBucket list, long free, long wanted) {
        Pool pool = list.pool();
        long whole = list.length(free);
        long rest = whole - wanted;
        if (rest < pool.words().smallest()) {
            list.unlink(free);
            pool.words().use(pool.bytes(), free, record, whole);
            counters.exact.increment();
            return counters.taken(pool.words().header(record, free, whole), free, 0);
        }
        pool.words().writeUsed(pool.bytes(), free + rest, record, wanted);
        if (whole >= 2 * Reserve.MOST && reserve.serves(record, wanted)) {
            rest = whole - Reserve.MOST;
            pool.words().writeUnlisted(pool.bytes(), free + rest, Reserve.MOST - wanted);
        }
        boolean stays = pool.bucketFor(rest) == list.number();
        if (!stays) {
            list.unlink(free);
            unlisted.add(pool, free);
        }
        pool.words().resize(pool.bytes(), free, rest);
        long at = free + whole - wanted;
        if (free + rest < at) {
            reserve.keepPiece(pool, free + rest, at - free - rest, unlisted);
        }
        return counters.taken(pool.words().header(record, at, wanted), free, rest);
    }
}
