package tdb2.engine.transaction;

import java.util.List;
import tdb2.engine.error.Fault;
import tdb2.engine.format.Field;

/**
 * What a file's recovery structures say.
 *
 * @param status the verdict
 * @param summary the verdict in a sentence
 * @param parts the structures there are: the undo area, or both recovery slots with their bundles
 * @param faults what is damaged in them; an invalid bundle is not damage (spec commit-protocol)
 */
public record RecoveryState(Status status, String summary, List<Part> parts, List<Fault> faults) {

    /** Whether a crash left something to be done. */
    public enum Status {
        /** There are no recovery structures: no transaction yet. */
        NONE,
        /** A crash left something that the next writable open replays or undoes. */
        PENDING,
        /** Recovery structures exist and nothing is to be done. */
        SETTLED
    }

    /**
     * One recovery structure.
     *
     * @param name "recovery area", "slot 0"
     * @param offset of its first byte in the file
     * @param length bytes
     * @param state "pending", "empty", "valid, applied", "invalid: checksum"…
     * @param fields its fields, explained
     * @param changes the ranges of the file it would write, in order (capped by the reader)
     */
    public record Part(String name, long offset, long length, String state, List<Field> fields,
            List<Change> changes) {

        public Part {
            fields = List.copyOf(fields);
            changes = List.copyOf(changes);
        }
    }

    /**
     * A range of the file that a replay writes.
     *
     * @param offset first byte
     * @param length number of bytes
     * @param holds what the file has there now
     */
    public record Change(long offset, long length, Holds holds) {}

    /** What the file has in a range that a replay writes. */
    public enum Holds {
        /** The bytes from before the transaction. */
        OLD,
        /** The bytes of the transaction. */
        NEW,
        /** Neither is sure: a part of them, or something else. */
        FOREIGN,
        /** Nobody looked: there are too many such ranges. */
        UNSEEN
    }

    public RecoveryState {
        parts = List.copyOf(parts);
        faults = List.copyOf(faults);
    }
}
