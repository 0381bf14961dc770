package tdb2.app;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tdb2.engine.CreateOptions;
import tdb2.engine.format.Dialect;
import tdb2.engine.torture.Torture;

/** Lets several processes work on a new file, and proves that it holds what they were told it holds. */
@Command(name = "torture", description = { "Tortures a new database with several processes: writes FILE.",
        "They store, append, delete, fetch and traverse, each saying in a log what it is about to do and what it has "
                + "done; with --kill they are killed at random moments and replaced. Then FILE is checked, and must hold "
                + "what was acknowledged, or at a kill was under way. FILE must not exist; it stays. The logs are in the "
                + "folder FILE.torture, which stays when something is wrong.",
        "Exit code 1: an acknowledged change is not there, or the file is not sound." },
        footer = { "", "Examples:",
                "  tdb2 torture --kill scratch.tdb", "  tdb2 torture --processes 8 --seconds 300 --kill scratch.tdb" })
final class TortureCommand implements Callable<Integer> {

    private static final int MOST_PROCESSES = 256;

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "The database to make; it is WRITTEN.")
    private Path file;

    @Option(names = "--processes", paramLabel = "N", defaultValue = "4", description = "How many at once (4).")
    private int processes;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "10", converter = SecondsConverter.class,
            description = "For how long (10).")
    private Duration time;

    @Option(names = "--kill", description = "Kill them at random moments.")
    private boolean kill;

    @Option(names = "--seed", paramLabel = "N", converter = SeedConverter.class,
            description = "Seed of all choices, printed at the end; random without it.")
    private Optional<Long> seed = Optional.empty();

    @Option(names = "--keep-logs", description = "Leave the logs also when nothing is wrong.")
    private boolean keepLogs;

    @Option(names = "--json",
            description = "Print a JSON object: problems, operations, kills, longestWaitMillis and more.")
    private boolean json;

    @Option(names = "--dialect", paramLabel = "D", defaultValue = "tdb2",
            description = "tdb2 (default), tdb1, tdb2-tables or ntdb. A tdb1 value that was being written over at a kill "
                    + "may be a part of each.")
    private String dialect;

    @Mixin
    private NewDatabase wanted;

    @Override
    public Integer call() throws IOException, InterruptedException {
        if (processes < 1 || processes > MOST_PROCESSES) {
            throw new ParameterException(spec.commandLine(), "--processes is 1 to " + MOST_PROCESSES);
        }
        long chosen = seed.orElseGet(() -> ThreadLocalRandom.current().nextLong());
        CreateOptions create = wanted.options(OptionalLong.of(chosen))
                .withDialect(Dialect.of(dialect).orElseThrow(() -> new ParameterException(spec.commandLine(),
                        "\"" + dialect + "\" is no dialect: tdb2, tdb2-tables, ntdb, tdb1")));
        Torture.Report report;
        try (ProgressBar progress = ProgressBar.on(main.streams(), "torture")) {
            report = Torture.run(new Torture.Plan(file, create, processes, time, kill, chosen), progress);
        }
        boolean sound = report.problems().isEmpty();
        if (sound && !keepLogs) {
            report.discardLogs();
        }
        if (json) {
            print(report, chosen);
        } else {
            tell(report, chosen);
        }
        return sound ? ExitCode.OK : ExitCode.PROBLEMS;
    }

    private void tell(Torture.Report report, long chosen) throws IOException {
        Output out = main.streams().out();
        new Table("ll").row("processes", processes + ", killed " + report.kills())
                .row("operations", new TreeMap<>(report.operations()).toString())
                .row("longest wait", report.longestWait().toMillis() + " ms")
                .row("records", Long.toString(report.records()))
                .row("leaked", report.leaks() + " places, the room of what killed processes were at")
                .row("seed", Long.toString(chosen)).print(out);
        if (report.problems().isEmpty()) {
            out.println("sound: all that was acknowledged is there");
            return;
        }
        report.problems().forEach(problem -> main.streams().err().println("tdb2: " + file + ": " + problem));
        out.println("%d problems; what each process did: %s".formatted(report.problems().size(), report.logs()));
    }

    private void print(Torture.Report report, long chosen) throws IOException {
        try (JsonGenerator object = Json.indented(main.streams().out())) {
            object.writeStartObject();
            Json.strings(object, "problems", report.problems());
            object.writeObjectFieldStart("operations");
            for (Map.Entry<String, Long> kind : report.operations().entrySet()) {
                object.writeNumberField(kind.getKey(), kind.getValue());
            }
            object.writeEndObject();
            object.writeNumberField("kills", report.kills());
            object.writeNumberField("longestWaitMillis", report.longestWait().toMillis());
            object.writeNumberField("records", report.records());
            object.writeNumberField("leaks", report.leaks());
            object.writeNumberField("seed", chosen);
            object.writeEndObject();
            object.writeRaw('\n');
        }
    }
}
