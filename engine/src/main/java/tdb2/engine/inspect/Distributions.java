package tdb2.engine.inspect;

import java.util.SortedMap;
import java.util.TreeMap;

import tdb2.engine.event.Progress;
import tdb2.engine.inspect.Census.AreaCensus;

/**
 * How sizes are spread in a file: of keys, values, paddings, free records, and of all kinds of regions. One pass over
 * the file. Has no state: safe for several threads.
 */
public final class Distributions {

    private final Spread keys = new Spread();
    private final Spread values = new Spread();
    private final Spread paddings = new Spread();
    private final Spread free = new Spread();
    private final Spread runs = new Spread();
    private final Spread areas = new Spread();
    private final TreeMap<String, Spread> kinds = new TreeMap<>();
    private int run;

    private Distributions() {}

    /** Passes over all regions of a file. */
    public static Distributions of(RegionMap map, Progress progress) {
        Distributions made = new Distributions();
        map.forEach(0, progress, region -> {
            made.take(region);
            return true;
        });
        made.endRun();
        for (AreaCensus area : map.survey().census().areas()) {
            made.areas.add(area.area().length());
        }
        return made;
    }

    private void take(Region region) {
        kinds.computeIfAbsent(region.kind(), _ -> new Spread()).add(region.length());
        if (region instanceof Region.Free) {
            free.add(region.length());
            run++;
            return;
        }
        endRun();
        if (region instanceof Region.Record record && record.reachable()) {
            keys.add(record.header().keyLength());
            values.add(record.header().valueLength());
            paddings.add(record.header().padding());
        }
    }

    private void endRun() {
        if (run > 1) {
            runs.add(run);
        }
        run = 0;
    }

    /** Bytes of keys of records that the index leads to. */
    public Spread keys() {
        return keys;
    }

    /** Bytes of their values. */
    public Spread values() {
        return values;
    }

    /** Bytes behind their values that belong to them. */
    public Spread paddings() {
        return paddings;
    }

    /** Bytes of free records, headers included. */
    public Spread free() {
        return free;
    }

    /** Number of free records that lie side by side, of two and more: they could be one. */
    public Spread runs() {
        return runs;
    }

    /** Bytes of zones; of dialects without zones the file. */
    public Spread areas() {
        return areas;
    }

    /** Bytes of regions by their kind. */
    public SortedMap<String, Spread> kinds() {
        return new TreeMap<>(kinds);
    }
}
