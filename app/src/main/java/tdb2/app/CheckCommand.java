package tdb2.app;

import java.io.IOException;
import java.time.Duration;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.check.Check;
import tdb2.engine.check.Diagnosis;
import tdb2.engine.check.Diagnosis.Verdict;
import tdb2.engine.check.Quiet;
import tdb2.engine.error.CancelledException;
import tdb2.engine.error.Fault;

/** Checks the structure of a whole file. */
@Command(name = "check", description = { "Checks the structure of FILE, all of it, and lists every finding.",
        "Checked are header, index, free lists, recovery structures, that each byte has one owner, and that each record "
                + "is found by its key. Values have no checksum in any dialect, so damage within a value is not seen. "
                + "After a crash the state that the next writable open would make is judged.",
        "No lock is taken that others wait for. A file that others write to is looked at up to three times; what is not "
                + "found each time is left out, and a file that never rests is called in flux. --consistent keeps writers "
                + "out meanwhile.",
        "A leak is a warning: room that a killed process left. So are, in files that only this program writes, a few "
                + "records that nothing leads to: a killed process was storing or deleting them, or they are lost.",
        "Exit code 0: no finding is an error; the verdict may still be uncertain or in flux. 1: at least one finding is "
                + "an error." },
        footer = { "", "Examples:", "  tdb2 check secrets.tdb", "  tdb2 check --consistent --limit 5 locking.tdb",
                "  tdb2 check --json secrets.tdb | jq '.findings[] | select(.severity==\"error\")'" })
final class CheckCommand extends DatabaseCommand {

    @Option(names = "--values",
            description = "Also compare values with each other where somebody knows what they mean: "
                    + "the index of an ldb directory with its objects. Takes memory for each entry.")
    private boolean values;

    @Option(names = "--consistent",
            description = "Keep writers out while FILE is checked, as a read transaction does: a lock "
                    + "for reading on all records. Who waits for it is told.")
    private boolean consistent;

    @Option(names = "--limit", paramLabel = "S", converter = SecondsConverter.class,
            description = "With --consistent: give the lock back after S seconds (default 30), checked or not.")
    private Duration limit = Duration.ofSeconds(30);

    @Mixin
    private LockTimeout timeout;

    @Option(names = "--json", description = "Print a JSON object: verdict (sound/leaking/uncertain/in-flux/damaged), "
            + "recordsIntact, recordsSuspect, recordsUnreachable, recordsLost (so many at least), bytesLeaked, findings "
            + "(severity, code, impact, path, offset, length, message), findingsOmitted, checked and notChecked.")
    private boolean json;

    @Override
    OpenOptions options() {
        return consistent ? super.options().withoutLocks() : super.options();
    }

    @Override
    int run(Tdb tdb) throws IOException {
        Diagnosis diagnosis = consistent ? quietly(tdb) : diagnose(tdb);
        new CheckReport(tdb, diagnosis, values).print(json, streams().out());
        return diagnosis.verdict() == Verdict.DAMAGED ? ExitCode.PROBLEMS : ExitCode.OK;
    }

    private Diagnosis diagnose(Tdb tdb) {
        try (ProgressBar progress = progress("check")) {
            return Check.diagnose(tdb, values, progress);
        }
    }

    private Diagnosis quietly(Tdb tdb) {
        try (ProgressBar progress = progress("check");
                Quiet quiet = Quiet.take(file(), timeout.in(super.options()), limit, progress, waiter -> streams().err()
                        .println("tdb2: %s: %s waits until the check is done".formatted(file(), waiter)))) {
            tdb.refresh();
            return Check.diagnose(tdb, values, quiet);
        } catch (CancelledException _) {
            throw new CancelledException(new Fault(file().toString(), Fault.NOWHERE,
                    "a check within %d s".formatted(limit.toSeconds()), "one that takes longer",
                    "the lock was given back; --limit gives it more time, and a copy can be checked at leisure"));
        }
    }
}
