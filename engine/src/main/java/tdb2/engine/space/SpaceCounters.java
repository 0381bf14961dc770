package tdb2.engine.space;

import java.util.concurrent.atomic.LongAdder;

/** Counts what an allocator did since the file was opened. Safe for several threads. */
public final class SpaceCounters {

    /** Records given room. */
    public final LongAdder allocations = new LongAdder();
    /** Of them, those that took a free record as a whole. */
    public final LongAdder exact = new LongAdder();
    /** Records whose room was taken back. */
    public final LongAdder frees = new LongAdder();
    /** Free records joined with their right neighbour. */
    public final LongAdder coalesced = new LongAdder();
    /** Free records passed in search of one that fits. */
    public final LongAdder passed = new LongAdder();
    /** Times the file grew. */
    public final LongAdder growths = new LongAdder();
    /** Free records left alone because what surrounds them disagrees. */
    public final LongAdder avoided = new LongAdder();
}
