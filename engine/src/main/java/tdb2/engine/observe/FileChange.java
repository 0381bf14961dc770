package tdb2.engine.observe;

import java.time.Instant;
import java.util.Set;

/**
 * Something others did to a file, as seen from outside.
 *
 * @param seen when it was noticed; it happened between the look before and this one
 * @param kinds what it was, at least one
 * @param sizeBefore of the open file at the look before, bytes
 * @param size of the open file now, bytes
 */
public record FileChange(Instant seen, Set<Kind> kinds, long sizeBefore, long size) {

    /** What can happen to a file. */
    public enum Kind {
        /** Bytes of it are others, or its time of change is. */
        CONTENT,
        /** It became longer. */
        GREW,
        /** It became shorter. */
        SHRANK,
        /** Its path leads to another file now. */
        REPLACED,
        /** Its path leads nowhere now. */
        DELETED,
        /** Its path leads to it again. */
        BACK
    }

    public FileChange {
        kinds = Set.copyOf(kinds);
    }

    /** Whether what the open file holds is another now. */
    public boolean inside() {
        return kinds.contains(Kind.CONTENT) || kinds.contains(Kind.GREW) || kinds.contains(Kind.SHRANK);
    }
}
