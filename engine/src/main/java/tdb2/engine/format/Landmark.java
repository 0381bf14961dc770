package tdb2.engine.format;

/**
 * A structure whose place is told by the header or another landmark, not by a record index or a free list.
 *
 * @param kind what it is
 * @param offset of its first byte in the file
 * @param length bytes, its own record header included
 * @param owner what points to it, for people: "header word recovery_start"
 */
public record Landmark(Kind kind, long offset, long length, String owner) {

    /** What stands there. */
    public enum Kind {
        HEADER, HASH_TABLE, MUTEX_AREA, RECOVERY_AREA, RECOVERY_SLOTS, BUNDLE, CAPABILITY
    }
}
