package tdb2.engine.dialect;

import tdb2.engine.event.StructureListener;
import tdb2.engine.index.IndexCounters;
import tdb2.engine.space.SpaceCounters;

/**
 * What the writing parts count.
 *
 * @param index explosions, fusions, chains
 * @param space allocations, frees, growth
 */
public record Counters(IndexCounters index, SpaceCounters space) {

    /** All zero; a listener is told of what is counted. */
    public Counters(StructureListener listener) {
        this(new IndexCounters(listener), new SpaceCounters(listener));
    }
}
