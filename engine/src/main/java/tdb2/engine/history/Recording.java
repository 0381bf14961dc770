package tdb2.engine.history;

import java.time.Instant;
import java.util.List;

import tdb2.engine.observe.LockSight;

/**
 * What was seen of the locks on a file during some time. Immutable, safe for several threads.
 *
 * @param file its name
 * @param start when it began
 * @param length how long it is, nanoseconds
 * @param interval time between two looks on average, nanoseconds: what is shorter may have been missed, and every time is
 *            wrong by up to as much
 * @param spans in the order in which they began
 * @param dropped how many older ones were let go of to keep it small
 */
public record Recording(String file, Instant start, long length, long interval, List<LockSpan> spans, long dropped) {

    public Recording {
        spans = List.copyOf(spans);
    }

    /** The locks that were there at a moment, nanoseconds since the start. */
    public LockSight at(long time) {
        return new LockSight(spans.stream().filter(span -> span.covers(time)).map(LockSpan::lock).toList(), 0);
    }
}
