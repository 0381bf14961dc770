package tdb2.engine.transaction;

import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import tdb2.engine.storage.WriteSet.Run;

/**
 * What of a file no transaction writes: the header words and the areas that commit and recovery themselves write to
 * meanwhile, and what lies beyond the end. A page of a write set shows them as they were when it was filled; what differs
 * there was not changed by the transaction. Not safe for several threads.
 */
final class Untouchable {

    private final TreeMap<Long, Long> ranges = new TreeMap<>();

    /** The words of the header, and everything from {@code fileEnd} on. */
    Untouchable(long fileEnd) {
        for (long[] words : RecoverySlot.FORBIDDEN) {
            add(words[0], words[1]);
        }
        add(fileEnd, Long.MAX_VALUE);
    }

    /** Adds {@code [from, to)}; ranges do not overlap. */
    void add(long from, long to) {
        ranges.put(from, to);
    }

    /** The parts of a run that a transaction may write. */
    List<Run> allowed(Run run) {
        Long first = ranges.floorKey(run.offset());
        List<Run> parts = new ArrayList<>(1);
        long at = run.offset();
        for (var range : ranges.subMap(first == null ? run.offset() : first, true, run.end(), false).entrySet()) {
            if (at < range.getKey()) {
                parts.add(new Run(at, (int) (range.getKey() - at)));
            }
            at = Math.max(at, range.getValue());
        }
        if (at < run.end()) {
            parts.add(new Run(at, (int) (run.end() - at)));
        }
        return parts;
    }
}
