package tdb2.engine.search;

import java.io.IOException;
import java.nio.file.Path;
import tdb2.engine.error.Fault;

/** Told what a search finds while it goes on, on the thread that searches. */
public interface Listener {

    /** Something was found. */
    void hit(Hit hit) throws IOException;

    /** Something could not be read; the search goes on. */
    void fault(Fault fault);

    /**
     * How far the search is; often.
     *
     * @param tally all that is done
     * @param file the file it is in
     */
    default void advanced(Tally tally, Path file) {}
}
