package tdb2.engine.space;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import tdb2.engine.format.Block;
import tdb2.engine.format.FreeRecord;
import tdb2.engine.format.Landmark;
import tdb2.engine.format.NativeBlocks;
import tdb2.engine.format.NativeWords;
import tdb2.engine.format.NewRecord;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.WritableBytes;
import tdb2.engine.format.ZoneHeader;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.LockMap;

/**
 * Gives and takes room in the zones of a native file (spec tdb2-native, "Allocation").
 *
 * <p>
 * A search begins in the zone used last and takes the lists upwards from the one of the size wanted. A record is cut from
 * the end of a free one: its header is written inside the free record, and one store of the free record's length lets it
 * appear. Where the free record stays on its list no link changes. What lies side by side is joined now and then, at the
 * cost of a few records passed for each one freed, and before the file grows. Tables, which stay for ever, begin
 * in the first zone.
 */
public final class ZoneAllocator implements Allocator {

    /** Records of one list that an ordinary search passes before it takes a larger one. */
    private static final int PATIENCE = 128;
    private static final long SMALLEST = 32;
    /** All lists are joined when they have grown by so many records since: a part of those listed, but not for a few. */
    private static final int SWEEP_PART = 4;
    private static final int LEAST_FREED = 32;
    /** Before the file grows they are joined when anything was freed, or it has grown by this part: others free too. */
    private static final int END_PART = 8;

    private final WritableBytes bytes;
    private final ZoneTable zones;
    private final ZoneWords words;
    private final BucketLocks locks;
    private final Reserve reserve;
    private final SpaceCounters counters;
    private final Coalescing coalescing;
    private volatile int usedLast;
    /** In the zones before this one was no room for tables. */
    private volatile int tablesFrom;
    private volatile long growthAtSweep;
    private volatile long freesAtSweep;
    private volatile long endAtSweep;
    private volatile int listed;

    /**
     * @param keeps whether room may be kept back for later records: for a file of variant 1 that others share
     */
    public ZoneAllocator(WritableBytes bytes, ZoneWords words, LockBackend backend, LockMap map, SpaceCounters counters,
            boolean keeps) {
        this.bytes = bytes;
        this.zones = new ZoneTable(bytes, words::end);
        this.words = words;
        this.locks = new BucketLocks(backend, map);
        this.reserve = new Reserve(bytes, words, counters, keeps);
        this.counters = counters;
        this.coalescing = new Coalescing(bytes, zones, locks, counters);
    }

    @Override
    public RecordHeader allocate(NewRecord record) {
        return allocate(record, record.keyLength() == 0 ? 0 : usedLast);
    }

    @Override
    public RecordHeader allocate(NewRecord record, RecordHeader old) {
        return allocate(record, zones.number(old.offset()));
    }

