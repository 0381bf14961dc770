package tdb2.engine.index;

import java.util.Arrays;
import tdb2.engine.format.RecordHeader;

/**
 * A bounded, cycle-safe walk over the records of one partition of an index, in index order. Never throws for damage:
 * that goes to the {@link IndexListener}. Not safe for several threads.
 */
public interface PartitionWalk {

    /**
     * Steps to the next record, live or dead.
     *
     * @return false when there is none
     */
    boolean advance();

    /** The record stepped to. */
    RecordHeader record();

    /** Offset in the file of the pointer that led to the record: a slot of a table, a chain head, the record before. */
    long slotOffset();

    /** Where this walk stands: a new walk from here goes on with the record after {@link #record()}. */
    Place place();

    /** How deep the record stands: hops along a chain (1 is the head), or levels of the tree (0 is the top level). */
    int depth();

    /**
     * Where in a partition a walk stands. Opaque to all but the index that made it; stays usable when the file changes
     * (the walk then goes on at the nearest place that still exists).
     */
    record Place(long[] coordinates) {

        /** Before the first record. */
        public static final Place START = new Place(new long[0]);

        public Place {
            coordinates = coordinates.clone();
        }

        @Override
        public long[] coordinates() {
            return coordinates.clone();
        }

        @Override
        public boolean equals(Object other) {
            return other instanceof Place place && Arrays.equals(coordinates, place.coordinates);
        }

        @Override
        public int hashCode() {
            return Arrays.hashCode(coordinates);
        }

        @Override
        public String toString() {
            return Arrays.toString(coordinates);
        }
    }
}
