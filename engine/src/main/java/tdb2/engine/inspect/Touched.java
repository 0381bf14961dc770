package tdb2.engine.inspect;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tdb2.engine.event.Progress;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.storage.Bytes;
import tdb2.engine.transaction.RecoveryState.Change;

/**
 * What lies in a range that a replay writes, in the state of the map: after the replay, where that is previewed.
 *
 * @param regions the first ones in the range
 * @param keys of the records among them
 * @param isMore whether more regions lie in the range than are told
 */
public record Touched(List<Region> regions, List<Key> keys, boolean isMore) {

    /** Ranges that are looked into, at most. */
    public static final int RANGES = 2000;

    private static final int REGIONS = 8;
    private static final int LONGEST = 1024;

    /**
     * A key of a record that is touched.
     *
     * @param offset of the record
     * @param start the key's first bytes; all of them unless it is a very long one
     * @param length of the whole key
     */
    public record Key(long offset, byte[] start, long length) {}

    public Touched {
        regions = List.copyOf(regions);
        keys = List.copyOf(keys);
    }

    /** Looks into the first ranges, in their order. */
    public static List<Touched> of(RegionMap map, List<Change> changes, Progress progress) {
        List<Touched> touched = new ArrayList<>();
        for (Change change : changes.subList(0, Math.min(RANGES, changes.size()))) {
            progress.check(map.survey().assembly().bytes().name(), touched.size(), changes.size());
            touched.add(of(map, change));
        }
        return touched;
    }

    private static Touched of(RegionMap map, Change change) {
        Bytes bytes = map.survey().assembly().bytes();
        List<Region> regions = new ArrayList<>();
        long end = Math.min(change.offset() + change.length(), bytes.size());
        long at = change.offset();
        while (at >= 0 && at < end && regions.size() < REGIONS) {
            regions.add(map.at(at));
            at = regions.getLast().end();
        }
        return new Touched(regions, regions.stream().flatMap(region -> key(bytes, region).stream()).toList(),
                at >= 0 && at < end);
    }

    private static Optional<Key> key(Bytes bytes, Region region) {
        if (!(region instanceof Region.Record record)) {
            return Optional.empty();
        }
        RecordHeader header = record.header();
        int length = (int) Math.min(LONGEST, header.keyLength());
        return bytes.contains(header.keyOffset(), length)
                ? Optional.of(new Key(record.offset(), bytes.bytes(header.keyOffset(), length), header.keyLength()))
                : Optional.empty();
    }
}
