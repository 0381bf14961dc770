package tdb2.engine.search;

import java.nio.file.Path;
import tdb2.engine.format.RecordHeader;

/**
 * A record in which something was found: once for its key and once for its value, each with the first match. The arrays
 * are the hit's own; do not change them.
 *
 * @param file the file, as it was found
 * @param record where the record stands
 * @param state whether the index leads to it
 * @param key its first {@link #KEY} bytes
 * @param where what the match is in
 * @param at first byte of the match, counted from the start of the key or value
 * @param length bytes of the match
 * @param excerpt bytes around the match
 * @param excerptAt first byte of the excerpt, counted as {@code at} is
 */
public record Hit(Path file, RecordHeader record, State state, byte[] key, Where where, int at, int length,
        byte[] excerpt, int excerptAt) {

    /** Bytes of a key that a hit keeps. */
    public static final int KEY = 4096;

    /** Parts of a record. */
    public enum Where {
        KEY, VALUE
    }

    /** How a record is reached. */
    public enum State {
        /** The index leads to it. */
        LIVE,
        /** Deleted, but still in its chain (TDB1). */
        DEAD,
        /** Nothing leads to it; a scan of every byte found it. */
        UNREACHED
    }

    /** Offset in the file of the first byte of the match. */
    public long offset() {
        return (where == Where.KEY ? record.keyOffset() : record.valueOffset()) + at;
    }
}
