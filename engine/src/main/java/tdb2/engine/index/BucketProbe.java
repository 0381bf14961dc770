package tdb2.engine.index;

import java.util.Optional;
import tdb2.engine.error.DamagedException;
import tdb2.engine.format.BucketEntry;
import tdb2.engine.format.RecordHeader;

/** One look into a bucket of NTDB, without a word written down: what every fetch and store takes. For one thread. */
final class BucketProbe {

    private static final int BLOCK = 512;

    private final FlatTable table;
    private final byte[] key;
    private final int extra;
    private final long bucket;
    private final Optional<RecordHeader> chain;
    private Optional<RecordHeader> record = Optional.empty();
    private long slot;
    private long hole;

    /**
     * Looks for a key.
     *
     * @throws DamagedException when an entry leads to something else than it should
     */
    BucketProbe(FlatTable table, byte[] key, long hash) {
        this.table = table;
        this.key = key;
        this.extra = BucketEntry.extraOf(hash, table.bits());
        this.bucket = table.headOffset(table.partitionOf(hash));
        long entry = table.bytes().u64(bucket);
        this.chain = BucketEntry.isChain(entry) ? Optional.of(chain(BucketEntry.offset(entry))) : Optional.empty();
        if (chain.isPresent()) {
            look(chain.get());
        } else {
            look(bucket, entry);
        }
    }

    private RecordHeader chain(long target) {
        return table.chain(target)
                .orElseThrow(() -> new DamagedException(table.dangling(bucket, target, "a chain")));
    }

    private void look(RecordHeader chain) {
        long slots = chain.valueLength() / 8;
        for (long first = 0; first < slots && record.isEmpty(); first += BLOCK) {
            long[] entries = new long[(int) Math.min(BLOCK, slots - first)];
            table.bytes().words(chain.valueOffset() + 8 * first, entries);
            for (int i = 0; i < entries.length && record.isEmpty(); i++) {
                look(chain.valueOffset() + 8 * (first + i), entries[i]);
            }
        }
    }

    private void look(long at, long entry) {
        if (entry == 0) {
            hole = hole == 0 ? at : hole;
        } else if (BucketEntry.extra(entry) == extra) {
            long target = BucketEntry.offset(entry);
            RecordHeader found = table.data(target)
                    .orElseThrow(() -> new DamagedException(table.dangling(at, target, "a record")));
            if (KeyBytes.same(table.bytes(), found, key)) {
                record = Optional.of(found);
                slot = at;
            }
        }
    }

    /** The record of the key. */
    Optional<RecordHeader> record() {
        return record;
    }

    /** Offset of the entry of that record. */
    long slot() {
        return slot;
    }

    /** Offset of the first empty slot that was passed, 0 when none was. */
    long hole() {
        return hole;
    }

    /** Offset of the bucket. */
    long bucket() {
        return bucket;
    }

    /** The chain that the bucket leads to. */
    Optional<RecordHeader> chain() {
        return chain;
    }
}
