package tdb2.engine.space;

import tdb2.engine.format.FreeRecord;

/** How a dialect keeps its free space: zones, free tables, or one list. Reading only; safe for several threads. */
public interface Space {

    /**
     * Walks every area, list and listed free record; bounded and cycle-safe: each free record is told once. Never throws
     * for damage.
     */
    void walk(SpaceListener listener);

    /** The list a free record belongs to by its place and size, for people: "zone 2, bucket 5", "free list". */
    String owner(FreeRecord record);
}
