package tdb2.engine.index;

import java.util.Arrays;
import java.util.Optional;
import tdb2.engine.format.BucketEntry;
import tdb2.engine.format.NewRecord;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.RecordHeader.Role;
import tdb2.engine.format.WritableBytes;
import tdb2.engine.space.Allocator;

/**
 * Changes NTDB's hash table (spec c-formats, section 4).
 *
 * <pre>
 *   bucket [ a ]           the second record makes a chain of two
 *   bucket [ * ]-->[ a b ]
 *   bucket [ * ]-->[ a b c . ]   a full one is written anew, with half of it more as empty slots; then the old is freed
 * </pre>
 *
 * The C library keeps the room of a chain as padding and lets the record grow over it, in two stores between which its
 * last eight bytes are nobody's; here the room is slots from the start, which it fills as well. A chain stays a chain.
 * Safe for several threads; who changes a bucket holds its lock.
 */
public final class BucketWriter implements IndexWriter {

    private final FlatTable table;
    private final WritableBytes bytes;
    private final Allocator space;
    private final IndexCounters counters;

    public BucketWriter(FlatTable table, WritableBytes bytes, Allocator space, IndexCounters counters) {
        this.table = table;
        this.bytes = bytes;
        this.space = space;
        this.counters = counters;
    }

    @Override
    public KeyPlace seek(byte[] key, long hash) {
        return new Place(new BucketProbe(table, key, hash), hash);
    }

    @Override
    public void clear() {
        for (int bucket = 0; bucket < table.partitions(); bucket++) {
            if (!table.empty(bucket)) {
                bytes.put(table.headOffset(bucket), 0);
            }
        }
    }

    /** Where a key is or would be. */
    private final class Place implements KeyPlace {

        private final BucketProbe probe;
        private final long hash;

        Place(BucketProbe probe, long hash) {
            this.probe = probe;
            this.hash = hash;
        }

        @Override
        public Optional<RecordHeader> record() {
            return probe.record();
        }

        @Override
        public boolean set(long record) {
            long entry = BucketEntry.record(record, hash, table.bits());
            if (probe.record().isPresent()) {
                bytes.put(probe.slot(), entry);
            } else if (probe.hole() != 0) {
                bytes.put(probe.hole(), entry);
            } else {
                long[] old = entries();
                long[] slots = Arrays.copyOf(old, old.length == 1 ? 2 : old.length + 1 + old.length / 2);
                slots[old.length] = entry;
                bytes.put(probe.bucket(), BucketEntry.chain(chain(slots)));
                probe.chain().ifPresent(space::free);
            }
            return true;
        }

        private long[] entries() {
            if (probe.chain().isEmpty()) {
                return new long[] { bytes.u64(probe.bucket()) };
            }
            RecordHeader chain = probe.chain().get();
            long[] entries = new long[(int) (chain.valueLength() / 8)];
            bytes.reading().words(chain.valueOffset(), entries);
            return entries;
        }

        private long chain(long[] slots) {
            counters.chains.increment();
            RecordHeader chain = space.allocate(NewRecord.keyless(Role.CHAIN, 8L * slots.length, 0));
            for (int i = 0; i < slots.length; i++) {
                bytes.put(chain.valueOffset() + 8L * i, slots[i]);
            }
            if (chain.padding() > 0) {
                bytes.put(chain.paddingOffset(), 0);
            }
            return chain.offset();
        }

        @Override
        public boolean clear() {
            boolean there = probe.record().isPresent();
            if (there) {
                bytes.put(probe.slot(), 0);
            }
            return there;
        }
    }
}
