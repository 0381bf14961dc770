package tdb2.engine.space;

import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import tdb2.engine.format.Landmark;
import tdb2.engine.format.NewRecord;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.LockMap;
import tdb2.engine.space.Pools.Extent;

/**
 * Gives and takes room of a file of a 64-bit dialect: in zones, or through free tables (spec tdb2-native, "Allocation";
 * c-formats, section 2).
 *
 * <p>
 * A search begins in the zone or table used last and takes the lists upwards from the one of the size wanted. A record is
 * cut from the end of a free one: its header is written inside the free record, and one store of the free record's length
 * lets it appear. Where the free record stays on its list no link changes. What lies side by side is joined now and then,
 * at the cost of a few records passed for each one freed, and before the file grows. Tables, which stay for ever, begin
 * in the first zone.
 */
sealed class ListAllocator implements Allocator permits ZoneAllocator, TableAllocator {

    /** Records of one list that an ordinary search passes before it takes a larger one. */
    private static final int PATIENCE = 128;
    /** All lists are joined when they have grown by so many records since: a part of those listed, but not for a few. */
    private static final int SWEEP_PART = 4;
    private static final int LEAST_FREED = 32;
    /** Before the file grows they are joined when anything was freed, or it has grown by this part: others free too. */
    private static final int END_PART = 8;

    private final Pools pools;
    private final BucketLocks locks;
    private final Reserve reserve;
    private final SpaceCounters counters;
    private final Coalescing coalescing;
    private volatile int usedLast;
    /** In the pools before this one was no room for tables. */
    private volatile int tablesFrom;
    private volatile long growthAtSweep;
    private volatile long freesAtSweep;
    private volatile long endAtSweep;
    private volatile int listed;

    /**
     * @param keeps whether room may be kept back for later records
     */
    ListAllocator(Pools pools, LockBackend backend, LockMap map, SpaceCounters counters, boolean keeps) {
        this.pools = pools;
        this.usedLast = pools.usual();
        this.locks = new BucketLocks(backend, map);
        this.reserve = new Reserve(pools, counters, keeps);
        this.counters = counters;
        this.coalescing = new Coalescing(locks, counters);
    }

    BucketLocks locks() {
        return locks;
    }

    SpaceCounters counters() {
        return counters;
    }

    @Override
    public RecordHeader allocate(NewRecord record) {
        return prepared(record).orElseGet(() -> allocate(record, record.keyLength() == 0 ? 0 : usedLast));
    }

    @Override
    public RecordHeader allocate(NewRecord record, RecordHeader old) {
        return prepared(record).orElseGet(() -> allocate(record, pools.number(old.offset())));
    }

    /** Room from the reserve, for which no list is looked at. */
    private Optional<RecordHeader> prepared(NewRecord record) {
        counters.allocations.increment();
        if (hasGrown(Math.max(LEAST_FREED, listed / SWEEP_PART))) {
            coalesce();
        }
        return reserved(record);
    }

    private RecordHeader allocate(NewRecord record, int near) {
        Optional<RecordHeader> found = search(record, near, PATIENCE);
        while (found.isEmpty()) {
            giveBack();
            long end = pools.end();
            if (counters.frees.sum() != freesAtSweep || end - endAtSweep > end / END_PART) {
                coalesce();
            }
            tablesFrom = 0;
            found = search(record, near, Integer.MAX_VALUE);
            if (found.isEmpty()) {
                grow(record, end);
                found = reserved(record).or(() -> search(record, near, PATIENCE));
            }
        }
        return found.get();
    }

    private Optional<RecordHeader> reserved(NewRecord record) {
        Unlisted displaced = new Unlisted(locks);
        Optional<RecordHeader> found = reserve.take(record, displaced);
        displaced.list();
        return found;
    }

    @Override
    public void giveBack() {
        Unlisted all = new Unlisted(locks);
        reserve.giveUp(all);
        all.list();
    }

    @Override
    public boolean keepsRoom() {
        return !reserve.isEmpty();
    }

    /** Whether the lists have grown by more than so many records through what was done here since they were joined. */
    private boolean hasGrown(int records) {
        return listGrowth() - growthAtSweep > records;
    }

    private long listGrowth() {
        return counters.frees.sum() - counters.exact.sum();
    }

