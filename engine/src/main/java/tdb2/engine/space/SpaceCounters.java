package tdb2.engine.space;

import java.util.concurrent.atomic.LongAdder;
import tdb2.engine.event.StructureEvent;
import tdb2.engine.event.StructureListener;
import tdb2.engine.format.RecordHeader;

/** Counts what an allocator did since the file was opened, and tells who listens. Safe for several threads. */
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

    private final StructureListener listener;

    /** All zero, told to nobody. */
    public SpaceCounters() {
        this(StructureListener.NONE);
    }

    /** All zero. */
    public SpaceCounters(StructureListener listener) {
        this.listener = listener;
    }

    /** Tells that a record was cut from a free record, of which so many bytes are left. */
    RecordHeader taken(RecordHeader record, long from, long rest) {
        if (listener.listens()) {
            listener.happened(new StructureEvent.RoomTaken(record.offset(), record.length(), from, rest));
        }
        return record;
    }

    /** Tells that a record is free. */
    void freed(long at, long length) {
        if (listener.listens()) {
            listener.happened(new StructureEvent.RoomFreed(at, length));
        }
    }

    /** Tells that a free record is longer now. */
    void joined(long at, long before, long length) {
        if (listener.listens()) {
            listener.happened(new StructureEvent.Joined(at, before, length));
        }
    }

    /** Tells that the file is longer now. */
    void grown(long from, long end, boolean zone) {
        listener.happened(new StructureEvent.Grown(from, end, zone));
    }
}
