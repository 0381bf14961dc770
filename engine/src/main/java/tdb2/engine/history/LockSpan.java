package tdb2.engine.history;

import java.util.List;

import tdb2.engine.observe.ObservedLock;

/**
 * A time during which somebody had a lock, or waited for it.
 *
 * @param lock who, what and how
 * @param means what it means in the file's dialect: "chain 42"
 * @param keys the keys behind it when it was first seen, as far as they were looked up
 * @param from first seen, nanoseconds since the recording began
 * @param to last seen
 * @param begin how well the beginning is known
 * @param open whether it was still there at the last look
 */
public record LockSpan(ObservedLock lock, String means, List<byte[]> keys, long from, long to, Begin begin,
        boolean open) {

    /** How well a beginning is known. */
    public enum Begin {
        /** It was there at the first look: it lasts at least that long. */
        BEFORE,
        /** Between the look that first showed it and the one before. */
        SEEN,
        /** Told by our own engine at that moment, as is its end. */
        EXACT
    }

    public LockSpan {
        keys = List.copyOf(keys);
    }

    /** How long it was seen, nanoseconds. */
    public long length() {
        return to - from;
    }

    /** Whether it was there at a moment. */
    public boolean covers(long time) {
        return from <= time && time <= to;
    }

    LockSpan until(long time) {
        return new LockSpan(lock, means, keys, from, time, begin, true);
    }

    LockSpan ended() {
        return new LockSpan(lock, means, keys, from, to, begin, false);
    }
}
