package tdb2.engine.search;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import tdb2.engine.OpenOptions;
import tdb2.engine.event.Progress;

/**
 * Looks for bytes in the records of many files, one file after the other. Reads as any reader does: nothing is written,
 * no lock is waited for or kept. What cannot be read is told and passed over. Has no state: safe for several threads.
 */
public final class Grep {

    private Grep() {}

    /**
     * Searches all database files of a scope.
     *
     * @param progress asked now and then whether to end; how far it is, nobody can know before all folders are seen
     * @throws tdb2.engine.error.CancelledException when the progress says so
     * @throws IOException what the listener throws
     */
    public static Tally run(Sought sought, Scope scope, OpenOptions options, Progress progress, Listener listener)
            throws IOException {
        long[] unlisted = new long[1];
        DatabaseFiles files = new DatabaseFiles(scope, options, fault -> {
            unlisted[0]++;
            listener.fault(fault);
        });
        Tally tally = Tally.NONE;
        for (Optional<Path> file = files.next(progress); file.isPresent(); file = files.next(progress)) {
            tally = new FileSearch(file.get(), sought, progress, listener, tally).run(options);
        }
        return tally.plus(new Tally(0, 0, 0, 0, 0, unlisted[0], false));
    }
}
