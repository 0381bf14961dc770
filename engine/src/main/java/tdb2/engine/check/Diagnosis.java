package tdb2.engine.check;

import java.util.List;
import java.util.Optional;
import tdb2.engine.check.Finding.Code;
import tdb2.engine.check.Finding.Severity;

/**
 * What a check of a file came to.
 *
 * @param findings in no told order; of each kind the first ten thousand
 * @param recordsIntact records that the index leads to and nothing is wrong with
 * @param recordsSuspect records that the index leads to and something is wrong with
 * @param recordsUnreachable records that nothing leads to, whose keys lead nowhere
 * @param recordsLost records that are gone at least: the index leads to their places, where no block is left. How many more are,
 *            of those that nothing leads to any more, nobody can tell; 0 while the file is in flux
 * @param bytesLeaked bytes that nothing leads to, without those of the unreachable records
 * @param omitted findings that are not listed
 * @param inFlux whether others could have been changing the file, however often it was looked at
 */
public record Diagnosis(List<Finding> findings, long recordsIntact, long recordsSuspect, long recordsUnreachable,
        long recordsLost, long bytesLeaked, long omitted, boolean inFlux) {

    /** A diagnosis in a word. */
    public enum Verdict {
        /** Every rule holds. */
        SOUND,
        /** All records are there and found; room is lost. */
        LEAKING,
        /**
         * No structure contradicts itself, but something could not be checked, a record may be lost or cut, or values disagree.
         */
        UNCERTAIN,
        /** Others wrote to the file as long as it was looked at: what was found may be of a moment. */
        IN_FLUX,
        /** A structure contradicts itself or another. */
        DAMAGED
    }

    public Diagnosis {
        findings = List.copyOf(findings);
    }

    /** Whether a record may be lost that an older copy of the file still has. */
    public boolean mayHaveLost() {
        return findings.stream()
                .anyMatch(finding -> finding.code() == Code.UNREACHABLE || finding.code() == Code.NOT_BY_KEY);
    }

    /** The verdict; never {@link Verdict#SOUND} when unsure. */
    public Verdict verdict() {
        Optional<Severity> worst = findings.stream().filter(finding -> finding.code() != Code.VALUES)
                .map(Finding::severity).max(Severity::compareTo);
        if (worst.filter(severity -> severity == Severity.ERROR).isPresent()) {
            return Verdict.DAMAGED;
        }
        if (inFlux) {
            return Verdict.IN_FLUX;
        }
        if (findings.stream().anyMatch(finding -> finding.code() == Code.UNCHECKED
                || finding.code() == Code.VALUES || finding.code() == Code.UNREACHABLE
                || finding.code() == Code.NOT_BY_KEY || finding.code() == Code.LENGTH)) {
            return Verdict.UNCERTAIN;
        }
        return worst.filter(severity -> severity == Severity.WARNING).isPresent() ? Verdict.LEAKING : Verdict.SOUND;
    }
}
