package tdb2.engine.index;

import java.util.Optional;
import java.util.function.ToLongFunction;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.TreeEntry;
import tdb2.engine.format.WritableBytes;
import tdb2.engine.space.Allocator;

/**
 * Changes the hash tree of TDB2, native and of 2012 (spec tdb2-native, "Hash entry"; c-formats, section 2). Room for tables is taken before anything
 * changes; a table is complete before the one store that lets it appear. Safe for several threads; who changes a group
 * holds its lock.
 */
public final class TreeWriter implements IndexWriter {

    private final HashTree tree;
    private final WritableBytes bytes;
    private final ToLongFunction<byte[]> hashing;
    private final TreeGrowth growth;
    private final IndexCounters counters;
    private final TreeDescent.Arrival mending = this::mend;

    /**
     * @param hashing the file's hash of a key
     */
    public TreeWriter(HashTree tree, WritableBytes bytes, Allocator space, ToLongFunction<byte[]> hashing,
            IndexCounters counters) {
        this.tree = tree;
        this.bytes = bytes;
        this.hashing = hashing;
        this.counters = counters;
        this.growth = new TreeGrowth(tree, bytes, space, this::hashOf, counters);
    }

    /** The hash of the key that a record holds. */
    private long hashOf(RecordHeader record) {
        return hashing.applyAsLong(tree.bytes().bytes(record.keyOffset(), (int) record.keyLength()));
    }

    @Override
    public KeyPlace seek(byte[] key, long hash) {
        TreeDescent descent = new TreeDescent(tree, hash, mending);
        return new Place(key, hash, descent, descent.find(key));
    }

    private TreeGroup group(long at) {
        return new TreeGroup(bytes, tree.shape().entry(), at);
    }

    /** Drops what killed writers left in a group: the second of two entries, and entries that have moved down. */
    private boolean mend(long at, long[] entries, int used) {
        TreeGroup group = group(at);
        if (group.isClean(entries)) {
            return false;
        }
        for (int slot = group.doubled(); slot >= 0; slot = group.doubled()) {
            group.remove(slot);
            counters.mended.increment();
        }
        int slot = group.strandedFrom(0);
        while (slot >= 0) {
            boolean movedDown = isBelow(group, group.entry(slot), used);
            if (movedDown) {
                group.remove(slot);
                counters.mended.increment();
            }
            slot = group.strandedFrom(movedDown ? 0 : slot + 1);
        }
        return true;
    }

    /** Whether the table that the home slot of an entry points to leads to the same record. */
    private boolean isBelow(TreeGroup group, long entry, int used) {
        Optional<RecordHeader> record = tree.data(HashTree.target(entry));
        return record.isPresent() && new TreeDescent(tree, hashOf(record.get())).from(group.at(), used,
                at -> at == HashTree.target(entry));
    }

    @Override
    public void clear() {
        for (int partition = 0; partition < tree.partitions(); partition++) {
            TreeGroup group = group(tree.headOffset(partition));
            for (int slot = 0; slot < HashTree.GROUP; slot++) {
                while (group.entry(slot) != 0) {
                    group.remove(slot);
                }
            }
        }
    }

    /** Where a key is or would be. */
    private final class Place implements KeyPlace {

        private final byte[] key;
        private final long hash;
        private TreeDescent descent;
        private Optional<RecordHeader> record;

        Place(byte[] key, long hash, TreeDescent descent, Optional<RecordHeader> record) {
            this.key = key;
            this.hash = hash;
            this.descent = descent;
            this.record = record;
        }

        @Override
        public Optional<RecordHeader> record() {
            return record;
        }

        @Override
        public boolean set(long offset) {
            if (record.isPresent()) {
                bytes.put(descent.slot(), TreeEntry.moved(tree.entry(descent.slot()), offset));
                return true;
            }
            while (!descent.inChain() && !insert(offset)) {
                growth.explode(descent);
                descent = new TreeDescent(tree, hash);
                descent.find(key);
            }
            if (descent.inChain()) {
                chain(offset);
            }
            return true;
        }

        private boolean insert(long offset) {
            TreeGroup group = group(descent.group());
            int slot = group.empty(descent.home());
            if (slot >= 0) {
                group.put(slot, TreeEntry.record(offset, hash, descent.used()));
            }
            return slot >= 0;
        }

        private void chain(long offset) {
            if (descent.hole() != 0) {
                bytes.put(descent.hole(), offset);
            } else {
                growth.lengthen(descent.lastLink(), offset);
            }
        }

        @Override
        public boolean clear() {
            if (record.isEmpty()) {
                return false;
            }
            if (descent.inChain()) {
                bytes.put(descent.slot(), 0);
            } else {
                group(descent.group()).remove((int) (descent.slot() - descent.group()) / 8);
            }
            return true;
        }
    }
}
