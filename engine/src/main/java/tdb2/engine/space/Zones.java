package tdb2.engine.space;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import tdb2.engine.error.Fault;
import tdb2.engine.format.FreeRecord;
import tdb2.engine.format.NativeBlocks;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.format.ZoneHeader;
import tdb2.engine.space.ListWalk.Objection;
import tdb2.engine.storage.Bytes;

/**
 * The zones of the native dialect, each with free lists of its own (spec tdb2-native, "Zones").
 *
 * <pre>
 *  8504        +2^16       +2^17                   +2^18
 *  +-----------+-----------+-----------------------+------------- - - -
 *  | zone 0    | zone 1    | zone 2                | zone 3, perhaps only begun
 *  +-----------+-----------+-----------------------+------------- - - -
 * </pre>
 *
 * <p>
 * Safe for several threads.
 */
public final class Zones implements Space {

    private final Bytes bytes;
    private final long end;
    private final TreeMap<Long, FreeArea> areas = new TreeMap<>();
    private final List<Fault> faults = new ArrayList<>();

    /**
     * Reads all zone headers.
     *
     * @param end where the zones end, at most the size of the file
     */
    public Zones(Bytes bytes, long end) {
        this.bytes = bytes;
        this.end = end;
        scan();
    }

    private void scan() {
        int number = 0;
        for (long at = Tdb2Header.LENGTH; at < end; number++) {
            long bits = end - at >= 8 ? bytes.u64(at) : 0;
            boolean sound = ZoneHeader.plausible(at, bits);
            // a lost header is passed over by the size that a writer would have chosen there
            ZoneHeader header = new ZoneHeader(at, sound ? (int) bits : usualBits(at));
            long length = Math.min(header.span(), end - at);
            if (bits == 0 && ZoneHeader.isToCome(bytes, at, end)) {
                return;
            }
            if (sound && header.length() <= length) {
                areas.put(at, new FreeArea(FreeArea.Kind.ZONE, number, at, header.length(), length, header.bits(),
                        header.buckets()));
            } else {
                faults.add(new Fault(bytes.name(), at, "a zone header of 2^16 to 2^%d bytes".formatted(
                        ZoneHeader.maxBits(at)), "the word 0x%x in %d bytes".formatted(bits, length),
                        "the free lists of this zone cannot be read; its records are not concerned"));
            }
            at += header.span();
        }
    }

    private static int usualBits(long offset) {
        return offset == Tdb2Header.LENGTH
                ? ZoneHeader.MIN_BITS
                : Math.max(ZoneHeader.MIN_BITS, ZoneHeader.maxBits(offset));
    }

    @Override
    public void walk(SpaceListener listener) {
        faults.forEach(listener::damaged);
        ListWalk lists = new ListWalk(bytes, NativeBlocks.READER, this::objection, listener);
        for (FreeArea area : areas.values()) {
            listener.area(area);
            ZoneHeader zone = header(area);
            for (int bucket = 0; bucket < zone.buckets() && !listener.cancelled(); bucket++) {
                long head = zone.headOffset(bucket);
                lists.follow(area, bucket, head, bytes.u64(head));
            }
        }
    }

    private Optional<Objection> objection(FreeRecord record, FreeArea area, int bucket, long previous) {
        if (record.offset() < area.offset() + area.headerLength() || record.end() > area.offset() + area.length()) {
            return Optional.of(new Objection("a free record within zone " + area.number(),
                    "one at offset " + record.offset()));
        }
        int bits = NativeBlocks.zoneBits(bytes, record.offset());
        if (bits != area.bits()) {
            return Optional.of(new Objection("zone_bits %d as its zone".formatted(area.bits()), "zone_bits " + bits));
        }
        if (record.prev() != previous) {
            return Optional.of(new Objection("prev " + previous, "prev " + record.prev(), true));
        }
        int right = header(area).bucketFor(record.length());
        return right == bucket
                ? Optional.empty()
                : Optional.of(new Objection("a record for bucket " + bucket, "one for bucket " + right));
    }

    @Override
    public String owner(FreeRecord record) {
        Map.Entry<Long, FreeArea> entry = areas.floorEntry(record.offset());
        if (entry == null || record.offset() >= entry.getKey() + entry.getValue().length()) {
            return "no zone";
        }
        FreeArea area = entry.getValue();
        return area.describe() + ", bucket " + header(area).bucketFor(record.length());
    }

    private static ZoneHeader header(FreeArea area) {
        return new ZoneHeader(area.offset(), area.bits());
    }
}
