package tdb2.engine.dialect;

import java.util.Optional;
import java.util.OptionalLong;
import tdb2.engine.error.Fault;
import tdb2.engine.error.UnsupportedException;
import tdb2.engine.format.Dialect;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.format.WritableBytes;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.lock.DialectLocks;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.lock.LockListener;
import tdb2.engine.lock.Waiting;
import tdb2.engine.storage.WritableStorage;
import tdb2.engine.transaction.CommitSettings;
import tdb2.engine.transaction.Committer;

/** Assembles files for writing. */
public final class WritingDialects {

    private WritingDialects() {}

    /**
     * Opens a file for writing: looks whether it may be written to, under the open lock, and takes note in its header.
     *
     * @param waiting how long the open lock may be waited for
     * @throws tdb2.engine.error.RefusedException when it may not be written to; says why, and nothing was changed
     * @throws UnsupportedException when the dialect cannot be written yet
     * @throws tdb2.engine.error.NotATdbException when it is no database
     * @throws tdb2.engine.error.LockException when the open lock was not granted in time
     */
    public static WritableAssembly open(WritableStorage storage, HashChoice choice, Surroundings surroundings,
            LockBackend backend, CommitSettings settings, Waiting waiting) {
        Assembly first = Dialects.assemble(storage, choice, surroundings);
        requireWritable(first);
        backend.lock(first.locks().open(), Mode.WRITE, waiting);
        try {
            storage.refresh();
            Assembly reading = Dialects.assemble(storage, choice, surroundings);
            Optional<Committer> transactions = committer(reading, storage, backend, settings);
            NativeWriting.admit(reading, storage, surroundings.bootId(), transactions);
            return NativeWriting.assemble(Dialects.assemble(storage, choice, surroundings), storage, backend,
                    transactions, true);
        } finally {
            backend.unlock(first.locks().open());
        }
    }

    /**
     * Assembles the overlay of a transaction over a file that is open for writing. No words are looked at before
     * batches and no locks are taken: the transaction does both.
     */
    public static WritableAssembly overlay(WritableStorage overlay, HashChoice choice, LockBackend backend) {
        Assembly reading = Dialects.assemble(overlay, choice, Surroundings.NONE);
        requireWritable(reading);
        return NativeWriting.assemble(reading, overlay, backend, Optional.empty(), false);
    }

    private static Optional<Committer> committer(Assembly reading, WritableStorage storage, LockBackend backend,
            CommitSettings settings) {
        return reading.header() instanceof Tdb2Header header && header.variant() > 0
                ? Optional.of(NativeTransactions.committer(new WritableBytes(storage, header.order()),
                        new DialectLocks(storage.name(), backend, reading.locks(), LockListener.NONE),
                        reading.locks(), settings))
                : Optional.empty();
    }

    /**
     * Replays what is pending, and makes a file writable again that a failed sync has closed.
     *
     * @param waiting how long the locks may be waited for
     * @return whether there was anything to do
     */
    public static boolean recover(WritableStorage storage, HashChoice choice, Surroundings surroundings,
            LockBackend backend, CommitSettings settings, Waiting waiting) {
        Assembly reading = Dialects.assemble(storage, choice, surroundings);
        requireWritable(reading);
        backend.lock(reading.locks().open(), Mode.WRITE, waiting);
        try {
            return committer(reading, storage, backend, settings)
                    .map(committer -> committer.recoverer().recover(waiting)).orElse(false);
        } finally {
            backend.unlock(reading.locks().open());
        }
    }

    /**
     * Empties the overlay of a transaction, so that what is stored in it then lies side by side from the start.
     *
     * @return the page where the recovery pointers are to be when it is durable; empty when they stay
     */
    public static OptionalLong clear(WritableAssembly overlay) {
        return NativeTransactions.clear(overlay);
    }

    /** Cuts off what is free at the end of the overlay of a transaction. */
    public static void trim(WritableAssembly overlay) {
        NativeTransactions.trim(overlay.bytes(), overlay.reading().locks());
    }

    private static void requireWritable(Assembly assembly) {
        Dialect dialect = assembly.header().dialect();
        if (dialect != Dialect.TDB2) {
            throw new UnsupportedException(new Fault(assembly.bytes().name(), 0, "a file of dialect tdb2",
                    "one of dialect " + dialect.id(), "that dialect is read only; convert makes a tdb2 file of it"));
        }
    }
}
