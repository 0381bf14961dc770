package tdb2.engine.space;

import tdb2.engine.error.Fault;
import tdb2.engine.format.FreeRecord;

/** Told what a walk over the free space of a file passes. Called by the thread that walks. */
public interface SpaceListener {

    /** An area begins; the lists and records told next belong to it. */
    default void area(FreeArea area) {}

    /**
     * A free list begins.
     *
     * @param bucket its number in the area
     * @param headOffset offset in the file of its head
     * @param first offset of its first record, 0 when it is empty
     */
    default void list(FreeArea area, int bucket, long headOffset, long first) {}

    /** A record on the list. */
    default void free(FreeArea area, int bucket, FreeRecord record) {}

    /** Something is not as it should be; the walk goes on with what is left. */
    default void damaged(Fault fault) {}

    /** A link backwards is wrong, as a writer killed in the middle leaves it; the next walk of a writer puts it right. */
    default void backLink(Fault fault) {
        damaged(fault);
    }

    /** Asked now and then: true ends the walk early. */
    default boolean cancelled() {
        return false;
    }
}
