package tdb2.app;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import tdb2.engine.OpenOptions;
import tdb2.engine.RepackResult;
import tdb2.engine.Tdb;
import tdb2.engine.check.Check;
import tdb2.engine.check.Diagnosis;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.inspect.RepackEstimate;

/** Lays the records of a file out anew. */
@Command(name = "repack", description = {
        "Lays all records of FILE out anew, side by side, and cuts off what is free then: "
                + "writes to FILE.",
        "Only a native file is cut off: of others, which programs may have mapped, the free room comes to be in one piece, and "
                + "they may become longer by what the transaction keeps to be undone.",
        "In one transaction: others may have FILE open, and a crash leaves the old layout or the new one. FILE is checked "
                + "first; of a file that is damaged, or has records that nothing leads to, repack would lose what only a "
                + "repair saves, so it refuses; --force lays out what the index leads to." },
        footer = { "", "Examples:", "  tdb2 repack file.tdb", "  tdb2 repack --timeout 10 --json file.tdb" })
final class RepackCommand extends WholeFileCommand {

    @Option(names = "--force", description = "Also where records that the index does not lead to are lost by it.")
    private boolean force;

    @Option(names = "--json",
            description = "Print a JSON object: file, bytesBefore, bytesEstimated, bytesAfter, records.")
    private boolean json;

    private long estimated;

    @Override
    void look(Tdb tdb) throws IOException {
        if (tdb.view().header() instanceof Tdb2Header header && header.variant() == 0) {
            throw refused("format variant 1", "variant 0, which has no transactions",
                    "convert makes a file of variant 1 of it, laid out anew");
        }
        RepackEstimate estimate;
        try (ProgressBar progress = ProgressBar.on(streams(), "check")) {
            Diagnosis diagnosis = Check.diagnose(tdb, progress);
            if (mayLose(diagnosis)) {
                doubtful(diagnosis);
            }
            estimate = RepackEstimate.of(tdb.survey(progress));
        }
        estimated = estimate.expected();
        streams().err().println("tdb2: %s: %s now, about %s expected".formatted(file(),
                Amounts.bytes(estimate.now()), Amounts.bytes(estimated)));
    }

    private void doubtful(Diagnosis diagnosis) {
        if (!force) {
            throw loss(file().toString(), diagnosis);
        }
        streams().err().println("tdb2: " + file() + ": " + told(diagnosis) + ": laid out is what the index leads to");
    }

    private static String told(Diagnosis diagnosis) {
        return "%d findings, %d records that nothing leads to".formatted(diagnosis.findings().size(),
                diagnosis.recordsUnreachable());
    }

    /** Why a file that is not sound is not laid out anew. */
    static RefusedException loss(String file, Diagnosis diagnosis) {
        return new RefusedException(new Fault(file, Fault.NOWHERE, "a sound file", told(diagnosis),
                "nothing was changed; check lists them, repair makes a sound copy; repack --force lays out what "
                        + "the index leads to"));
    }

    /** Whether to lay a file out anew may lose what only a repair saves. */
    static boolean mayLose(Diagnosis diagnosis) {
        return switch (diagnosis.verdict()) {
            case DAMAGED, UNCERTAIN, IN_FLUX -> true;
            case SOUND, LEAKING -> false;
        };
    }

    @Override
    int run(OpenOptions options) throws IOException {
        RepackResult result;
        try (Tdb tdb = Tdb.open(file(), options); ProgressBar progress = ProgressBar.on(streams(), "repack")) {
            result = tdb.repack(progress);
        }
        if (json) {
            print(result);
        } else {
            streams().out().println("%s: %d records; before %s, after %s".formatted(file(), result.records(),
                    Amounts.bytes(result.before()), Amounts.bytes(result.after())));
        }
        return ExitCode.OK;
    }

    private void print(RepackResult result) throws IOException {
        try (JsonGenerator object = Json.indented(streams().out())) {
            object.writeStartObject();
            object.writeStringField("file", file().toString());
            object.writeNumberField("bytesBefore", result.before());
            object.writeNumberField("bytesEstimated", estimated);
            object.writeNumberField("bytesAfter", result.after());
            object.writeNumberField("records", result.records());
            object.writeEndObject();
            object.writeRaw('\n');
        }
    }
}