    private Optional<RecordHeader> search(NewRecord record, int near, int patience) {
        RoomSearch search = new RoomSearch(locks, reserve, coalescing, counters, record, patience);
        Pool[] all = pools.all();
        if (record.keyLength() == 0) {
            return searchUpwards(search, all);
        }
        int first = Math.min(near, all.length - 1);
        Optional<RecordHeader> found = search.in(all[first]);
        for (int i = all.length - 1; i >= 0 && found.isEmpty(); i--) {
            if (i != first) {
                found = search.in(all[i]);
                usedLast = i;
            }
        }
        return found;
    }

    /** Tables stay for ever: they gather in the first zones, where they do not cut the room of records to pieces. */
    private Optional<RecordHeader> searchUpwards(RoomSearch search, Pool[] all) {
        for (int i = Math.min(tablesFrom, all.length - 1); i < all.length; i++) {
            Optional<RecordHeader> found = search.in(all[i]);
            if (found.isPresent()) {
                tablesFrom = i;
                return found;
            }
        }
        return Optional.empty();
    }

    private void grow(NewRecord record, long before) {
        Unlisted made = new Unlisted(locks);
        long wanted = record.wanted(pools.all()[pools.usual()].words());
        locks.takeExpansion();
        try {
            int zones = pools.all().length;
            if (pools.grow(before, wanted, made)) {
                counters.growths.increment();
                counters.grown(before, pools.end(), pools.all().length > zones);
            }
        } finally {
            locks.releaseExpansion();
            if (reserve.serves(record, wanted)) {
                made.keepLast(reserve);
            }
            made.list();
        }
    }

    @Override
    public void free(RecordHeader record) {
        counters.frees.increment();
        Pool pool = pools.all()[pools.number(record.offset())];
        pool.words().release(pool.bytes(), record.offset(), record.length());
        counters.freed(record.offset(), record.length());
        Unlisted displaced = new Unlisted(locks);
        reserve.keepFreed(pool, record.offset(), record.length(), displaced);
        Optional<FreeBucket> due = displaced.list();
        if (due.isPresent()) {
            coalesce(due.get(), PATIENCE);
        }
    }

    private void list(Pool pool, long free) {
        Unlisted one = new Unlisted(locks);
        one.add(pool, free);
        one.list();
    }

    @Override
    public void coalesce() {
        growthAtSweep = listGrowth();
        freesAtSweep = counters.frees.sum();
        endAtSweep = pools.end();
        int passed = 0;
        for (Pool pool : pools.all()) {
            for (int number = 0; number < pool.buckets(); number++) {
                FreeBucket list = pool.list(number);
                if (list.head() != 0) {
                    passed += coalesce(list, Integer.MAX_VALUE);
                }
            }
        }
        listed = passed;
    }

    private int coalesce(FreeBucket list, int patience) {
        BestFit sweep;
        Unlisted outgrown = new Unlisted(locks);
        locks.take(list);
        try {
            sweep = new BestFit(list, coalescing, outgrown, Long.MAX_VALUE);
            sweep.run(patience);
        } finally {
            locks.release(list);
        }
        outgrown.list();
        return sweep.passed();
    }

    @Override
    public void clear(Iterable<Landmark> kept) {
        pools.changeLayout(); // before anything is free: what others keep for themselves is free as well then
        TreeMap<Long, Landmark> islands = new TreeMap<>();
        kept.forEach(mark -> islands.put(mark.offset(), mark));
        List<Extent> extents = pools.extents();
        for (Pool pool : pools.all()) {
            for (int number = 0; number < pool.buckets(); number++) {
                pool.bytes().put(pool.headOffset(number), 0);
            }
        }
        for (Extent extent : extents) {
            long at = extent.from();
            for (Landmark island : List.copyOf(islands.subMap(at, extent.to()).values())) {
                release(extent.pool(), at, island.offset());
                at = island.offset() + island.length();
            }
            release(extent.pool(), at, extent.to());
        }
    }

    /** Makes the bytes between two offsets one free record of the usual pool, if they can be one. */
    void release(long from, long to) {
        release(pools.all()[pools.usual()], from, to);
    }

    /** Makes the bytes between two offsets one free record, if they can be one. */
    private void release(Pool pool, long from, long to) {
        if (to - from >= pool.words().smallest()) {
            pool.words().release(pool.bytes(), from, to - from);
            list(pool, from);
        }
    }
}
