package tdb2.app;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tdb2.app.BenchWork.Phase;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;

/** Measures how fast databases are on this machine. */
@Command(name = "bench", description = {
        "Measures storing, fetching, replacing, traversing and deleting on a scratch file.",
        "Without FILE in a temporary file, which is removed; with it in a new FILE, which is WRITTEN and stays: choose the "
                + "disk with it. A FILE that is there is refused; --force first moves it to FILE.old. Times include what "
                + "Java needs to get fast, so more records give truer figures." },
        footer = { "", "Examples:", "  tdb2 bench", "  tdb2 bench --durable --records 200 /mnt/disk/scratch.tdb",
                "  tdb2 bench --processes 4 --value-size 1000" })
final class BenchCommand implements Callable<Integer> {

    private static final int MOST_PROCESSES = 64;
    private static final int LEAST_KEY = 8;
    private static final int MOST_BYTES = 1 << 24;
    private static final long STANDARD = 20_000;
    private static final long STANDARD_DURABLE = 500;

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", arity = "0..1", description = "The database to make; it is WRITTEN.")
    private Optional<Path> file = Optional.empty();

    @Option(names = "--records", paramLabel = "N", description = "How many (20000; with --durable 500).")
    private Optional<Long> records = Optional.empty();

    @Option(names = "--key-size", paramLabel = "BYTES", defaultValue = "16",
            description = "Of each key, 8 or more (16).")
    private int keySize;

    @Option(names = "--value-size", paramLabel = "BYTES", defaultValue = "100", description = "Of each value (100).")
    private int valueSize;

    @Option(names = "--durable",
            description = "Each change is a transaction of its own, on the disk when it returns.")
    private boolean durable;

    @Option(names = "--processes", paramLabel = "N", defaultValue = "1", description = "How many share the work (1).")
    private int processes;

    @Option(names = "--force", description = "Move a file of that name aside, to FILE.old.")
    private boolean force;

    @Option(names = "--json",
            description = "Print a JSON object: settings and figures (operation, operations, seconds, "
                    + "perSecond), and fileSize.")
    private boolean json;

    @Mixin
    private NewDatabase wanted;

    @Override
    public Integer call() throws IOException {
        BenchPlan plan = plan();
        if (file.isPresent()) {
            clear(file.get());
            measure(file.get(), plan);
            return ExitCode.OK;
        }
        Path folder = Files.createTempDirectory("tdb2-bench");
        Path scratch = folder.resolve("scratch.tdb");
        try {
            measure(scratch, plan);
        } finally {
            Files.deleteIfExists(scratch);
            Files.delete(folder);
        }
        return ExitCode.OK;
    }

    private BenchPlan plan() {
        long count = records.orElse(durable ? STANDARD_DURABLE : STANDARD);
        require(count > 0, "--records is 1 or more");
        require(keySize >= LEAST_KEY && keySize <= MOST_BYTES, "--key-size is " + LEAST_KEY + " to " + MOST_BYTES);
        require(valueSize >= 0 && valueSize <= MOST_BYTES, "--value-size is 0 to " + MOST_BYTES);
        require(processes > 0 && processes <= MOST_PROCESSES, "--processes is 1 to " + MOST_PROCESSES);
        return new BenchPlan(count, keySize, valueSize, durable, processes);
    }

    private void require(boolean sense, String otherwise) {
        if (!sense) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }

    private void clear(Path scratch) throws IOException {
        if (force && Files.isRegularFile(scratch, LinkOption.NOFOLLOW_LINKS)) {
            main.streams().err().println("tdb2: " + scratch + ": what was there is now " + MovedAside.move(scratch));
        }
    }

    private void measure(Path scratch, BenchPlan plan) throws IOException {
        Tdb.create(scratch, wanted.options(OptionalLong.empty())).close();
        List<BenchReport.Figure> figures = plan.processes() == 1 ? alone(scratch, plan) : together(scratch, plan);
        new BenchReport(scratch, plan, figures, Files.size(scratch)).print(json, main.streams().out());
    }

    private static List<BenchReport.Figure> alone(Path scratch, BenchPlan plan) {
        List<BenchReport.Figure> figures = new ArrayList<>();
        try (Tdb tdb = Tdb.open(scratch, OpenOptions.WRITE)) {
            BenchWork work = new BenchWork(tdb, plan, 0);
            for (Phase phase : Phase.values()) {
                long start = System.nanoTime();
                long operations = work.run(phase);
                figures.add(new BenchReport.Figure(phase, operations, System.nanoTime() - start));
            }
        }
        return figures;
    }

    private static List<BenchReport.Figure> together(Path scratch, BenchPlan plan) throws IOException {
        List<BenchProcess> started = new ArrayList<>();
        try {
            for (int share = 0; share < plan.processes(); share++) {
                started.add(BenchProcess.start(scratch, plan, share));
            }
            List<BenchReport.Figure> figures = new ArrayList<>();
            for (Phase phase : Phase.values()) {
                long start = System.nanoTime();
                for (BenchProcess process : started) {
                    process.begin(phase);
                }
                long operations = 0;
                for (BenchProcess process : started) {
                    operations += process.answer();
                }
                figures.add(new BenchReport.Figure(phase, operations, System.nanoTime() - start));
            }
            return figures;
        } finally {
            for (BenchProcess process : started) {
                process.close();
            }
        }
    }
}
