package tdb2.app;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Parameters;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.collect.Collected;
import tdb2.engine.error.DamagedException;
import tdb2.engine.error.Fault;
import tdb2.engine.event.Progress;
import tdb2.engine.inspect.LostRecords;
import tdb2.engine.inspect.Survey;
import tdb2.engine.query.Query;

/** A command that reads one database file. */
abstract class DatabaseCommand extends FileCommand {

    @Parameters(index = "0", paramLabel = "FILE", description = "The database file; never written.")
    private Path file;

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
        return OpenOptions.DEFAULT.withHash(hash());
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

    /** The records that the options name; {@code hex} says that a prefix is hex. */
    Query query(WantedRecords wanted, boolean hex) throws IOException {
        try {
            return wanted.query(text -> KeyText.bytes(text, hex, streams()),
                    text -> KeyText.bytes(text, false, streams()));
        } catch (IllegalArgumentException e) {
            throw usage(e.getMessage());
        }
    }
}
