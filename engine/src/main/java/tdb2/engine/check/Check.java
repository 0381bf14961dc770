package tdb2.engine.check;

import java.time.Clock;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import tdb2.engine.Tdb;
import tdb2.engine.check.Finding.Code;
import tdb2.engine.event.Progress;
import tdb2.engine.observe.FileWatch;

/**
 * Looks at a whole file: each byte has one owner, each free record is on the list it belongs on, each record is found by
 * its key. Changes nothing and never stops at the first finding.
 *
 * <p>
 * Takes no lock that others wait for. A file that others write to meanwhile is looked at again, three times in all; what is
 * not found each time was of a moment and is left out, and a file that never rests is called in flux, never sound.
 */
public final class Check {

    private static final int LOOKS = 3;

    /** What makes a finding the same in the next look: places move in a file that others write to. */
    private record Same(Code code, long offset) {}

    private Check() {}

    /** All findings, in no told order; of each kind the first ten thousand. */
    public static List<Finding> of(Tdb tdb, Progress progress) {
        return diagnose(tdb, progress).findings();
    }

    /** Checks the structure of a file of any dialect, as it is after the replay of what a crash left. */
    public static Diagnosis diagnose(Tdb tdb, Progress progress) {
        return diagnose(tdb, false, progress);
    }

    /**
     * Checks a file.
     *
     * @param values whether values are compared with each other, where somebody knows what they mean: the index of a
     *            directory of ldb takes memory for each of its entries
     */
    public static Diagnosis diagnose(Tdb tdb, boolean values, Progress progress) {
        Optional<FileWatch> watch = tdb.file().map(file -> new FileWatch(file, Clock.systemUTC()));
        Diagnosis diagnosis = CheckPass.of(tdb, values, progress);
        boolean rests = rests(diagnosis, watch);
        for (int look = 1; look < LOOKS && !rests; look++) {
            Diagnosis next = CheckPass.of(tdb, values, progress);
            rests = rests(next, watch);
            diagnosis = rests ? next : lasting(diagnosis, next);
        }
        return diagnosis;
    }

    private static boolean rests(Diagnosis diagnosis, Optional<FileWatch> watch) {
        boolean changed = watch.flatMap(FileWatch::look).isPresent();
        return !changed && !diagnosis.inFlux();
    }

    /** What was found in both looks. */
    private static Diagnosis lasting(Diagnosis before, Diagnosis now) {
        Set<Same> known = new HashSet<>();
        before.findings().forEach(finding -> known.add(new Same(finding.code(), finding.offset())));
        List<Finding> lasting = now.findings().stream()
                .filter(finding -> known.contains(new Same(finding.code(), finding.offset()))).toList();
        return new Diagnosis(lasting, now.recordsIntact(), now.recordsSuspect(), now.recordsUnreachable(),
                now.bytesLeaked(), now.omitted(), true);
    }
}
