package tdb2.engine.dialect;

/**
 * Counts changes in the header's sequence number, for handles that ask for it. Callers hold the lock of what they changed.
 * Safe for several threads and processes.
 */
@FunctionalInterface
public interface Sequence {

    /** Adds one. */
    void count();
}
