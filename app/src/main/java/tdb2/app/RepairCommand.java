package tdb2.app;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tdb2.engine.OpenOptions;
import tdb2.engine.check.Diagnosis.Verdict;
import tdb2.engine.repair.Fix;
import tdb2.engine.repair.InPlace;
import tdb2.engine.repair.Repair;
import tdb2.engine.repair.RepairReport;
import tdb2.engine.repair.RepairedCopy;

/** Makes a sound copy of a broken file. */
@Command(name = "repair", description = {
        "Makes a sound copy of what FILE still has: writes NEW, and never FILE, whatever is broken in it.",
        "Taken are the records that the index leads to, and those that only a scan of the whole file finds, if nothing speaks "
                + "against them. What is doubtful (a damaged key or length, an older version, a deleted record) is not in "
                + "NEW: it goes into NEW.suspect.jsonl, with the reason. Values have no checksum in any dialect, so "
                + "damage within a value is not seen.",
        "NEW is read again, compared and checked before it gets its name; it has owner, mode and attributes of FILE, and a "
                + "seed of its own. Stop the programs that use FILE first: when it changes meanwhile no copy is made.",
        "--in-place WRITES to FILE, only where nothing can be lost by it: wrong tailers, links backwards and padding. "
                + "FILE.undo tells each byte that was changed, and --undo takes it back.",
        "Exit code 1: something is set aside, or lost." },
        footer = { "", "Examples:", "  tdb2 repair --dry-run broken.tdb", "  tdb2 repair broken.tdb --output new.tdb",
                "  tdb2 repair --json --redact broken.tdb --output new.tdb",
                "  tdb2 repair --in-place file.tdb && tdb2 repair --undo file.tdb" })
final class RepairCommand extends FileCommand {

    private static final int SHOWN = 1000;

    @Parameters(index = "0", paramLabel = "FILE",
            description = "The broken file; written only by --in-place and --undo.")
    private Path file;

    @Option(names = "--output", paramLabel = "NEW", description = "The copy; nothing of that name may exist.")
    private Optional<Path> output = Optional.empty();

    @Option(names = "--dry-run", description = "Tell what would be done, and write nothing.")
    private boolean dryRun;

    @Option(names = "--in-place", description = "WRITE to FILE itself what is harmless, with the journal FILE.undo.")
    private boolean inPlace;

    @Option(names = "--undo", description = "Take back what FILE.undo tells: WRITES to FILE.")
    private boolean undo;

    @Option(names = "--redact", description = "Tell no values, also not in NEW.suspect.jsonl.")
    private boolean redact;

    @Option(names = "--json",
            description = "Print a JSON object: recovered, reachable, salvaged, duplicatesDropped, suspect, recordsLost, "
                    + "lost (offset, length), lostBytes, steps (what, reason, risk, records, bytes), bytesBefore, "
                    + "bytesAfter (with --dry-run what it has at least), ...")
    private boolean json;

    @Mixin
    private LockTimeout timeout;

    @Override
    public Integer call() throws IOException {
        if ((undo && inPlace) || (output.isPresent() && (undo || inPlace))) {
            throw usage("one of --output, --in-place and --undo");
        }
        OpenOptions options = timeout.in(OpenOptions.DEFAULT.withHash(hash()));
        if (undo) {
            return print(InPlaceReport.undone(file.toString(), InPlace.undo(file, options)), ExitCode.OK);
        }
        if (inPlace) {
            return inPlace(options);
        }
        if (output.isEmpty() && !dryRun) {
            throw usage("--output NEW says where the copy is to be; --dry-run only tells what would be done");
        }
        return dryRun ? plan(options) : copy(options);
    }

    private int inPlace(OpenOptions options) throws IOException {
        try (ProgressBar progress = ProgressBar.on(streams(), "check")) {
            if (dryRun) {
                List<Fix> fixes = InPlace.fixes(file, options, progress);
                return print(InPlaceReport.planned(file.toString(), fixes), ExitCode.OK);
            }
            InPlace.Result result = InPlace.repair(file, options, progress);
            return print(InPlaceReport.done(file.toString(), result),
                    result.check().verdict() == Verdict.DAMAGED ? ExitCode.PROBLEMS : ExitCode.OK);
        }
    }

    private int plan(OpenOptions options) throws IOException {
        try (ProgressBar progress = ProgressBar.on(streams(), "repair");
                Repair repair = Repair.of(file, options, progress)) {
            return print(new RepairReport(repair.plan(), Optional.empty(), repair.asides(SHOWN), output, redact),
                    repair.plan().isWhole() ? ExitCode.OK : ExitCode.PROBLEMS);
        }
    }

    private int copy(OpenOptions options) throws IOException {
        RepairedCopy made;
        try (ProgressBar progress = ProgressBar.on(streams(), "repair")) {
            made = RepairedCopy.make(file, output.orElseThrow(), options, redact, progress);
        }
        made.missed().forEach(fault -> streams().err().println("tdb2: " + fault.message()));
        return print(new RepairReport(made.plan(), Optional.of(made), List.of(), output, redact),
                made.plan().isWhole() ? ExitCode.OK : ExitCode.PROBLEMS);
    }

    private int print(RepairReport report, int status) throws IOException {
        streams().out().write((json ? report.json() : report.text()).getBytes(StandardCharsets.UTF_8));
        return status;
    }

    private int print(Report report, int status) throws IOException {
        report.print(json, streams().out());
        return status;
    }
}
