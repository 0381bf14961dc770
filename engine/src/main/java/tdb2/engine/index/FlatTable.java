package tdb2.engine.index;

import java.util.List;
import java.util.Optional;
import tdb2.engine.error.Fault;
import tdb2.engine.format.Block;
import tdb2.engine.format.BlockReader;
import tdb2.engine.format.BucketEntry;
import tdb2.engine.format.Field;
import tdb2.engine.format.NtdbHeader;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.RecordHeader.Role;
import tdb2.engine.index.PartitionWalk.Place;
import tdb2.engine.storage.Bytes;

/**
 * NTDB's hash table: one bucket for each value of the low hash bits (spec c-formats, section 4).
 *
 * <pre>
 *  bucket = hash mod 2^bits
 *  +---+---+---+---+---
 *  | . | e | c | . | ...       e: one record
 *  +---+---+-|-+---+---        c: a chain, an array of entries in a record of its own
 *            +--> [ e . e e ]
 * </pre>
 *
 * <p>
 * Safe for several threads.
 */
public final class FlatTable implements Index {

    /** Most buckets a table may have, as a power of two. */
    public static final int MAX_BITS = 30;

    private final Bytes bytes;
    private final BlockReader blocks;
    private final int bits;

    /**
     * @param bits the table has {@code 2^bits} buckets, all of them within the file; 0..{@link #MAX_BITS}
     */
    public FlatTable(Bytes bytes, BlockReader blocks, int bits) {
        this.bytes = bytes;
        this.blocks = blocks;
        this.bits = bits;
    }

    @Override
    public String partitionWord() {
        return "bucket";
    }

    @Override
    public int partitions() {
        return 1 << bits;
    }

    @Override
    public long headOffset(int partition) {
        return NtdbHeader.BUCKETS + 8L * partition;
    }

    @Override
    public boolean empty(int partition) {
        return bytes.u64(headOffset(partition)) == 0;
    }

    @Override
    public int partitionOf(long hash) {
        return (int) (hash & (partitions() - 1));
    }

    @Override
    public int slotLength() {
        return 8;
    }

    @Override
    public List<Field> slot(long at) {
        return BucketEntry.fields(at, bytes.u64(at));
    }

    @Override
    public PartitionWalk walk(int partition, Place from, IndexListener listener) {
        return new BucketWalk(this, headOffset(partition), from, listener);
    }

    @Override
    public Lookup find(byte[] key, long hash) {
        return new BucketSearch(this, key, hash).run();
    }

    @Override
    public Optional<RecordHeader> record(byte[] key, long hash) {
        return new BucketProbe(this, key, hash).record();
    }

    Bytes bytes() {
        return bytes;
    }

    int bits() {
        return bits;
    }

    Optional<RecordHeader> data(long offset) {
        return used(offset).filter(record -> record.role() == Role.DATA);
    }

    Optional<RecordHeader> chain(long offset) {
        return used(offset).filter(record -> record.role() == Role.CHAIN && record.keyLength() == 0
                && record.valueLength() % 8 == 0);
    }

    private Optional<RecordHeader> used(long offset) {
        return offset > NtdbHeader.LENGTH && blocks.at(bytes, offset) instanceof Block.Used(RecordHeader record)
                ? Optional.of(record)
                : Optional.empty();
    }

    Fault dangling(long slot, long target, String expected) {
        return new Fault(bytes.name(), slot, expected + " at offset " + target, describe(target),
                "records behind it are reached by scanning only: repair makes a sound copy with them");
    }

    private String describe(long target) {
        if (target <= NtdbHeader.LENGTH) {
            return "a pointer into the header";
        }
        return switch (blocks.at(bytes, target)) {
            case Block.Used(RecordHeader record) -> "a record of the role " + record.role();
            case Block.Free _ -> "a free record";
            case Block.Recovery _ -> "an undo area";
            case Block.Nothing(String _, String found) -> found;
        };
    }

    Fault again(long slot, long target) {
        return new Fault(bytes.name(), slot, "a pointer of its own for each record",
                "a second one to offset " + target, "run check; the record was told once");
    }
}
