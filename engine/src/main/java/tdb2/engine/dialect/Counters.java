package tdb2.engine.dialect;

import tdb2.engine.index.IndexCounters;
import tdb2.engine.space.SpaceCounters;

/**
 * What the writing parts count.
 *
 * @param index explosions, fusions, chains
 * @param space allocations, frees, growth
 */
public record Counters(IndexCounters index, SpaceCounters space) {

    /** All zero. */
    public Counters() {
        this(new IndexCounters(), new SpaceCounters());
    }
}
