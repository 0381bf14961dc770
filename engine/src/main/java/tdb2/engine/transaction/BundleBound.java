package tdb2.engine.transaction;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import tdb2.engine.format.Bundle;
import tdb2.engine.storage.WriteSet.Run;

/**
 * How long the bundle of a batch gets at most, kept up while transactions join it: only the pages that each has written to
 * are compared again. Runs are counted by page; one that goes on in the next page makes the bundle shorter than this.
 */
final class BundleBound {

    private final Map<Long, Long> pages = new HashMap<>();
    private long bytes = Bundle.HEADER + Bundle.SUM;

    /** Bytes of the bundle, at most. */
    long bytes() {
        return bytes;
    }

    /**
     * These pages have changed.
     *
     * @param runs what differs in a page
     */
    void update(Collection<Long> numbers, LongFunction<List<Run>> runs) {
        for (long number : numbers) {
            long now = BundleWriter.length(runs.apply(number)) - Bundle.HEADER - Bundle.SUM;
            Long before = pages.put(number, now);
            bytes += now - (before == null ? 0 : before);
        }
    }

    /** Begins anew. */
    void clear() {
        pages.clear();
        bytes = Bundle.HEADER + Bundle.SUM;
    }
}
