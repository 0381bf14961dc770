package tdb2.engine.search;

import java.nio.file.Path;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.query.Match;

/**
 * A record in which something was found: once for its key and once for its value, each with the first match. The arrays
 * are the hit's own; do not change them.
 *
 * @param file the file, as it was found
 * @param record where the record stands
 * @param state whether the index leads to it
 * @param key its first {@link #KEY} bytes
 * @param match where the match is
 * @param excerpt bytes around the match
 * @param excerptAt first byte of the excerpt, counted as those of the match are
 */
public record Hit(Path file, RecordHeader record, State state, byte[] key, Match match, byte[] excerpt,
        long excerptAt) {

    /** Bytes of a key that a hit keeps. */
    public static final int KEY = 4096;

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
        return (match.inValue() ? record.valueOffset() : record.keyOffset()) + match.at();
    }

    /** Whether bytes follow behind the excerpt. */
    public boolean goesOn() {
        return excerptAt + excerpt.length < (match.inValue() ? record.valueLength() : record.keyLength());
    }
}
