package tdb2.ui.recovery;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import tdb2.engine.Fetch;
import tdb2.engine.Tdb;
import tdb2.engine.event.Progress;
import tdb2.engine.inspect.Region;
import tdb2.engine.inspect.RegionMap;
import tdb2.engine.transaction.RecoveryState.Change;
import tdb2.ui.theme.RegionStyle;
import tdb2.ui.widgets.ByteText;

/**
 * What lies in a range that a replay writes, in the state after it.
 *
 * @param style how the first region looks
 * @param kinds of the regions
 * @param keys of the records among them
 */
record Touched(RegionStyle style, String kinds, List<String> keys) {

    /** Ranges that are looked into. */
    static final int SHOWN = 2000;

    private static final int REGIONS = 8;
    private static final int KEY = 60;

    Touched {
        keys = List.copyOf(keys);
    }

    /** Looks into the first ranges; on a worker. */
    static List<Touched> of(Tdb tdb, RegionMap map, List<Change> changes, Progress progress) {
        List<Touched> touched = new ArrayList<>();
        for (Change change : changes.subList(0, Math.min(SHOWN, changes.size()))) {
            progress.check(tdb.name(), touched.size(), changes.size());
            touched.add(of(tdb, map, change));
        }
        return touched;
    }

    private static Touched of(Tdb tdb, RegionMap map, Change change) {
        List<Region> regions = new ArrayList<>();
        long end = Math.min(change.offset() + change.length(), tdb.view().size());
        for (long at = change.offset(); at >= 0 && at < end && regions.size() < REGIONS; at = regions.getLast().end()) {
            regions.add(map.at(at));
        }
        List<RegionStyle> styles = regions.stream().map(RegionStyle::of).distinct().toList();
        return new Touched(styles.isEmpty() ? RegionStyle.UNKNOWN : styles.getFirst(),
                styles.stream().map(RegionStyle::label).collect(Collectors.joining(", ")),
                regions.stream().flatMap(region -> key(tdb, region).stream()).toList());
    }

    private static Optional<String> key(Tdb tdb, Region region) {
        return region instanceof Region.Record record
                ? tdb.at(record.offset(), Fetch.KEYS).map(entry -> ByteText.escaped(entry.key(), 0,
                        Math.min(KEY, entry.key().length)))
                : Optional.empty();
    }
}
