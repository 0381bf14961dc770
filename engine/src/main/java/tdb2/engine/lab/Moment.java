package tdb2.engine.lab;

import java.util.List;
import java.util.Optional;

import tdb2.engine.event.StructureEvent;

/**
 * One step of a structure walk: what was stored since the step before, and what the engine said of it. Immutable.
 *
 * @param act the operation under way
 * @param event what the engine told; empty when the operation is done with this step
 * @param stored what was stored, in order
 * @param length of the file afterwards, bytes
 */
public record Moment(Act act, Optional<StructureEvent> event, List<Stored> stored, long length) {

    /**
     * Bytes that were stored. The array is its own; do not change it.
     *
     * @param offset of the first
     * @param bytes what is there now
     */
    public record Stored(long offset, byte[] bytes) {

        boolean meets(long from, long to) {
            return offset < to && from < offset + bytes.length;
        }
    }

    public Moment {
        stored = List.copyOf(stored);
    }

    /** Whether any byte from {@code from} on and before {@code to} was stored. */
    public boolean changed(long from, long to) {
        return stored.stream().anyMatch(one -> one.meets(from, to));
    }

    /** Bytes stored, those that were stored twice counted twice. */
    public long bytes() {
        return stored.stream().mapToLong(one -> one.bytes().length).sum();
    }
}
