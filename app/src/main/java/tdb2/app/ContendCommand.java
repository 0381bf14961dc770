package tdb2.app;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ThreadLocalRandom;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tdb2.engine.torture.Contention;

/** Starts processes that contend for locks, to learn how locks look. */
@Command(name = "contend", description = {
        "Starts processes that fight for locks on a new database: writes FILE.",
        "They keep the locks of keys, of all records and of transactions for some tenths of a second each, so that there "
                + "is something to see with locks --watch, or in Locks of the browser. FILE must not exist; it stays." },
        footer = { "", "Examples:", "  tdb2 contend scratch.tdb & tdb2 locks --watch scratch.tdb",
                "  tdb2 contend --processes 10 --seconds 600 scratch.tdb" })
final class ContendCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "The database to make; it is WRITTEN.")
    private Path file;

    @Option(names = "--processes", paramLabel = "N", defaultValue = "4", description = "How many at once (4).")
    private int processes;

    @Option(names = "--seconds", paramLabel = "S", defaultValue = "60", converter = SecondsConverter.class,
            description = "For how long (60).")
    private Duration time;

    @Override
    public Integer call() throws InterruptedException, IOException {
        if (processes < 1 || processes > Contention.MOST_PROCESSES) {
            throw new ParameterException(spec.commandLine(), "--processes is 1 to " + Contention.MOST_PROCESSES);
        }
        try (Contention contention = Contention.start(file, processes, ThreadLocalRandom.current().nextLong())) {
            main.streams().out().println("processes " + contention.pids() + " contend for " + file);
            main.streams().out().flush();
            Thread.sleep(time);
        }
        return ExitCode.OK;
    }
}
