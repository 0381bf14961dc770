package tdb2.app;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.format.Dialect;

/** A command that works on the whole of one database of the native dialect and writes to it. */
abstract class NativeFileCommand extends FileCommand {

    @Parameters(index = "0", paramLabel = "FILE", description = "The database file, of dialect tdb2; it is WRITTEN TO.")
    private Path file;

    @Mixin
    private LockTimeout timeout;

    @Override
    public Integer call() throws IOException {
        try (Tdb tdb = Tdb.open(file, OpenOptions.DEFAULT.withHash(hash()))) {
            if (tdb.view().dialect() != Dialect.TDB2) {
                throw refused("a file of dialect tdb2", "one of dialect " + tdb.view().dialect().id(),
                        foreign() + "; convert makes a tdb2 file of it");
            }
            look(tdb);
        }
        return run(timeout.in(OpenOptions.WRITE.withHash(hash())));
    }

    /** What is done instead with files of other dialects. */
    abstract String foreign();

    /** Looks at the file before anything is changed; may refuse. */
    abstract void look(Tdb tdb) throws IOException;

    /** Does the work and answers the exit status. */
    abstract int run(OpenOptions options) throws IOException;

    Path file() {
        return file;
    }

    RefusedException refused(String expected, String found, String advice) {
        return new RefusedException(new Fault(file.toString(), Fault.NOWHERE, expected, found, advice));
    }
}
