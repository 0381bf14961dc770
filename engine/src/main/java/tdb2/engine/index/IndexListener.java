package tdb2.engine.index;

import tdb2.engine.error.Fault;
import tdb2.engine.format.RecordHeader;

/** Told what a walk over an index passes besides records. Called by the thread that walks. */
public interface IndexListener {

    /** Wants to know nothing. */
    IndexListener NONE = new IndexListener() {};

    /**
     * A sub-table of the tree was entered.
     *
     * @param table its record
     * @param parentSlot offset in the file of the pointer that led here
     * @param level 1 for a table that the top level points to
     */
    default void table(RecordHeader table, long parentSlot, int level) {}

    /**
     * A chain record was entered.
     *
     * @param chain its record
     * @param parentSlot offset in the file of the pointer that led here
     */
    default void chain(RecordHeader chain, long parentSlot) {}

    /**
     * An entry should lead to a record, and no record is there. Told beside {@link #damaged}.
     *
     * @param target where the record should be, inside the file or not
     */
    default void missing(long target) {}

    /** Something is not as it should be; the walk goes on with what is left. */
    default void damaged(Fault fault) {}
}
