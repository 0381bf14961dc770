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

    /**
     * Makes the end of a free record, or all of it, the record. What stands before it goes to the reserve, as far as that
     * takes it: the records that come next need not search.
     */
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
        if (reserve.serves(record, wanted) && rest <= Reserve.MOST) {
            list.unlink(free);
            pool.words().resize(pool.bytes(), free, rest);
            reserve.keepPiece(pool, free, rest, unlisted);
        } else {
            shorten(list, free, rest, wanted);
        }
        return counters.taken(pool.words().header(record, free + rest, wanted), free, rest);
    }

    /** Leaves the start of a large free record on a list; a piece before the new record goes to the reserve. */
    private void shorten(FreeBucket list, long free, long rest, long wanted) {
        Pool pool = list.pool();
        long piece = reserve.serves(record, wanted) ? Reserve.MOST - wanted : 0;
        long stays = rest - piece;
        if (piece > 0) {
            pool.words().writeUnlisted(pool.bytes(), free + stays, piece);
        }
        if (pool.bucketFor(stays) != list.number()) {
            list.unlink(free);
            unlisted.add(pool, free);
        }
        pool.words().resize(pool.bytes(), free, stays);
        if (piece > 0) {
            reserve.keepPiece(pool, free + stays, piece, unlisted);
        }
    }
}
