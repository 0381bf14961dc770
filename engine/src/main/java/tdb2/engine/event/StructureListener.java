package tdb2.engine.event;

/** Told what a writer does to the structure of a file, on the thread that does it, when it is stored. Must not throw. */
@FunctionalInterface
public interface StructureListener {

    /** Wants to know nothing. */
    StructureListener NONE = _ -> {
        // nobody listens
    };

    /** Something happened. */
    void happened(StructureEvent event);

    /** Whether anybody listens: events of every operation are made only then. */
    default boolean listens() {
        return !equals(NONE);
    }
}
