package tdb2.engine.transaction;

import java.util.Optional;
import tdb2.engine.storage.WriteSet;

/**
 * Finds room for bundles (spec commit-protocol, "Space"). What it gives is nobody's, or the area of that slot, in the
 * state before the transaction and in the state after it: a bundle written there harms neither. Used by one thread at a
 * time.
 */
public interface BundleSpace {

    /**
     * Bytes for a bundle.
     *
     * @param offset of the first
     * @param capacity number of bytes
     */
    record Room(long offset, long capacity) {}

    /** Where bundles of a slot go in the state after the transaction; empty when it has no area then. */
    Optional<Room> content(WriteSet changes, int slot);

    /** The area of a slot, when the transaction leaves it where it was or has allocated it beyond the end before it. */
    Optional<Room> area(WriteSet changes, int slot);

    /**
     * A larger area for a slot, allocated beyond the end of the state before as one more change of the transaction; the
     * old one is freed.
     *
     * @param capacity bytes wanted at least
     */
    Room enlarge(WriteSet changes, int slot, long capacity);
}
