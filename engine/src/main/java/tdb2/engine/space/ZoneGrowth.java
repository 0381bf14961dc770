package tdb2.engine.space;

import java.util.ArrayList;
import java.util.List;
import tdb2.engine.error.StorageException;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.format.WritableBytes;
import tdb2.engine.format.ZoneHeader;

/**
 * Makes a native file larger (spec tdb2-native, "Allocation"): fills up the last zone, then adds zones. The lock of
 * growth is held. Room is reserved on the disk before anything is stored; each piece becomes part of the file by one
 * store of its end, when its headers stand already.
 *
 * <pre>
 *   ...last zone ....][ room reserved, nobody's yet       ]
 *                     [ free record ]                        written
 *                                   ^ file_end               stored
 * </pre>
 */
final class ZoneGrowth {

    /** A step is this part of the file at most, unless one record needs more. */
    private static final int PART = 24;
    private static final long LEAST_STEP = 1024;
    /** What is left of a zone and is smaller than this goes along. */
    private static final long CRUMB = 64;

    private final WritableBytes bytes;
    private final ZoneTable zones;
    private final ZoneWords words;
    private final List<Piece> pieces = new ArrayList<>();

    /**
     * A part of the growth.
     *
     * @param zone it lies in
     * @param start offset of its first byte; of the zone's header when the zone is new
     * @param fresh whether the zone is new
     * @param end offset behind it
     */
    private record Piece(ZonePool zone, long start, boolean fresh, long end) {

        long free() {
            return fresh ? zone.firstBlock() : start;
        }
    }

    ZoneGrowth(WritableBytes bytes, ZoneTable zones, ZoneWords words) {
        this.bytes = bytes;
        this.zones = zones;
        this.words = words;
    }

    /**
     * Grows so that a free record of a length is there.
     *
     * @param last zone
     * @param end of the zones as it is now
     * @param wanted bytes of the whole record
     * @param made gets the new free records, which are on no list
     * @throws StorageException when there is no room on the disk: nothing has changed
     */
    void run(ZonePool last, long end, long wanted, Unlisted made) {
        plan(last, end, wanted, Math.max(wanted, Math.max(LEAST_STEP, end / PART & -8L)));
        try {
            bytes.storage().extend(pieces.getLast().end);
        } catch (StorageException e) {
            pieces.clear();
            plan(last, end, wanted, wanted);
            bytes.storage().extend(pieces.getLast().end);
        }
        for (Piece piece : pieces) {
            write(piece, made);
        }
    }

    private void plan(ZonePool last, long end, long wanted, long step) {
        ZonePool zone = last;
        long at = end + 7 & -8L;
        boolean fresh = false;
        while (!fits(zone, at, fresh, wanted, step)) {
            at = zone.zoneEnd();
            zone = new ZonePool(bytes, zones,
                    new ZoneHeader(at, Math.max(ZoneHeader.MIN_BITS, ZoneHeader.maxBits(at))));
            fresh = true;
        }
    }

    /** Adds what a zone can give; whether that is enough. */
    private boolean fits(ZonePool zone, long start, boolean fresh, long wanted, long step) {
        long header = fresh ? zone.header().length() : 0;
        long room = zone.zoneEnd() - start - header;
        if (room <= 0) {
            return false;
        }
        boolean enough = room >= wanted;
        long length = enough && room - step >= CRUMB ? step : room;
        pieces.add(new Piece(zone, start, fresh, start + header + length));
        return enough;
    }

    private void write(Piece piece, Unlisted made) {
        long free = piece.free();
        if (piece.fresh) {
            for (int bucket = 0; bucket < piece.zone.buckets(); bucket++) {
                bytes.put(piece.zone.headOffset(bucket), 0);
            }
            bytes.put(piece.zone.header().offset(), piece.zone.header().bits());
        }
        boolean room = piece.end - free >= piece.zone.words().smallest();
        if (room) {
            piece.zone.words().writeUnlisted(bytes, free, piece.end - free);
        }
        words.storeEnd(piece.end);
        if (room) {
            made.add(piece.zone, free);
        }
    }

    /** Where the zones of an empty file end. */
    static long emptyEnd() {
        return Tdb2Header.LENGTH + new ZoneHeader(Tdb2Header.LENGTH, ZoneHeader.MIN_BITS).length();
    }
}
