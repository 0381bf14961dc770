package tdb2.engine.repair;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import tdb2.engine.error.Fault;
import tdb2.engine.format.Block;
import tdb2.engine.format.Dialect;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.repair.Finds.Standing;
import tdb2.engine.repair.Plan.Kind;
import tdb2.engine.repair.Plan.Place;
import tdb2.engine.repair.Plan.Risk;
import tdb2.engine.repair.Plan.Step;

/** Puts into words what was found and what is done with it. */
final class PlanMaker {

    private static final int RECORD_HEADER = 16;
    private static final int HEADER_SHOWN = 64;

    private final Remains remains;
    private final Survivors.Found found;
    private final long recordsLost;
    private final Map<Standing, Tally> standings = new EnumMap<>(Standing.class);
    private final Map<Doubt, Tally> doubts = new EnumMap<>(Doubt.class);

    /** What one step is about. */
    private static final class Tally {

        private final List<Place> places = new ArrayList<>();
        private long records;
        private long bytes;

        void add(Place place, long kept) {
            records++;
            bytes += kept;
            if (places.size() < Step.MOST_PLACES) {
                places.add(place);
            }
        }
    }

    /** @param recordsLost records of which nothing is left, at least */
    PlanMaker(Remains remains, Survivors.Found found, long recordsLost) {
        this.remains = remains;
        this.found = found;
        this.recordsLost = recordsLost;
    }

    Plan plan() {
        Finds finds = found.finds();
        finds.each(offset -> {
            add(offset, standings.computeIfAbsent(finds.standing(offset), _ -> new Tally()));
            finds.doubt(offset).ifPresent(doubt -> add(offset, doubts.computeIfAbsent(doubt, _ -> new Tally())));
            return true;
        });
        long taken = tally(Standing.REACHED).bytes + tally(Standing.SCANNED).bytes;
        List<Fault> faults = new ArrayList<>(remains.faults());
        faults.addAll(found.faults());
        remains.database().ifPresent(tdb -> faults.addAll(tdb.view().recovery().faults()));
        return new Plan(remains.bytes().name(), remains.form().dialect(), remains.form().order(),
                Copies.dialect(remains), remains.header(), tally(Standing.REACHED).records,
                tally(Standing.SCANNED).records, tally(Standing.REPEATED).records, tally(Standing.SUSPECT).records,
                recordsLost, found.lost(), found.lostBytes(), remains.bytes().size(), taken,
                steps(), faults);
    }

    private void add(long offset, Tally tally) {
        if (remains.form().blocks().at(remains.bytes(), offset) instanceof Block.Used(RecordHeader record)) {
            tally.add(new Place(offset, record.length()),
                    RECORD_HEADER + record.keyLength() + record.valueLength());
        }
    }

    private Tally tally(Standing standing) {
        return standings.getOrDefault(standing, new Tally());
    }

    private List<Step> steps() {
        List<Step> steps = new ArrayList<>();
        steps.add(header());
        add(steps, Kind.REACHABLE, "take the records that the index leads to",
                "key, hash and end of each agree with what is around it", Risk.NONE, tally(Standing.REACHED));
        add(steps, Kind.SALVAGED, "take records that only a scan of the whole file finds",
                "nothing leads to them, but hash and end are right and no other record has their key; one that a "
                        + "killed process left, or was about to delete, looks the same",
                Risk.LOW, tally(Standing.SCANNED));
        keys(steps);
        add(steps, Kind.REPEATED, "leave out records that come twice",
                "key and value are those of a record that is taken", Risk.NONE,
                tally(Standing.REPEATED));
        doubts.forEach((doubt, tally) -> add(steps, Kind.ASIDE, "set aside, not in the copy", doubt.says(), Risk.JUDGE,
                tally));
        if (recordsLost > 0) {
            steps.add(new Step(Kind.LOST, "give up records of which nothing is left",
                    "the index leads to their places, and there is no record any more; there may be more of them",
                    Risk.JUDGE,
                    recordsLost, 0, List.of(), List.of()));
        }
        if (found.lostBytes() > 0) {
            steps.add(new Step(Kind.LOST, "give up ranges that nothing explains",
                    "no record begins there; what was there is lost, unless it is set aside", Risk.JUDGE, 0,
                    found.lostBytes(), found.lost().stream().limit(Step.MOST_PLACES)
                            .map(range -> new Place(range.offset(), range.length())).toList(),
                    List.of()));
        }
        return steps;
    }

    private Step header() {
        boolean whole = remains.faults().isEmpty();
        long shown = Math.min(HEADER_SHOWN, remains.bytes().size());
        return new Step(Kind.HEADER, "header: " + remains.header(), whole
                ? "it can be stood on"
                : "it cannot be stood on: " + remains.faults().getFirst().found(),
                whole ? Risk.NONE : Risk.LOW, 0, 0, List.of(new Place(0, shown)), remains.changes());
    }

    /** Where the hash of a key tells nothing, a damaged key is a key like another: somebody has to know. */
    private void keys(List<Step> steps) {
        if (remains.form().dialect() == Dialect.TDB1 && !remains.hashKnown()) {
            return; // its two hash functions were tried
        }
        if (hashTellsNothing()) {
            String why = remains.hashKnown()
                    ? "the hash function gives all keys the same hash"
                    : "the hash function or its seed is not known";
            steps.add(new Step(Kind.KEYS, "take the keys as they are",
                    ("%s: a damaged key is not seen. Of each record it is sure where it begins and ends, for something "
                            + "begins at its end; of %d also that the index leads to them, of %d not. The bytes of its key are "
                            + "protected as little as those of its value").formatted(why,
                                    tally(Standing.REACHED).records, tally(Standing.SCANNED).records),
                    Risk.JUDGE, tally(Standing.REACHED).records + tally(Standing.SCANNED).records, 0, List.of(),
                    List.of()));
        }
    }

    private boolean hashTellsNothing() {
        OptionalLong one = remains.form().hash().apply(new byte[] { 1 });
        OptionalLong other = remains.form().hash().apply(new byte[] { 2, 3 });
        return one.isEmpty() || one.equals(other);
    }

    private static void add(List<Step> steps, Kind kind, String what, String reason, Risk risk, Tally tally) {
        if (tally.records > 0) {
            steps.add(new Step(kind, what, reason, risk, tally.records, tally.bytes, tally.places, List.of()));
        }
    }
}
