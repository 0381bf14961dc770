package tdb2.engine.check;

import java.util.List;
import java.util.Optional;
import tdb2.engine.check.Finding.Code;
import tdb2.engine.check.Finding.Severity;

/**
 * What a check of a file came to.
 *
 * @param findings in no told order; bounded by the size of the file
 * @param recordsIntact records that the index leads to and nothing is wrong with
 * @param recordsSuspect records that the index leads to and something is wrong with
 * @param recordsUnreachable records that nothing leads to, whose keys lead nowhere
 * @param bytesLeaked bytes that nothing leads to, without those of the unreachable records
 */
public record Diagnosis(List<Finding> findings, long recordsIntact, long recordsSuspect, long recordsUnreachable,
        long bytesLeaked) {

    /** A diagnosis in a word. */
    public enum Verdict {
        /** Every rule holds. */
        SOUND,
        /** All records are there and found; room is lost. */
        LEAKING,
        /** Nothing contradicts itself, but something could not be checked, or a record may be lost. */
        UNCERTAIN,
        /** A structure contradicts itself or another. */
        DAMAGED
    }

    public Diagnosis {
        findings = List.copyOf(findings);
    }

    /** The verdict; never {@link Verdict#SOUND} when unsure. */
    public Verdict verdict() {
        Optional<Severity> worst = findings.stream().map(Finding::severity).max(Severity::compareTo);
        if (worst.filter(severity -> severity == Severity.ERROR).isPresent()) {
            return Verdict.DAMAGED;
        }
        if (findings.stream().anyMatch(finding -> finding.code() == Code.UNCHECKED
                || finding.code() == Code.UNREACHABLE || finding.code() == Code.NOT_BY_KEY)) {
            return Verdict.UNCERTAIN;
        }
        return worst.filter(severity -> severity == Severity.WARNING).isPresent() ? Verdict.LEAKING : Verdict.SOUND;
    }
}
