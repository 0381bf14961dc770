package tdb2.engine.transaction;

import tdb2.engine.format.RecoveryRecord;
import tdb2.engine.storage.WriteSet;

/** What an undo area asks of a dialect's free space. Safe for several threads. */
@FunctionalInterface
public interface UndoSpace {

    /** Gives the room of an area back that has become too small, in the overlay of a transaction. */
    void free(WriteSet changes, RecoveryRecord area);
}
