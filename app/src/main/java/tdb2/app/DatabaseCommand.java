package tdb2.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.collect.Collected;
import tdb2.engine.error.DamagedException;
import tdb2.engine.error.Fault;
import tdb2.engine.event.Progress;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.inspect.LostRecords;
import tdb2.engine.inspect.Survey;
import tdb2.engine.query.Query;

/** A command that reads one database file. */
abstract class DatabaseCommand implements Callable<Integer> {

    @ParentCommand
    private Main main;

    @Spec
    private CommandSpec spec;

    @Parameters(index = "0", paramLabel = "FILE", description = "The database file; never written.")
    private Path file;

    @Option(names = "--hash", paramLabel = "HASH", converter = HashConverter.class,
            description = "Hash function of a file made with another one than its dialect's: default, jenkins or "
                    + "constant:N.")
    private HashChoice hash = new HashChoice.Automatic();

    @Override
    public Integer call() throws IOException {
        if (Collected.isArchive(file)) {
            try (Collected collected = Collected.open(file); Tdb tdb = Tdb.open(collected.copy(), options())) {
                streams().err().println("tdb2: %s: what was collected of %s at %s".formatted(file,
                        collected.manifest().source(), collected.manifest().collected()));
                return answer(tdb);
            }
        }
        try (Tdb tdb = Tdb.open(file, options())) {
            return answer(tdb);
        }
    }

    /** Damage met after a file was opened: part of it is readable. */
    private int answer(Tdb tdb) throws IOException {
        try {
            return run(tdb);
        } catch (DamagedException damage) {
            streams().err().println("tdb2: " + damage.getMessage());
            return ExitCode.PROBLEMS;
        }
    }

    /** Does the work and answers the exit status. */
    abstract int run(Tdb tdb) throws IOException;

    /** The file as it was named. */
    Path file() {
        return file;
    }

    OpenOptions options() {
        return OpenOptions.DEFAULT.withHash(hash);
    }

    Streams streams() {
        return main.streams();
    }

    /** What is said beside the answer. */
    Notices notices(Tdb tdb) {
        return new Notices(streams().err(), tdb);
    }

    /** What a survey found damaged; when that is nothing, the records that the index has lost. */
    static List<Fault> faults(Survey survey, Progress progress) {
        return survey.faults().isEmpty() && !survey.inFlux() ? LostRecords.of(survey, progress) : survey.faults();
    }

    ProgressBar progress(String what) {
        return ProgressBar.on(streams(), what);
    }

    /** The bytes that a key or prefix on the command line means. */
    byte[] bytes(String text, boolean hex) throws IOException {
        try {
            return KeyText.bytes(text, hex, streams());
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    /** The records that the options name; {@code hex} says that a prefix is hex. */
    Query query(WantedRecords wanted, boolean hex) throws IOException {
        try {
            return wanted.query(text -> KeyText.bytes(text, hex, streams()),
                    text -> KeyText.bytes(text, false, streams()));
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }

    /** What is thrown for a command line that makes no sense. */
    ParameterException usage(String message) {
        return new ParameterException(spec.commandLine(), message);
    }
}
