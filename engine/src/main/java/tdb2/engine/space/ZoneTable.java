package tdb2.engine.space;

import java.util.Arrays;
import java.util.function.LongSupplier;
import tdb2.engine.error.DamagedException;
import tdb2.engine.error.Fault;
import tdb2.engine.format.NativeBlocks;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.format.WritableBytes;
import tdb2.engine.format.ZoneHeader;

/**
 * The zones of a native file as a writer needs them. Zones are added, and cut off from the end by a repack; what was read
 * of those that are there stays true. Safe for several threads.
 */
final class ZoneTable {

    private final WritableBytes bytes;
    private final LongSupplier end;
    private volatile ZoneHeader[] zones = {};
    private volatile ToCome toCome = new ToCome(0, 0);

    /** Room behind the last zone that a killed writer has left. */
    private record ToCome(long at, long end) {}

    /**
     * @param end asks where the zones end now
     */
    ZoneTable(WritableBytes bytes, LongSupplier end) {
        this.bytes = bytes;
        this.end = end;
    }

    long end() {
        return end.getAsLong();
    }

    /** All zones there are now, in the order of the file. */
    ZoneHeader[] all() {
        ZoneHeader[] known = zones;
        long limit = end();
        while (known.length > 0 && known[known.length - 1].offset() >= limit) {
            known = Arrays.copyOf(known, known.length - 1);
        }
        long from = known.length == 0 ? Tdb2Header.LENGTH : zoneEnd(known[known.length - 1]);
        if (from >= limit && known.length == zones.length) {
            return known;
        }
        while (from < limit && !isToCome(from, limit)) {
            known = Arrays.copyOf(known, known.length + 1);
            known[known.length - 1] = read(from);
            from = zoneEnd(known[known.length - 1]);
        }
        zones = known;
        return known;
    }

    /** Looked at once for each size of the file: what was zero up to its end is so until a zone is made there. */
    private boolean isToCome(long at, long limit) {
        if (limit - at >= 8 && bytes.u64(at) != 0) {
            return false;
        }
        ToCome seen = toCome;
        if (seen.at != at || seen.end != limit) {
            if (!ZoneHeader.isToCome(bytes.reading(), at, limit)) {
                return false;
            }
            toCome = new ToCome(at, limit);
        }
        return true;
    }

    private ZoneHeader read(long at) {
        long bits = bytes.u64(at);
        if (!ZoneHeader.plausible(at, bits)) {
            throw new DamagedException(new Fault(bytes.name(), at, "a zone header", "the word " + bits,
                    "nothing was written; dump --emergency saves the records"));
        }
        return new ZoneHeader(at, (int) bits);
    }

    /** The zone that a block says it lies in; throws when there is none. */
    ZoneHeader of(long block) {
        return all()[number(block)];
    }

    /** Number of the zone that a block says it lies in; throws when there is none. */
    int number(long block) {
        int bits = NativeBlocks.zoneBits(bytes.reading(), block);
        long distance = block - Tdb2Header.LENGTH;
        long start = bits < Long.SIZE - 1 ? Tdb2Header.LENGTH + (distance & -1L << bits) : -1;
        ZoneHeader[] all = all();
        for (int i = 0; i < all.length; i++) {
            if (all[i].offset() == start && all[i].bits() == bits) {
                return i;
            }
        }
        throw new DamagedException(new Fault(bytes.name(), block, "a block in a zone of 2^%d bytes".formatted(bits),
                "no such zone", "run check"));
    }

    /** Offset behind the part of a zone that the file backs. */
    long backedEnd(ZoneHeader zone) {
        return Math.min(zoneEnd(zone), end());
    }

    /** Offset behind a zone. */
    static long zoneEnd(ZoneHeader zone) {
        return zone.offset() + zone.span();
    }

    /** Offset of the first block of a zone. */
    static long firstBlock(ZoneHeader zone) {
        return zone.offset() + zone.length();
    }
}
