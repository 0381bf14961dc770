package tdb2.engine.compare;

import java.util.Optional;
import tdb2.engine.Entry;

/**
 * A record that two files do not have alike.
 *
 * @param before as the first file has it; empty when it has none of that key
 * @param after as the second file has it; empty when it has none of that key
 */
public record Difference(Optional<Entry> before, Optional<Entry> after) {

    /** What happened to a record on the way from the first file to the second. */
    public enum Kind {
        ADDED, REMOVED, CHANGED
    }

    public Difference {
        if (before.isEmpty() && after.isEmpty()) {
            throw new IllegalArgumentException("a record that neither file has");
        }
    }

    public Kind kind() {
        if (before.isEmpty()) {
            return Kind.ADDED;
        }
        return after.isEmpty() ? Kind.REMOVED : Kind.CHANGED;
    }

    /** The key; do not change the array. */
    public byte[] key() {
        return before.or(() -> after).orElseThrow().key();
    }
}
