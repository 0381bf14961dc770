package tdb2.engine.dump;

import java.io.IOException;
import tdb2.engine.Entry;

/**
 * Writes records in one format: {@code begin}, then each {@code record}, then {@code end}. Leaves its stream open. Used
 * by one thread at a time.
 */
public interface DumpWriter {

    /** Writes what stands before the first record. */
    default void begin() throws IOException {}

    /** Writes a record, its value in parts. */
    void record(Entry entry) throws IOException;

    /** Writes what stands after the last record. */
    default void end() throws IOException {}
}
