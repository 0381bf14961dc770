package tdb2.engine.history;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import tdb2.engine.observe.ObservedLock.State;

/**
 * How often and how long one thing was locked and waited for. All times are estimates from looks with pauses between
 * them, except where our own engine told them.
 *
 * @param means the thing: "chain 42"
 * @param keys the keys behind it that were seen
 * @param held of those who had it
 * @param waited of those who waited for it
 * @param waiters how many different processes waited
 */
public record LockFigures(String means, List<byte[]> keys, Times held, Times waited, int waiters) {

    /**
     * Several lengths of time, nanoseconds.
     *
     * @param count how many
     * @param total their sum
     * @param median half of them are no longer
     * @param most 95 of 100 are no longer
     * @param longest the longest
     * @param more whether some lasted longer than was seen
     */
    public record Times(int count, long total, long median, long most, long longest, boolean more) {

        static Times of(List<LockSpan> spans) {
            long[] lengths = spans.stream().mapToLong(LockSpan::length).sorted().toArray();
            long total = 0;
            for (long length : lengths) {
                total += length;
            }
            boolean more = spans.stream().anyMatch(span -> span.open() || span.begin() == LockSpan.Begin.BEFORE);
            return new Times(lengths.length, total, at(lengths, 50), at(lengths, 95), at(lengths, 100), more);
        }

        /** The smallest length that so many percent do not exceed. */
        private static long at(long[] sorted, int percent) {
            return sorted.length == 0 ? 0 : sorted[Math.max(0, (sorted.length * percent + 99) / 100 - 1)];
        }
    }

    public LockFigures {
        keys = List.copyOf(keys);
    }

    /** The figures of each thing that was locked, the one most waited for first. */
    public static List<LockFigures> of(Recording recording) {
        Map<String, List<LockSpan>> things = new LinkedHashMap<>();
        recording.spans().forEach(span -> things.computeIfAbsent(span.means(), _ -> new ArrayList<>()).add(span));
        return things.entrySet().stream().map(thing -> of(thing.getKey(), thing.getValue()))
                .sorted(Comparator.comparingLong((LockFigures figures) -> -figures.waited.total())
                        .thenComparingLong(figures -> -figures.held.total()))
                .toList();
    }

    private static LockFigures of(String means, List<LockSpan> spans) {
        List<byte[]> keys = spans.stream().map(LockSpan::keys).filter(list -> !list.isEmpty()).findFirst()
                .orElse(List.of());
        List<LockSpan> waits = spans.stream().filter(span -> span.lock().waiting()).toList();
        int waiters = (int) waits.stream().map(span -> span.lock().pid()).distinct().count();
        return new LockFigures(means, keys,
                Times.of(spans.stream().filter(span -> span.lock().state() == State.HELD).toList()), Times.of(waits),
                waiters);
    }
}
