package tdb2.engine.dialect;

import tdb2.engine.dialect.DialectWriting.Opened;
import tdb2.engine.event.StructureListener;
import tdb2.engine.format.Dialect;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.lock.Waiting;
import tdb2.engine.storage.WritableStorage;
import tdb2.engine.transaction.CommitSettings;

/** Assembles files for writing, each as its dialect has it. Has no state: safe for several threads. */
public final class WritingDialects {

    private WritingDialects() {}

    /**
     * Opens a file for writing: looks whether it may be written to, under the open lock, and takes note in its header.
     *
     * @param waiting how long each lock may be waited for, those of a recovery that is due included
     * @param listener told of what is done to the structure
     * @throws tdb2.engine.error.RefusedException when it may not be written to; says why, and nothing was changed
     * @throws tdb2.engine.error.NotATdbException when it is no database
     * @throws tdb2.engine.error.LockException when a lock was not granted in time
     */
    public static WritableAssembly open(WritableStorage storage, HashChoice choice, Surroundings surroundings,
            LockBackend backend, CommitSettings settings, Waiting waiting, StructureListener listener) {
        Opened file = new Opened(storage, choice, surroundings, backend, settings, listener, waiting);
        Assembly first = file.reading();
        DialectWriting writing = of(first);
        backend.lock(first.locks().open(), Mode.WRITE, waiting);
        try {
            storage.refresh();
            return writing.open(file);
        } finally {
            backend.unlock(first.locks().open());
        }
    }

    /**
     * Assembles the overlay of a transaction over a file that is open for writing. No words are looked at before
     * batches and no locks are taken: the transaction does both.
     */
    public static WritableAssembly overlay(WritableStorage overlay, HashChoice choice, LockBackend backend) {
        Assembly reading = Dialects.assemble(overlay, choice, Surroundings.ALONE);
        return of(reading).overlay(reading, overlay, backend);
    }

    /**
     * Replays what is pending, and makes a file writable again that a failed sync has closed.
     *
     * @param waiting how long the locks may be waited for
     * @return whether there was anything to do
     */
    public static boolean recover(WritableStorage storage, HashChoice choice, Surroundings surroundings,
            LockBackend backend, CommitSettings settings, Waiting waiting) {
        Opened file = new Opened(storage, choice, surroundings, backend, settings,
                StructureListener.NONE, waiting);
        Assembly reading = file.reading();
        DialectWriting writing = of(reading);
        backend.lock(reading.locks().open(), Mode.WRITE, waiting);
        try {
            return writing.transactions(file).map(commits -> commits.recover(waiting)).orElse(false);
        } finally {
            backend.unlock(reading.locks().open());
        }
    }

    private static DialectWriting of(Assembly assembly) {
        Dialect dialect = assembly.header().dialect();
        return switch (dialect) {
            case TDB2 -> new NativeWriting();
            case TDB1 -> new Tdb1Writing();
            case TDB2_TABLES, NTDB -> new TablesWriting();
        };
    }
}
