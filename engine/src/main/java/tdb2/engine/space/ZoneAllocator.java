package tdb2.engine.space;

import tdb2.engine.format.Block;
import tdb2.engine.format.FreeRecord;
import tdb2.engine.format.NativeBlocks;
import tdb2.engine.format.NewRecord;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.RecordWords;
import tdb2.engine.format.WritableBytes;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.LockMap;

/**
 * Gives and takes room in the zones of a native file (spec tdb2-native, "Allocation"). Safe for several threads: it
 * takes the locks of what it changes.
 */
public final class ZoneAllocator extends ListAllocator {

    private final WritableBytes bytes;
    private final ZoneTable zones;
    private final ZoneWords words;

    /**
     * @param keeps whether room may be kept back for later records: for a file of variant 1 that others share
     */
    public ZoneAllocator(WritableBytes bytes, ZoneWords words, LockBackend backend, LockMap map, SpaceCounters counters,
            boolean keeps) {
        this(bytes, words, new ZoneTable(bytes, words), backend, map, counters, keeps);
    }

    private ZoneAllocator(WritableBytes bytes, ZoneWords words, ZoneTable zones, LockBackend backend, LockMap map,
            SpaceCounters counters, boolean keeps) {
        super(zones, backend, map, counters, keeps);
        this.bytes = bytes;
        this.zones = zones;
        this.words = words;
    }

    /**
     * Makes room for a record beyond the present end of the zones, whatever is free before it: the file grows by it. The
     * caller is alone with the file.
     *
     * @return its header, which is written already
     */
    public RecordHeader allocateBeyond(NewRecord record) {
        Unlisted made = new Unlisted(locks());
        ZonePool[] all = zones.all();
        long wanted = record.wanted(all[all.length - 1].words());
        zones.growBeyond(wanted, made);
        counters().growths.increment();
        Unlisted.Piece piece = made.takeLast();
        RecordWords headers = piece.pool().words();
        long whole = piece.length();
        long rest = whole - wanted;
        boolean split = rest >= headers.smallest();
        long at = split ? piece.offset() + rest : piece.offset();
        long length = split ? wanted : whole;
        headers.writeUsed(bytes, at, record, length);
        if (split) {
            headers.resize(bytes, piece.offset(), rest);
            made.add(piece.pool(), piece.offset());
        }
        made.list();
        return headers.header(record, at, length);
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
        ZonePool[] all = zones.all();
        ZonePool zone = all[all.length - 1];
        long end = zones.end();
        long at = zone.firstBlock();
        long last = at;
        while (at < end) {
            last = at;
            at += length(at, end);
        }
        if (at == end && last < end
                && NativeBlocks.READER.at(bytes.reading(), last) instanceof Block.Free(FreeRecord free)
                && free.listed()) {
            zone.listFor(free.length()).unlink(last);
            boolean empty = last == zone.firstBlock() && all.length > 1;
            words.storeEnd(empty ? zone.header().offset() : last);
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
}
