package tdb2.app;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.compare.Merge;
import tdb2.engine.dump.CText;
import tdb2.engine.error.Conflict;
import tdb2.engine.error.ConflictException;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.event.Progress;
import tdb2.engine.query.Filter;
import tdb2.engine.query.Where;

/** Takes records of one file over into another. */
@Command(name = "merge", description = {
        "Takes records of FROM over into INTO, all of them or none, in one transaction: writes to INTO.",
        "A record that INTO has with another value is a conflict: nothing is changed then (exit code 5), unless "
                + "--overwrite says that the one of FROM counts. Nothing is deleted. The changes are kept in memory "
                + "until they are written." },
        footer = { "", "Examples:", "  tdb2 merge --key 'SECRETS/SID/HOST\\0' secrets.tdb.bak secrets.tdb",
                "  tdb2 merge --prefix USER_ --dry-run old.tdb passdb.tdb", "  tdb2 merge --all a.tdb b.tdb" })
final class MergeCommand extends FileCommand {

    @Parameters(index = "0", paramLabel = "FROM", description = "The database with the records; never written.")
    private Path from;

    @Parameters(index = "1", paramLabel = "INTO", description = "The database that gets them; it is WRITTEN TO.")
    private Path into;

    @ArgGroup(multiplicity = "1")
    private Wanted wanted;

    /** Which records. */
    private static final class Wanted {
        @Option(names = "--key", paramLabel = "KEY", description = "The record of this key.")
        private String key;

        @Option(names = "--prefix", paramLabel = "PREFIX", description = "All whose keys begin so.")
        private String prefix;

        @Option(names = "--all", description = "All.")
        private boolean all;
    }

    @Option(names = "--hex", description = "KEY or PREFIX is hex.")
    private boolean hex;

    @Option(names = "--overwrite", description = "Write over records that INTO has with another value.")
    private boolean overwrite;

    @Option(names = "--dry-run", description = "Only tell what would be done; INTO is not written.")
    private boolean dryRun;

    @Mixin
    private LockTimeout timeout;

    @Option(names = "--json", description = "Print a JSON object: inserted, replaced, alike, conflicts (a number), "
            + "conflicting (an array of key, keyHex; at most 100), dryRun.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        if (Files.exists(into) && Files.isSameFile(from, into)) {
            throw new RefusedException(new Fault(into.toString(), Fault.NOWHERE, "two files", "the same file twice",
                    "name the one with the records first"));
        }
        Filter filter = filter();
        OpenOptions reading = OpenOptions.DEFAULT.withHash(hash());
        Merge.Result result;
        try (Tdb source = Tdb.open(from, reading);
                Tdb target = Tdb.open(into, dryRun ? reading : timeout.in(OpenOptions.WRITE.withHash(hash())));
                ProgressBar progress = ProgressBar.on(streams(), "merge")) {
            result = dryRun
                    ? Merge.plan(source, filter, target, overwrite, progress)
                    : run(source, filter, target, progress);
        }
        if (json) {
            print(result);
        } else {
            streams().out().println("%s: %d new, %d replaced, %d alike, %d in conflict%s".formatted(into,
                    result.inserted(), result.replaced(), result.alike(), result.conflicting(),
                    dryRun ? "; nothing was changed" : ""));
            result.conflicts().forEach(this::say);
        }
        if (wanted.key != null && isNothing(result)) {
            streams().err().println("tdb2: " + from + ": the key is not there");
            return ExitCode.PROBLEMS;
        }
        return result.conflicting() > 0 ? ExitCode.REFUSED : ExitCode.OK;
    }

    private static boolean isNothing(Merge.Result result) {
        return result.inserted() + result.replaced() + result.alike() + result.conflicting() == 0;
    }

    private Filter filter() throws IOException {
        if (wanted.all) {
            return Filter.ALL;
        }
        return wanted.key == null
                ? Filter.prefix(bytes(wanted.prefix, hex), Where.KEYS, true)
                : Filter.key(bytes(wanted.key, hex));
    }

    private Merge.Result run(Tdb source, Filter filter, Tdb target, Progress progress) {
        try {
            return Merge.run(source, filter, target, overwrite, progress);
        } catch (ConflictException e) {
            e.conflicts().forEach(this::say);
            throw e;
        }
    }

    private void say(Conflict conflict) {
        streams().err().println("tdb2: " + into + ": has another value: " + CText.of(conflict.key()));
    }

    private void print(Merge.Result result) throws IOException {
        try (JsonGenerator object = Json.indented(streams().out())) {
            object.writeStartObject();
            object.writeNumberField("inserted", result.inserted());
            object.writeNumberField("replaced", result.replaced());
            object.writeNumberField("alike", result.alike());
            object.writeNumberField("conflicts", result.conflicting());
            object.writeArrayFieldStart("conflicting");
            for (Conflict conflict : result.conflicts()) {
                object.writeStartObject();
                Json.bytes(object, "key", conflict.key());
                object.writeEndObject();
            }
            object.writeEndArray();
            object.writeBooleanField("dryRun", dryRun);
            object.writeEndObject();
            object.writeRaw('\n');
        }
    }
}
