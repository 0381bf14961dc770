package tdb2.engine.index;

import java.util.concurrent.atomic.LongAdder;
import tdb2.engine.event.StructureListener;

/** Counts what a writer of an index did since the file was opened, and knows who is told. Safe for several threads. */
public final class IndexCounters {

    /** Groups that exploded. */
    public final LongAdder explosions = new LongAdder();
    /** Tables that were fused. */
    public final LongAdder fusions = new LongAdder();
    /** Chain records made. */
    public final LongAdder chains = new LongAdder();
    /** Entries dropped that killed writers had left. */
    public final LongAdder mended = new LongAdder();
    /** Told of it. */
    public final StructureListener listener;

    /** All zero. */
    public IndexCounters(StructureListener listener) {
        this.listener = listener;
    }
}