    private RecordHeader allocate(NewRecord record, int near) {
        counters.allocations.increment();
        if (hasGrown(Math.max(LEAST_FREED, listed / SWEEP_PART))) {
            coalesce();
        }
        Optional<RecordHeader> found = reserved(record).or(() -> search(record, near, PATIENCE));
        while (found.isEmpty()) {
            giveBack();
            long end = zones.end();
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
        Unlisted displaced = new Unlisted(bytes, locks);
        Optional<RecordHeader> found = reserve.take(record, displaced);
        displaced.list();
        return found;
    }

    @Override
    public void giveBack() {
        Unlisted all = new Unlisted(bytes, locks);
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
        RoomSearch search = new RoomSearch(bytes, locks, reserve, coalescing, counters, record, patience);
        ZoneHeader[] all = zones.all();
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
    private Optional<RecordHeader> searchUpwards(RoomSearch search, ZoneHeader[] all) {
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
        Unlisted made = new Unlisted(bytes, locks);
        locks.takeExpansion();
        try {
            bytes.storage().refresh(); // where only the size tells the end, another may have grown the file since
            if (zones.end() == before) {
                ZoneHeader[] all = zones.all();
                new ZoneGrowth(bytes, words).run(all[all.length - 1], before, record.wanted(), made);
                counters.growths.increment();
            }
        } finally {
            locks.releaseExpansion();
            if (reserve.serves(record)) {
                made.keepLast(reserve);
            }
            made.list();
        }
    }

    /**
     * Makes room for a record beyond the present end of the zones, whatever is free before it: the file grows by it. The
     * caller is alone with the file.
     *
     * @return its header, which is written already
     */
    public RecordHeader allocateBeyond(NewRecord record) {
        Unlisted made = new Unlisted(bytes, locks);
        ZoneHeader[] all = zones.all();
        new ZoneGrowth(bytes, words).run(all[all.length - 1], zones.end(), record.wanted(), made);
        counters.growths.increment();
        Unlisted.Piece piece = made.takeLast();
        long whole = NativeWords.freeLength(bytes.reading(), piece.offset());
        long rest = whole - record.wanted();
        boolean split = rest >= SMALLEST;
        long at = split ? piece.offset() + rest : piece.offset();
        long length = split ? record.wanted() : whole;
        NativeWords.writeUsed(bytes, at, record, length, piece.zone().bits());
        if (split) {
            NativeWords.resize(bytes, piece.offset(), rest);
            made.add(piece.zone(), piece.offset());
        }
        made.list();
        return RoomSearch.header(record, at, length);
    }

    @Override
    public void free(RecordHeader record) {
        counters.frees.increment();
        ZoneHeader zone = zones.of(record.offset());
        NativeWords.release(bytes, record.offset(), record.length(), zone.bits());
        Unlisted displaced = new Unlisted(bytes, locks);
        reserve.keepFreed(zone, record.offset(), record.length(), displaced);
        displaced.list();
    }

    private void list(ZoneHeader zone, long free) {
        Unlisted one = new Unlisted(bytes, locks);
        one.add(zone, free);
        one.list();
    }

    @Override
    public void coalesce() {
        growthAtSweep = listGrowth();
        freesAtSweep = counters.frees.sum();
        endAtSweep = zones.end();
        int passed = 0;
        for (ZoneHeader zone : zones.all()) {
            for (int number = 0; number < zone.buckets(); number++) {
                FreeBucket list = new FreeBucket(bytes, zone, number);
                if (list.head() != 0) {
                    passed += coalesce(list);
                }
            }
        }
        listed = passed;
    }

    private int coalesce(FreeBucket list) {
        BestFit sweep;
        Unlisted outgrown = new Unlisted(bytes, locks);
        locks.take(list);
        try {
            sweep = new BestFit(list, coalescing, outgrown, Long.MAX_VALUE);
            sweep.run(Integer.MAX_VALUE);
        } finally {
            locks.release(list);
        }
        outgrown.list();
        return sweep.passed();
    }

    /** Cuts off what is free at the end of the zones. The caller is alone with the file. */
    public void trim() {
        boolean more = true;
        while (more) {
            more = trimOnce();
        }
    }

    /** Cuts off the free record that ends the zones, if one does; with it its zone, when nothing else is in there. */
    private boolean trimOnce() {
        ZoneHeader[] all = zones.all();
        ZoneHeader zone = all[all.length - 1];
        long end = zones.end();
        long at = ZoneTable.firstBlock(zone);
        long last = at;
        while (at < end) {
            last = at;
            at += length(at, end);
        }
        if (at == end && last < end
                && NativeBlocks.READER.at(bytes.reading(), last) instanceof Block.Free(FreeRecord free)
                && free.listed()) {
            FreeBucket.of(bytes, zone, free.length()).unlink(last);
            boolean empty = last == ZoneTable.firstBlock(zone) && all.length > 1;
            words.storeEnd(empty ? zone.offset() : last);
            return true;
        }
        return false;
    }

    /** Bytes of the block at an offset; up to the end where nothing explains them. */
    private long length(long at, long end) {
        return switch (NativeBlocks.READER.at(bytes.reading(), at)) {
            case Block.Used(RecordHeader used) -> used.length();
            case Block.Free(FreeRecord free) -> free.length();
            case Block.Recovery _,Block.Nothing _ -> end - at;
        };
    }

    @Override
    public void clear(Iterable<Landmark> kept) {
        words.changeLayout(); // before anything is free: what others keep for themselves is free as well then
        TreeMap<Long, Landmark> islands = new TreeMap<>();
        kept.forEach(mark -> islands.put(mark.offset(), mark));
        for (ZoneHeader zone : zones.all()) {
            for (int number = 0; number < zone.buckets(); number++) {
                bytes.put(zone.headOffset(number), 0);
            }
            long at = ZoneTable.firstBlock(zone);
            long end = zones.backedEnd(zone);
            List<Landmark> inside = new ArrayList<>(islands.subMap(at, end).values());
            for (Landmark island : inside) {
                release(zone, at, island.offset());
                at = island.offset() + island.length();
            }
            release(zone, at, end);
        }
    }

    /** Makes the bytes between two offsets one free record, if they can be one. */
    private void release(ZoneHeader zone, long from, long to) {
        if (to - from >= SMALLEST) {
            NativeWords.release(bytes, from, to - from, zone.bits());
            list(zone, from);
        }
    }
}
