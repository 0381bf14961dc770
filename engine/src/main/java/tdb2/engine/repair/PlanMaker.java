package tdb2.engine.repair;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import tdb2.engine.format.Block;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.repair.Finds.Standing;
import tdb2.engine.repair.Plan.Risk;
import tdb2.engine.repair.Plan.Step;

/** Puts into words what was found and what is done with it. */
final class PlanMaker {

    private static final int RECORD_HEADER = 16;

    private final Remains remains;
    private final Survivors.Found found;
    private final Map<Standing, Long> bytes = new EnumMap<>(Standing.class);
    private final Map<Doubt, Long> doubts = new EnumMap<>(Doubt.class);

    PlanMaker(Remains remains, Survivors.Found found) {
        this.remains = remains;
        this.found = found;
    }

    Plan plan() {
        Finds finds = found.finds();
        for (int number = 0; number < finds.size(); number++) {
            bytes.merge(finds.standing(number), length(finds.offset(number)), Long::sum);
            finds.doubt(number).ifPresent(doubt -> doubts.merge(doubt, 1L, Long::sum));
        }
        long taken = bytes(Standing.REACHED) + bytes(Standing.SCANNED);
        List<tdb2.engine.error.Fault> faults = new ArrayList<>(remains.faults());
        faults.addAll(found.faults());
        return new Plan(remains.bytes().name(), remains.form().dialect(), remains.form().order(),
                Copies.dialect(remains), remains.header(), finds.count(Standing.REACHED),
                finds.count(Standing.SCANNED), finds.count(Standing.REPEATED), finds.count(Standing.SUSPECT),
                found.lost(), found.lostBytes(), remains.bytes().size(), Tdb2Header.LENGTH + taken, steps(), faults);
    }

    private long bytes(Standing standing) {
        return bytes.getOrDefault(standing, 0L);
    }

    private long length(long offset) {
        return remains.form().blocks().at(remains.bytes(), offset) instanceof Block.Used(RecordHeader record)
                ? RECORD_HEADER + record.keyLength() + record.valueLength()
                : 0;
    }

    private List<Step> steps() {
        Finds finds = found.finds();
        List<Step> steps = new ArrayList<>();
        boolean whole = remains.faults().isEmpty();
        steps.add(new Step("header: " + remains.header(), whole
                ? "it can be stood on"
                : "as it is, the file does not open: " + remains.faults().getFirst().found(),
                whole ? Risk.NONE : Risk.LOW, 0, 0));
        add(steps, "take the records that the index leads to",
                "key, hash and end of each agree with what is around it", Risk.NONE, finds.count(Standing.REACHED),
                bytes(Standing.REACHED));
        add(steps, "take records that only a scan of every byte finds",
                "nothing leads to them, but hash and end are right and no other record has their key; one that a "
                        + "killed process left, or was about to delete, looks the same",
                Risk.LOW, finds.count(Standing.SCANNED), bytes(Standing.SCANNED));
        add(steps, "leave out records that come twice", "key and value are those of a record that is taken", Risk.NONE,
                finds.count(Standing.REPEATED), bytes(Standing.REPEATED));
        doubts.forEach((doubt, count) -> add(steps, "set aside, not in the copy", doubt.says(), Risk.JUDGE, count,
                doubtBytes(doubt)));
        if (found.lostBytes() > 0) {
            steps.add(new Step("give up ranges that nothing explains",
                    "no record begins there; what was there is lost, unless it is set aside", Risk.JUDGE, 0,
                    found.lostBytes()));
        }
        return steps;
    }

    private long doubtBytes(Doubt doubt) {
        long[] sum = new long[1];
        found.finds().each(Standing.SUSPECT, number -> sum[0] += found.finds().doubt(number).orElseThrow() == doubt
                ? length(found.finds().offset(number))
                : 0);
        return sum[0];
    }

    private static void add(List<Step> steps, String what, String reason, Risk risk, long records, long bytes) {
        if (records > 0) {
            steps.add(new Step(what, reason, risk, records, bytes));
        }
    }
}
