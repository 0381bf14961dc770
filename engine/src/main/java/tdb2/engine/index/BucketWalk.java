package tdb2.engine.index;

import java.util.Optional;
import tdb2.engine.format.BucketEntry;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.storage.Bytes;
import tdb2.engine.storage.SeenOffsets;

/** Walks one bucket of NTDB: a record, or a chain of them. A place is the slot in the chain. */
final class BucketWalk implements PartitionWalk {

    private final FlatTable table;
    private final IndexListener listener;
    private final Bytes bytes;
    private final boolean chain;
    private final SeenOffsets seen = new SeenOffsets();
    private final long first;
    private final long slots;
    private long next;
    private RecordHeader record;

    BucketWalk(FlatTable table, long bucket, Place from, IndexListener listener) {
        this.table = table;
        this.listener = listener;
        this.bytes = table.bytes();
        long[] place = from.coordinates();
        boolean resumed = place.length > 0;
        long entry = bytes.u64(bucket);
        chain = BucketEntry.isChain(entry);
        if (chain) {
            Optional<RecordHeader> there = open(bucket, BucketEntry.offset(entry), resumed);
            first = there.map(RecordHeader::valueOffset).orElse(bucket);
            slots = there.map(RecordHeader::valueLength).orElse(0L) / 8;
        } else {
            first = bucket;
            slots = entry == 0 ? 0 : 1;
        }
        next = resumed ? place[0] + 1 : 0;
    }

    private Optional<RecordHeader> open(long bucket, long target, boolean resumed) {
        Optional<RecordHeader> there = table.chain(target);
        if (there.isEmpty()) {
            listener.damaged(table.dangling(bucket, target, "a chain"));
        } else if (!resumed) {
            listener.chain(there.get(), bucket);
        }
        return there;
    }

    @Override
    public boolean advance() {
        while (next < slots) {
            long slot = first + 8 * next++;
            long entry = bytes.u64(slot);
            if (entry != 0 && deliver(slot, entry)) {
                return true;
            }
        }
        return false;
    }

    private boolean deliver(long slot, long entry) {
        long target = BucketEntry.offset(entry);
        Optional<RecordHeader> found = table.data(target);
        if (found.isEmpty()) {
            listener.damaged(table.dangling(slot, target, "a record"));
            listener.missing(target);
            return false;
        }
        if (!seen.add(target)) {
            listener.damaged(table.again(slot, target));
            return false;
        }
        record = found.get();
        return true;
    }

    @Override
    public RecordHeader record() {
        return record;
    }

    @Override
    public long slotOffset() {
        return first + 8 * (next - 1);
    }

    @Override
    public Place place() {
        return new Place(new long[] { next - 1 });
    }

    /** 0: named by the bucket itself; 1: by the bucket's chain. */
    @Override
    public int depth() {
        return chain ? 1 : 0;
    }
}
