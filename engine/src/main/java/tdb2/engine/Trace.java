package tdb2.engine;

/** Told of operations on records after they were done. Called on the thread that did them, with no lock held. */
@FunctionalInterface
public interface Trace {

    /** Wants to know nothing. */
    Trace NONE = (_, _, _, _) -> {};

    /** What was done. */
    enum Operation {
        PARSE, STORE, APPEND, DELETE, WIPE
    }

    /**
     * @param operation what was done
     * @param key of the record; empty for a wipe. The caller's own array
     * @param length bytes that were stored or appended; 0 for others
     * @param done whether it found or changed what it was to
     */
    void operation(Operation operation, byte[] key, long length, boolean done);
}
