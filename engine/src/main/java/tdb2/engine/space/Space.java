package tdb2.engine.space;

/** How a dialect keeps its free space: zones, free tables, or one list. Reading only; safe for several threads. */
public interface Space {

    /**
     * Walks every area, list and listed free record; bounded and cycle-safe: each free record is told once. Never throws
     * for damage.
     */
    void walk(SpaceListener listener);
}
