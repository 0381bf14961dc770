package tdb2.engine.torture;

/**
 * What a worker did to a record, or looked at. Times are of the machine's monotonic clock, which all processes share.
 *
 * @param kind store, append, delete, fetch, traverse; seen: a record was looked at that nobody else changes
 * @param key the record's name
 * @param result what the record is if it was done: {@link Contents#ABSENT}, or the sum of its value; {@link #UNKNOWN}
 *            when nothing was changed
 * @param began nanoseconds, before it began
 * @param ended nanoseconds, after it ended; {@link Long#MAX_VALUE} when it never did
 * @param end how it ended
 */
record Deed(String kind, String key, String result, long began, long ended, End end) {

    /** The result of what changes nothing. */
    static final String UNKNOWN = "?";

    /** How it ended. */
    enum End {
        /** It was done, and its worker knew. */
        ACKNOWLEDGED,
        /** It was not to be done: its worker knew that nothing had changed. */
        REFUSED,
        /** Its worker was killed before it knew, or it failed: it was done or not. */
        IN_FLIGHT
    }

    /** The same, that cannot have been done after a moment: its worker was dead. */
    Deed endedBy(long nanos) {
        return end == End.IN_FLIGHT ? new Deed(kind, key, result, began, Math.min(ended, nanos), end) : this;
    }
}
