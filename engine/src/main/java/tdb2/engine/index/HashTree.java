package tdb2.engine.index;

import java.util.List;
import java.util.Optional;
import tdb2.engine.error.Fault;
import tdb2.engine.format.Block;
import tdb2.engine.format.BlockReader;
import tdb2.engine.format.Field;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.RecordHeader.Role;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.format.TreeEntry;
import tdb2.engine.index.PartitionWalk.Place;
import tdb2.engine.storage.Bytes;

/**
 * The hash tree of TDB2, native and of 2012 (spec tdb2-native, "Hash entry"; c-formats, sections 2 and 3).
 *
 * <pre>
 *  hash  63    57 56  54 53  51 50  48
 *       +--------+------+------+------+---
 *       | group  | home | group| home | ...
 *       +--------+------+------+------+---
 *        top level        sub-table of 64 entries (of 8 entries: home alone)
 *
 *  group of 8 slots   [ e ][ . ][ *-]-->[ sub-table ]      e entry, . empty, * pointer in the slot of its bucket
 * </pre>
 *
 * A partition is one group of the top level with all that hangs below it. Safe for several threads.
 */
public final class HashTree implements Index {

    /** Slots of a group. */
    static final int GROUP = 8;

    /** Hash bits that lead into the slots of the top level. */
    static final int TOP_BITS = 10;
    private static final int GROUPS = 128;
    /** Bytes before the first entry of a sub-table. */
    private static final int TABLE_HEADER = 16;

    private final Bytes bytes;
    private final BlockReader blocks;
    private final TreeShape shape;

    public HashTree(Bytes bytes, BlockReader blocks, TreeShape shape) {
        this.bytes = bytes;
        this.blocks = blocks;
        this.shape = shape;
    }

    @Override
    public String partitionWord() {
        return "hash group";
    }

    @Override
    public int partitions() {
        return GROUPS;
    }

    /** How many groups the sub-tables have that a writer makes: 1 or 8. */
    public int groupsOfNewTable() {
        return shape.newTable() / GROUP;
    }

    @Override
    public long headOffset(int partition) {
        return Tdb2Header.HASHTABLE + 8L * GROUP * partition;
    }

    @Override
    public int partitionOf(long hash) {
        return (int) (hash >>> 57);
    }

    @Override
    public int slotLength() {
        return 8;
    }

    @Override
    public List<Field> slot(long at) {
        return shape.entry().fields(at, bytes.u64(at));
    }

    @Override
    public PartitionWalk walk(int partition, Place from, IndexListener listener) {
        return new TreeWalk(this, new TreeFrame(headOffset(partition), GROUP, TOP_BITS), from, listener);
    }

    @Override
    public Lookup find(byte[] key, long hash) {
        return new TreeSearch(this, key, hash).run(headOffset(partitionOf(hash)), TOP_BITS);
    }

    @Override
    public Optional<RecordHeader> record(byte[] key, long hash) {
        return new TreeDescent(this, hash).find(key);
    }

    @Override
    public Optional<Place> place(byte[] key, long hash) {
        TreeDescent descent = TreeDescent.placing(this, hash);
        return descent.find(key).map(_ -> descent.place());
    }

    Bytes bytes() {
        return bytes;
    }

    TreeShape shape() {
        return shape;
    }

    /** A data record at an offset; empty when something else is there. */
    Optional<RecordHeader> data(long offset) {
        return used(offset).filter(record -> record.role() == Role.DATA);
    }

    /** A used record of any role at an offset; empty when something else is there. */
    Optional<RecordHeader> used(long offset) {
        return offset >= Tdb2Header.LENGTH && blocks.at(bytes, offset) instanceof Block.Used(RecordHeader record)
                ? Optional.of(record)
                : Optional.empty();
    }

    /** Entries of the sub-table at an offset; 0 when none is there. */
    int tableEntries(long offset) {
        return offset < Tdb2Header.LENGTH
                ? 0
                : shape.tableEntries(blocks.keylessLength(bytes, offset, shape.tableRole()));
    }

    /** Offset of the first entry of a sub-table. */
    static long entries(long table) {
        return table + TABLE_HEADER;
    }

    /** What is wrong with an entry whose record, sub-table or chain is not there. */
    Fault dangling(long slot, long target, String expected) {
        return new Fault(bytes.name(), slot, expected + " at offset " + target, describe(target),
                "records behind it are reached by scanning only: repair makes a sound copy with them");
    }

    private String describe(long target) {
        if (target < Tdb2Header.LENGTH) {
            return "a pointer into the header";
        }
        return switch (blocks.at(bytes, target)) {
            case Block.Used(RecordHeader record) -> record.role() == Role.DATA
                    ? "a record with a key of %d and data of %d bytes".formatted(record.keyLength(),
                            record.valueLength())
                    : "a record of the role " + record.role();
            case Block.Free _ -> "a free record";
            case Block.Recovery _ -> "an undo area";
            case Block.Nothing(String _, String found) -> found;
        };
    }

    /** What is wrong with a pointer to something the walk has been at. */
    Fault again(long slot, long target) {
        return new Fault(bytes.name(), slot, "a pointer of its own for each record and table",
                "a second one to offset " + target, "run check; a loop or crossed pointer was not followed");
    }

    /** Whether a slot of a group of 8 holds a pointer. */
    boolean isPointer(long entry) {
        return entry != 0 && shape.entry().isPointer(entry);
    }

    /** The entry of a slot. */
    long entry(long slot) {
        return bytes.u64(slot);
    }

    /** Offset that an entry leads to. */
    static long target(long entry) {
        return TreeEntry.offset(entry);
    }
}
