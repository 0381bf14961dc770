package tdb2.engine.dialect;

import java.util.Optional;
import tdb2.engine.event.StructureListener;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.lock.DialectLocks;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.LockListener;
import tdb2.engine.lock.Waiting;
import tdb2.engine.storage.WritableStorage;
import tdb2.engine.transaction.CommitSettings;
import tdb2.engine.transaction.Commits;

/** How files of one dialect are put together for writing. Stateless, safe for several threads. */
interface DialectWriting {

    /**
     * A file that is open for writing.
     *
     * @param storage its bytes
     * @param choice which hash function
     * @param surroundings what is known around it
     * @param backend its locks
     * @param settings of its transactions
     * @param listener told of what operations beside transactions do to its structure
     * @param waiting how long locks may be waited for while it is opened
     */
    record Opened(WritableStorage storage, HashChoice choice, Surroundings surroundings, LockBackend backend,
            CommitSettings settings, StructureListener listener, Waiting waiting) {

        /** How it is read, as it is now. */
        Assembly reading() {
            return Dialects.assemble(storage, choice, surroundings);
        }

        /** Its locks in the order that makes deadlocks impossible; that of all records is taken gradually. */
        LockBackend ordered(Assembly reading) {
            return new DialectLocks(storage.name(), backend, reading.locks(), LockListener.NONE);
        }
    }

    /**
     * Looks whether a file may be written to, recovers it when that is due, and puts it together. The open lock is held
     * for writing.
     *
     * @throws tdb2.engine.error.RefusedException when it may not be written to; says why, and nothing was changed
     */
    WritableAssembly open(Opened file);

    /** Puts the overlay of a transaction together, over a file that is open for writing. */
    WritableAssembly overlay(Assembly reading, WritableStorage overlay, LockBackend backend);

    /** What runs its transactions; empty where it has none. */
    Optional<? extends Commits> transactions(Opened file);
}
