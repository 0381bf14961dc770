package tdb2.app;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalLong;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tdb2.engine.CreateOptions;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.dump.DumpFormat;
import tdb2.engine.format.Dialect;
import tdb2.engine.posix.FileAttributes;
import tdb2.engine.restore.Dump;
import tdb2.engine.restore.Restore;

/** Makes a database of a dump. */
@Command(name = "restore", description = {
        "Makes a database of a dump, all or nothing: writes FILE.",
        "DUMP is what dump has printed, in any of its formats, or Samba's tdbdump; - reads standard input. FILE must not "
                + "exist: it appears when it is complete and checked, and can be read by those who can read DUMP. With "
                + "--into, the records go into a FILE that is there, in one transaction: those of other keys stay, or go "
                + "with --wipe." },
        footer = { "", "Examples:", "  tdb2 restore secrets.dump secrets.tdb",
                "  tdb2 dump --format jsonl old.tdb | tdb2 restore - new.tdb",
                "  tdb2 restore --into --wipe secrets.dump secrets.tdb" })
final class RestoreCommand extends FileCommand {

    private static final int OURS = 0600;

    @Parameters(index = "0", paramLabel = "DUMP", description = "The dump, or - for standard input.")
    private Path dump;

    @Parameters(index = "1", paramLabel = "FILE", description = "The database; it is WRITTEN.")
    private Path file;

    @Option(names = "--format", paramLabel = "FORMAT",
            description = "tdbdump, json, jsonl, ldif or csv; without it the dump itself tells.")
    private Optional<DumpFormat> format = Optional.empty();

    @Option(names = "--dialect", paramLabel = "D", defaultValue = "tdb2",
            description = "Of a new FILE: tdb2 (default), tdb2-tables, ntdb or tdb1.")
    private String dialect;

    @Mixin
    private NewDatabase wanted;

    @Option(names = "--into", description = "Store the records in a FILE that is there.")
    private boolean into;

    @Option(names = "--wipe", description = "With --into: delete all records of FILE first, in the same transaction.")
    private boolean wipe;

    @Mixin
    private LockTimeout timeout;

    @Option(names = "--json", description = "Print a JSON object: file, format, records.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        Dialect made = Dialect.of(dialect).orElseThrow(() -> usage("\"" + dialect
                + "\" is no dialect: tdb2, tdb2-tables, ntdb, tdb1"));
        if (wipe && !into) {
            throw usage("--wipe goes with --into");
        }
        boolean piped = dump.toString().equals("-");
        try (InputStream in = piped ? streams().in() : Files.newInputStream(dump);
                ProgressBar progress = ProgressBar.on(streams(), "restore")) {
            String name = piped ? "standard input" : dump.toString();
            Dump read = format.isPresent() ? Dump.of(name, in, format.get()) : Dump.of(name, in);
            Restore restore = new Restore(read, piped ? 0 : Files.size(dump), progress);
            Restore.Result result = into
                    ? into(restore)
                    : restore.toNew(file, options(made), piped
                            ? FileAttributes.ours(OURS)
                            : FileAttributes.of(dump).withoutExecution());
            say(read, result);
        }
        return ExitCode.OK;
    }

    private CreateOptions options(Dialect made) {
        return wanted.options(OptionalLong.empty()).withDialect(made).withHash(hash());
    }

    private Restore.Result into(Restore restore) {
        try (Tdb tdb = Tdb.open(file, timeout.in(OpenOptions.WRITE.withHash(hash())))) {
            return restore.into(tdb, wipe);
        }
    }

    private void say(Dump read, Restore.Result result) throws IOException {
        result.missed().forEach(fault -> streams().err().println("tdb2: " + fault.message()));
        if (!json) {
            streams().out().println("%s: %d records restored from %s".formatted(file, result.records(),
                    read.format().id()));
            return;
        }
        try (JsonGenerator object = Json.indented(streams().out())) {
            object.writeStartObject();
            object.writeStringField("file", file.toString());
            object.writeStringField("format", read.format().id());
            object.writeNumberField("records", result.records());
            object.writeEndObject();
            object.writeRaw('\n');
        }
    }
}
