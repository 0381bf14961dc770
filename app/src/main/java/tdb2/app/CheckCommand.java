package tdb2.app;

import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tdb2.engine.Tdb;
import tdb2.engine.check.Check;
import tdb2.engine.check.Diagnosis;
import tdb2.engine.check.Diagnosis.Verdict;

/** Checks the structure of a whole file. */
@Command(name = "check", description = { "Checks the structure of FILE, all of it, and lists every finding.",
        "Checked are header, index, free lists, recovery structures, that each byte has one owner, and that each record "
                + "is found by its key. Values have no checksum in any dialect, so damage within a value is not seen. "
                + "After a crash the state that the next writable open would make is judged. Run it while nobody writes.",
        "A leak is a warning: room that a killed process left. So are, in files that only this program writes, a few "
                + "records that nothing leads to: a killed process was storing or deleting them, or they are lost.",
        "Exit code 1: at least one finding is an error." },
        footer = { "", "Examples:", "  tdb2 check secrets.tdb",
                "  tdb2 check --json secrets.tdb | jq '.findings[] | select(.severity==\"error\")'" })
final class CheckCommand extends DatabaseCommand {

    @Option(names = "--json", description = "Print a JSON object: verdict (sound/leaking/uncertain/damaged), "
            + "recordsIntact, recordsSuspect, recordsUnreachable, bytesLeaked, findings (severity, code, offset, length, "
            + "message), checked and notChecked.")
    private boolean json;

    @Override
    int run(Tdb tdb) throws IOException {
        Diagnosis diagnosis;
        try (ProgressBar progress = progress("check")) {
            diagnosis = Check.diagnose(tdb, progress);
        }
        new CheckReport(tdb, diagnosis).print(json, streams().out());
        return diagnosis.verdict() == Verdict.DAMAGED ? ExitCode.PROBLEMS : ExitCode.OK;
    }
}
