package tdb2.engine.restore;

import java.io.IOException;
import java.util.Optional;

/** Reads the records of a dump, one at a time; keeps no more than one in memory. Used by one thread. */
interface DumpReader {

    /**
     * The next record; empty at the end of the dump.
     *
     * @throws tdb2.engine.error.DamagedException where the dump is not what its format demands: tells line and column
     */
    Optional<DumpRecord> next() throws IOException;
}
