package tdb2.engine.dialect;

import tdb2.engine.error.Fault;
import tdb2.engine.error.UnsupportedException;
import tdb2.engine.format.Dialect;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.storage.WritableStorage;

/** Assembles files for writing. */
public final class WritingDialects {

    private WritingDialects() {}

    /**
     * Opens a file for writing: looks whether it may be written to, under the open lock, and takes note in its header.
     *
     * @throws tdb2.engine.error.RefusedException when it may not be written to; says why, and nothing was changed
     * @throws UnsupportedException when the dialect cannot be written yet
     * @throws tdb2.engine.error.NotATdbException when it is no database
     */
    public static WritableAssembly open(WritableStorage storage, HashChoice choice, Surroundings surroundings,
            LockBackend backend) {
        Assembly first = Dialects.assemble(storage, choice, surroundings);
        requireWritable(first);
        backend.lock(first.locks().open(), Mode.WRITE);
        try {
            storage.refresh();
            Assembly reading = Dialects.assemble(storage, choice, surroundings);
            NativeWriting.admit(reading, storage, surroundings.bootId());
            return NativeWriting.assemble(reading, storage, backend, true);
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
        return NativeWriting.assemble(reading, overlay, backend, false);
    }

    private static void requireWritable(Assembly assembly) {
        Dialect dialect = assembly.header().dialect();
        if (dialect != Dialect.TDB2) {
            throw new UnsupportedException(new Fault(assembly.bytes().name(), 0, "a file of dialect tdb2",
                    "one of dialect " + dialect.id(), "that dialect is read only; convert makes a tdb2 file of it"));
        }
    }
}
