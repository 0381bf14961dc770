package tdb2.ui.workbench;

import java.nio.file.Path;
import java.util.Optional;

import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.collect.Collected;

/**
 * What a document shows: a database file, or the copy in an archive that was collected elsewhere.
 *
 * @param tdb the database
 * @param collected the archive it lies in, where it does
 */
record Source(Tdb tdb, Optional<Collected> collected) implements AutoCloseable {

    /** Opens a file or archive so that it cannot be read on the event thread; call on a worker. */
    static Source open(Path path) {
        if (!Collected.isArchive(path)) {
            return new Source(database(path), Optional.empty());
        }
        Collected collected = Collected.open(path);
        try {
            return new Source(database(collected.copy()), Optional.of(collected));
        } catch (RuntimeException e) {
            collected.close();
            throw e;
        }
    }

    private static Tdb database(Path path) {
        return Tdb.open(path, OpenOptions.DEFAULT.withAccessGuard(EventThread::forbid));
    }

    @Override
    public void close() {
        tdb.close();
        collected.ifPresent(Collected::close);
    }
}
