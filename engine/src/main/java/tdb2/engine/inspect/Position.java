package tdb2.engine.inspect;

import tdb2.engine.index.PartitionWalk.Place;

/**
 * Where in a file's index a walk stands.
 *
 * @param partition number of the partition
 * @param place place in that partition
 */
public record Position(int partition, Place place) {

    /** Before the first record. */
    public static final Position START = new Position(0, Place.START);
}
