package tdb2.engine.space;

import java.util.Optional;
import tdb2.engine.format.NativeWords;
import tdb2.engine.format.NewRecord;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.RecordHeader.Role;
import tdb2.engine.format.WritableBytes;
import tdb2.engine.format.ZoneHeader;

/** Looks for room for one record in the zones of a native file, and cuts it out. Used once. */
final class RoomSearch {

    private static final int HEADER = 16;
    private static final long SMALLEST = 32;

    private final WritableBytes bytes;
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
    RoomSearch(WritableBytes bytes, BucketLocks locks, Reserve reserve, Coalescing coalescing, SpaceCounters counters,
            NewRecord record, int patience) {
        this.bytes = bytes;
        this.locks = locks;
        this.reserve = reserve;
        this.coalescing = coalescing;
        this.counters = counters;
        this.record = record;
        this.patience = patience;
        this.unlisted = new Unlisted(bytes, locks);
    }

    /** Looks through the lists of a zone, from the one of the size wanted upwards. */
    Optional<RecordHeader> in(ZoneHeader zone) {
        int first = zone.bucketFor(record.wanted());
        long[] heads = new long[zone.buckets() - first];
        bytes.reading().words(zone.headOffset(first), heads);
        for (int i = 0; i < heads.length; i++) {
            if (heads[i] != 0) {
                Optional<RecordHeader> found = in(new FreeBucket(bytes, zone, first + i));
                unlisted.list();
                if (found.isPresent()) {
                    return found;
                }
            }
        }
        return Optional.empty();
    }

    private Optional<RecordHeader> in(FreeBucket list) {
        locks.take(list);
        try {
            BestFit search = new BestFit(list, coalescing, unlisted, record.wanted());
            long found = search.run(patience);
            counters.passed.add(search.passed());
            return found == 0 ? Optional.empty() : Optional.of(cut(list, found));
        } finally {
            locks.release(list);
        }
    }

    /** Makes the end of a free record, or all of it, the record; of a large one, what stands before it goes to the reserve. */
    private RecordHeader cut(FreeBucket list, long free) {
        ZoneHeader zone = list.zone();
        long whole = list.length(free);
        long rest = whole - record.wanted();
        if (rest < SMALLEST) {
            list.unlink(free);
            NativeWords.use(bytes, free, record, whole, zone.bits());
            counters.exact.increment();
            return header(record, free, whole);
        }
        NativeWords.writeUsed(bytes, free + rest, record, record.wanted(), zone.bits());
        if (whole >= 2 * Reserve.MOST && reserve.serves(record)) {
            rest = whole - Reserve.MOST;
            NativeWords.writeUnlisted(bytes, free + rest, Reserve.MOST - record.wanted(), zone.bits());
        }
        boolean stays = zone.bucketFor(rest) == list.number();
        if (!stays) {
            list.unlink(free);
            unlisted.add(zone, free);
        }
        NativeWords.resize(bytes, free, rest);
        long at = free + whole - record.wanted();
        if (free + rest < at) {
            reserve.keepPiece(zone, free + rest, at - free - rest, unlisted);
        }
        return header(record, at, record.wanted());
    }

    static RecordHeader header(NewRecord record, long offset, long length) {
        long padding = length - HEADER - record.keyLength() - record.valueLength();
        return new RecordHeader(offset, HEADER, Role.DATA, record.keyLength(), record.valueLength(), padding,
                record.hash() & 31, 5);
    }
}
