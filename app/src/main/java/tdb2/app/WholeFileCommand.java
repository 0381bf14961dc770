package tdb2.app;

import java.io.IOException;
import java.nio.file.Path;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;

/** A command that works on the whole of one database and writes to it. */
abstract class WholeFileCommand extends FileCommand {

    @Parameters(index = "0", paramLabel = "FILE", description = "The database file; it is WRITTEN TO.")
    private Path file;

    @Mixin
    private LockTimeout timeout;

    @Override
    public Integer call() throws IOException {
        try (Tdb tdb = Tdb.open(file, OpenOptions.DEFAULT.withHash(hash()))) {
            look(tdb);
        }
        return run(timeout.in(OpenOptions.WRITE.withHash(hash())));
    }

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
