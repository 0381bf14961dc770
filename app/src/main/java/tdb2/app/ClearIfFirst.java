package tdb2.app;

import java.nio.file.Path;
import picocli.CommandLine.Option;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;

/** The option that opens a file as programs do that keep nothing in it over their end. */
final class ClearIfFirst {

    @Option(names = "--clear-if-first",
            description = "DELETES ALL RECORDS of FILE first, unless another program has it open in this same way; then stays "
                    + "one of those for whom it is kept, as programs with Samba's library do (TDB_CLEAR_IF_FIRST). A "
                    + "program that has FILE open in another way does not count, and loses its records. tdb1 files without "
                    + "mutexes alone. What was deleted is told on standard error; there is no way back.")
    private boolean wanted;

    /** Somebody for whom the file is kept, until closed. */
    interface Member extends AutoCloseable {
        @Override
        void close();
    }

    boolean isWanted() {
        return wanted;
    }

    /** Options for writing, with what was asked for. */
    OpenOptions in(OpenOptions writing, Streams streams) {
        return wanted
                ? writing.clearingIfFirst().withLog(fault -> streams.err().println("tdb2: " + fault.message()))
                : writing;
    }

    /** Opens the file so, if that was asked for. */
    Member join(Path file, OpenOptions writing, Streams streams) {
        return wanted ? Tdb.open(file, in(writing, streams))::close : () -> {};
    }
}
