package tdb2.engine.inspect;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.TreeMap;
import java.util.function.Predicate;
import tdb2.engine.error.Fault;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Landmark;
import tdb2.engine.space.FreeArea;

/**
 * Every byte of a file, accounted for: regions that follow each other without gap or overlap. Info, hex overlay, layout
 * and structure tables read it. The survey beneath it is made once; regions are parsed when asked for, so that a large
 * file costs no memory for each. Safe for several threads once made.
 */
public final class RegionMap {

    private final Survey survey;
    private final TreeMap<Long, Landmark> landmarks = new TreeMap<>();

    private RegionMap(Survey survey) {
        this.survey = survey;
        long size = survey.assembly().bytes().size();
        for (Landmark landmark : survey.assembly().landmarks()) {
            if (landmark.length() > 0 && landmark.offset() >= 0 && landmark.offset() < size) {
                landmarks.putIfAbsent(landmark.offset(), landmark);
            }
        }
    }

    /** The regions of a surveyed file. */
    public static RegionMap of(Survey survey) {
        return new RegionMap(survey);
    }

    /** The survey the map stands on. */
    public Survey survey() {
        return survey;
    }

    /** What the survey found damaged. */
    public List<Fault> faults() {
        return survey.faults();
    }

    /**
     * Passes every region from the one that holds {@code from} on, in the order of the file.
     *
     * @param consumer answers false to end
     */
    public void forEach(long from, Progress progress, Predicate<Region> consumer) {
        long size = survey.assembly().bytes().size();
        long at = knownStart(Math.clamp(from, 0, size));
        RegionParser parser = new RegionParser(this);
        while (at < size) {
            progress.check(survey.assembly().bytes().name(), at, size);
            Region region = parser.at(at);
            if (region.end() > from && !consumer.test(region)) {
                return;
            }
            at = region.end();
        }
    }

    /** The region that holds a byte of the file. */
    public Region at(long offset) {
        Region[] found = new Region[1];
        forEach(offset, Progress.NONE, region -> {
            found[0] = region;
            return false;
        });
        if (found[0] == null) {
            throw new IndexOutOfBoundsException("offset " + offset + " is outside the file");
        }
        return found[0];
    }

    /** The partition of the index that what holds a byte of the file belongs to; empty when it belongs to none. */
    public OptionalInt partitionAt(long offset) {
        return switch (at(offset)) {
            case Region.Record record -> HomePartition.of(survey.assembly(), record.header());
            case Region.SubTable table -> survey.partitionOf(table.offset());
            case Region.Chain chain -> survey.partitionOf(chain.offset());
            default -> OptionalInt.empty();
        };
    }

    /** The nearest offset at or below, where something certainly begins; 0 when nothing is known. */
    private long knownStart(long offset) {
        long start = Math.max(survey.records().floor(offset), survey.free().floor(offset));
        start = Math.max(start, Math.max(survey.tables().floor(offset), survey.chains().floor(offset)));
        Map.Entry<Long, Landmark> landmark = landmarks.floorEntry(offset);
        Map.Entry<Long, FreeArea> area = areaAtOrBelow(offset);
        start = Math.max(start, landmark == null ? 0 : landmark.getKey());
        start = Math.max(start, area == null ? 0 : area.getKey());
        return insideLandmark(start);
    }

    /** A pointer may lead into the middle of a landmark; what begins there is no region of its own. */
    private long insideLandmark(long start) {
        Map.Entry<Long, Landmark> below = landmarks.lowerEntry(start);
        return below != null && below.getValue().offset() + below.getValue().length() > start ? below.getKey() : start;
    }

    private Map.Entry<Long, FreeArea> areaAtOrBelow(long offset) {
        TreeMap<Long, FreeArea> areas = survey.areas();
        Map.Entry<Long, FreeArea> entry = areas.floorEntry(offset);
        return entry != null && entry.getValue().kind() == FreeArea.Kind.FREE_LIST ? null : entry;
    }

    /** The landmark that begins at an offset, or null; for the parser of this package only. */
    Landmark landmarkAt(long offset) {
        return landmarks.get(offset);
    }

    /** The nearest offset above where something certainly begins, or the end of the file. */
    long nextKnown(long above) {
        long next = survey.assembly().bytes().size();
        next = nearer(next, survey.records().ceiling(above + 1));
        next = nearer(next, survey.free().ceiling(above + 1));
        next = nearer(next, survey.tables().ceiling(above + 1));
        next = nearer(next, survey.chains().ceiling(above + 1));
        next = nearer(next, nextStructure(above));
        return next;
    }

    /** The nearest landmark or area header above, -1 when there is none. */
    long nextStructure(long above) {
        Long landmark = landmarks.higherKey(above);
        Map.Entry<Long, FreeArea> area = survey.areas().higherEntry(above);
        while (area != null && area.getValue().kind() == FreeArea.Kind.FREE_LIST) {
            area = survey.areas().higherEntry(area.getKey());
        }
        if (landmark == null) {
            return area == null ? -1 : area.getKey();
        }
        return area == null ? landmark : Math.min(landmark, area.getKey());
    }

    private static long nearer(long one, long other) {
        return other < 0 ? one : Math.min(one, other);
    }
}
