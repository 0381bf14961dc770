package tdb2.engine.index;

/**
 * One step on the way from a key to its bytes.
 *
 * @param kind what was looked at
 * @param offset of the bytes looked at in the file; -1 when nothing in the file was
 * @param length number of those bytes
 * @param means what was found there and what follows from it, for people
 */
public record PathStep(Kind kind, long offset, long length, String means) {

    /** What a step looks at. */
    public enum Kind {
        /** The hash was computed. */
        HASH,
        /** A chain head, hash group or bucket was chosen. */
        PARTITION,
        /** One slot of a table or chain was probed. */
        SLOT,
        /** A sub-table or chain was entered. */
        TABLE,
        /** A record was compared. */
        RECORD,
        /** The key is there. */
        FOUND,
        /** The key is not there. */
        ABSENT
    }
}
