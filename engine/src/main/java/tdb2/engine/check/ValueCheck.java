package tdb2.engine.check;

import java.util.ArrayList;
import java.util.List;
import tdb2.engine.Tdb;
import tdb2.engine.check.Finding.Code;
import tdb2.engine.decode.Decoders;
import tdb2.engine.decode.FileFacts;
import tdb2.engine.decode.ldb.IndexCheck;
import tdb2.engine.decode.ldb.IndexFinding;
import tdb2.engine.error.Fault;
import tdb2.engine.event.Progress;

/**
 * Compares values with each other, where somebody knows what they mean: of a directory of ldb its index with its objects.
 * The structure of a file can be sound when its values disagree, and the other way round.
 */
final class ValueCheck {

    private ValueCheck() {}

    /** Whether there is anything to compare in a file whose keys can be looked up. */
    static boolean concerns(Tdb tdb) {
        return tdb.view().refusesLookup().isEmpty()
                && IndexCheck.concerns(FileFacts.of(tdb, Decoders.installed()).landmarks());
    }

    /** What does not agree, and that some of it could not be compared or is not listed. */
    static List<Finding> of(Tdb tdb, Progress progress) {
        IndexCheck.Report report = IndexCheck.of(tdb, progress);
        List<Finding> findings = new ArrayList<>(report.findings().stream().map(ValueCheck::finding).toList());
        report.faults()
                .forEach(fault -> findings.add(unsure(fault.offset(), "values behind it are not compared: expected "
                        + fault.expected() + ", found " + fault.found())));
        if (report.inFlux()) {
            findings.add(unsure(Fault.NOWHERE,
                    "values were compared while others wrote: what disagrees may be of a moment"));
        }
        if (report.total() > report.findings().size()) {
            findings.add(unsure(Fault.NOWHERE, "%d more values that disagree are not listed"
                    .formatted(report.total() - report.findings().size())));
        }
        return List.copyOf(findings);
    }

    private static Finding unsure(long offset, String message) {
        return Finding.of(Code.UNCHECKED, offset, 0, message);
    }

    private static Finding finding(IndexFinding found) {
        return Finding.of(Code.VALUES, found.fault().offset(), 0,
                "expected %s, found %s".formatted(found.fault().expected(), found.fault().found()));
    }
}
