package tdb2.ui.records;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/**
 * Which of the records seen so far are others since the file was looked at again, for some seconds. What is compared is
 * what a row shows: sizes and the first bytes of the value. Bounded. Event thread only.
 */
final class RecentChanges {

    /** What became of a record. */
    enum State {
        SAME, CHANGED, NEW
    }

    static final Duration SHOWN = Duration.ofSeconds(5);
    private static final int REMEMBERED = 20_000;

    private record Mark(State state, long since) {}

    private final LongSupplier nanos;
    private final Map<ByteBuffer, Integer> seen = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<ByteBuffer, Integer> eldest) {
            return size() > REMEMBERED;
        }
    };
    private final Map<ByteBuffer, Mark> marks = new HashMap<>();
    private boolean grew;

    /**
     * @param nanos tells the time that passes, nanoseconds
     */
    RecentChanges(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** Says whether there are more rows than before, so that one that was never seen is new. */
    void grew(boolean more) {
        grew = more;
    }

    /** Takes note of rows as they are now; true when some of them are others than before. */
    boolean see(List<RecordRow> rows) {
        long now = nanos.getAsLong();
        marks.values().removeIf(mark -> now - mark.since > SHOWN.toNanos());
        boolean any = false;
        for (RecordRow row : rows) {
            if (row.dead()) {
                continue;
            }
            ByteBuffer key = ByteBuffer.wrap(row.key());
            int print = fingerprint(row);
            Integer before = seen.put(key, print);
            State state = before == null ? grew ? State.NEW : State.SAME : before == print ? State.SAME : State.CHANGED;
            if (state != State.SAME) {
                marks.put(key, new Mark(state, now));
                any = true;
            }
        }
        return any;
    }

    /** What became of a row's record lately. */
    State of(RecordRow row) {
        Mark mark = marks.get(ByteBuffer.wrap(row.key()));
        return mark == null || row.dead() || nanos.getAsLong() - mark.since > SHOWN.toNanos()
                ? State.SAME
                : mark.state;
    }

    private static int fingerprint(RecordRow row) {
        return Arrays.hashCode(row.value()) * 31 + Long.hashCode(row.header().valueLength());
    }
}
