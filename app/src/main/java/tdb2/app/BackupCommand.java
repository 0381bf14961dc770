package tdb2.app;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import tdb2.engine.OpenOptions;
import tdb2.engine.backup.Backup;
import tdb2.engine.backup.BackupOptions;
import tdb2.engine.backup.BackupResult;
import tdb2.engine.check.Diagnosis.Verdict;

/** Copies a file that may be in use. */
@Command(name = "backup", description = {
        "Makes a copy of FILE as it is at one moment, while others use it; FILE is never written.",
        "Most of it is copied without any lock. Then writers are kept out, for --hold seconds at most, while what has "
                + "changed since is put right; readers never wait. The copy is checked before it takes the place of an "
                + "older backup: nothing ever replaces a good backup but a sound copy of the same file. It gets owner, "
                + "mode and extended attributes of FILE.",
        "Exit code 4: who writes to FILE did not let go in time; tdb2 locks tells who that is. Exit code 5: FILE is "
                + "damaged, or DEST is something else than a backup of it; --force does it all the same." },
        footer = { "", "Examples:", "  tdb2 backup secrets.tdb",
                "  tdb2 backup --verify secrets.tdb /backup/secrets.tdb",
                "  tdb2 backup --suffix .monday secrets.tdb" })
final class BackupCommand extends FileCommand {

    @Parameters(index = "0", paramLabel = "FILE", description = "The database file; never written.")
    private Path file;

    @Parameters(index = "1", paramLabel = "DEST", arity = "0..1",
            description = "The backup; without it FILE with the suffix. It is WRITTEN, in one step.")
    private Path destination;

    @Option(names = { "-s", "--suffix" }, paramLabel = "SUFFIX", defaultValue = ".bak",
            description = "Added to FILE for the name of the backup; .bak without it.")
    private String suffix;

    @Option(names = "--verify",
            description = "Read every record of the copy too, values included, and print their digest.")
    private boolean verify;

    @Option(names = "--timeout", paramLabel = "S", converter = SecondsConverter.class, defaultValue = "10",
            description = "Wait for the lock that keeps writers out S seconds at most (10 without it).")
    private Duration patience;

    @Option(names = "--hold", paramLabel = "S", converter = SecondsConverter.class, defaultValue = "5",
            description = "Keep writers out S seconds at most (5 without it).")
    private Duration hold;

    @Option(names = "--force", description = "Of a damaged file too, and in the place of whatever is there.")
    private boolean force;

    @Option(names = "--json",
            description = "Print a JSON object: file, backup, bytes, records, verdict, heldMillis, replaced, and sha256 "
                    + "with --verify.")
    private boolean json;

    @Override
    public Integer call() throws IOException {
        BackupOptions options = BackupOptions.DEFAULT.opened(OpenOptions.DEFAULT.withHash(hash()))
                .withLimits(patience, hold);
        options = verify ? options.withDigest() : options;
        options = force ? options.byForce() : options;
        Path target = Optional.ofNullable(destination)
                .orElseGet(() -> file.resolveSibling(file.getFileName() + suffix));
        BackupResult result;
        try (ProgressBar progress = ProgressBar.on(streams(), "backup")) {
            result = Backup.make(file, target, options, progress);
        }
        result.missed().forEach(fault -> streams().err().println("tdb2: " + fault.message()));
        if (json) {
            print(result);
        } else {
            streams().out().println("%s: %d records, %s, %s; writers were kept out for %s ms%s".formatted(
                    result.place(), result.records(), Amounts.bytes(result.bytes()), verdict(result),
                    result.held().toMillis(), result.sha256().map(sum -> "\n" + result.records() + " " + sum)
                            .orElse("")));
        }
        return result.diagnosis().verdict() == Verdict.DAMAGED ? ExitCode.PROBLEMS : ExitCode.OK;
    }

    private static String verdict(BackupResult result) {
        return result.diagnosis().verdict().name().toLowerCase(Locale.ROOT);
    }

    private void print(BackupResult result) throws IOException {
        try (JsonGenerator object = Json.indented(streams().out())) {
            object.writeStartObject();
            object.writeStringField("file", file.toString());
            object.writeStringField("backup", result.place().toString());
            object.writeNumberField("bytes", result.bytes());
            object.writeNumberField("records", result.records());
            object.writeStringField("verdict", verdict(result));
            object.writeNumberField("heldMillis", result.held().toMillis());
            object.writeBooleanField("replaced", result.replaced());
            if (result.sha256().isPresent()) {
                object.writeStringField("sha256", result.sha256().get());
            }
            object.writeEndObject();
            object.writeRaw('\n');
        }
    }
}
