package tdb2.engine.index;

import java.util.Arrays;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;
import tdb2.engine.error.DamagedException;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.event.StructureEvent;
import tdb2.engine.format.NewRecord;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.TreeChain;
import tdb2.engine.format.TreeEntry;
import tdb2.engine.format.WritableBytes;
import tdb2.engine.space.Allocator;

/**
 * Makes room in a full group of the hash tree: a bucket moves down into a sub-table or a chain ("explosion"), and nine
 * small tables become a large one ("fusion"; spec tdb2-native).
 *
 * <pre>
 *   [a][b][b][c][b][d][e][f]   the fullest bucket b, whose home slot is 1
 *   [a][*][b][c][b][d][e][f]   one store: * points to a table that leads to all of b
 *   [a][*][c][d][ ][ ][e][f]   the entries of b removed, one by one
 * </pre>
 */
final class TreeGrowth {

    private final HashTree tree;
    private final WritableBytes bytes;
    private final Allocator space;
    private final ToLongFunction<RecordHeader> hashOf;
    private final IndexCounters counters;

    TreeGrowth(HashTree tree, WritableBytes bytes, Allocator space, ToLongFunction<RecordHeader> hashOf,
            IndexCounters counters) {
        this.tree = tree;
        this.bytes = bytes;
        this.space = space;
        this.hashOf = hashOf;
        this.counters = counters;
    }

    /** Moves the fullest bucket of the group that a way down ended in. */
    void explode(TreeDescent descent) {
        TreeGroup group = new TreeGroup(bytes, tree.shape().entry(), descent.group());
        int bucket = group.fullest();
        if (bucket < 0) {
            throw new DamagedException(
                    new Fault(bytes.name(), group.at(), "a full group with an entry in its home slot",
                            "none", "run check"));
        }
        long[] moved = entriesOf(group, bucket);
        long below = descent.used() == Long.SIZE ? chain(group, moved) : table(moved, descent.used());
        link(group.at() + (long) Long.BYTES * bucket, below);
        for (int slot = group.ofBucket(bucket); slot >= 0; slot = group.ofBucket(bucket)) {
            group.remove(slot);
        }
        counters.explosions.increment();
        counters.listener
                .happened(new StructureEvent.Exploded(group.at(), bucket, moved.length, below, descent.used()));
        if (descent.tableEntries() == TreeShape.SMALL) {
            fuse(group, descent);
        }
    }

    private static long[] entriesOf(TreeGroup group, int bucket) {
        long[] found = new long[HashTree.GROUP];
        int count = 0;
        for (int slot = 0; slot < HashTree.GROUP; slot++) {
            long entry = group.entry(slot);
            if (group.isRecord(entry) && TreeEntry.home(entry) == bucket) {
                found[count++] = HashTree.target(entry);
            }
        }
        return Arrays.copyOf(found, count);
    }

    /** A sub-table that leads to records; {@code used} hash bits lead to it. */
    private long table(long[] records, int used) {
        int entries = tree.shape().newTable();
        int after = used + TreeShape.bits(entries);
        long[] content = new long[entries];
        for (long record : records) {
            long hash = hashOf.applyAsLong(tree.data(record)
                    .orElseThrow(() -> new DamagedException(tree.dangling(record, record, "a record"))));
            int group = entries == TreeShape.LARGE ? HashTree.GROUP * (int) (hash << used >>> 61) : 0;
            int slot = (int) (hash >>> (Long.SIZE - after)) & HashTree.GROUP - 1;
            while (content[group + slot] != 0) {
                slot = slot + 1 & HashTree.GROUP - 1;
            }
            content[group + slot] = TreeEntry.record(record, hash, after);
        }
        return built(write(tree.shape().table(entries), content), entries, records.length, false);
    }

    /** Lets a complete table appear. */
    private void link(long slot, long table) {
        bytes.put(slot, tree.shape().entry().pointer(table));
        counters.listener.happened(new StructureEvent.TableLinked(slot, table));
    }

    private long built(long at, int slots, int records, boolean chain) {
        counters.listener.happened(new StructureEvent.TableBuilt(at, slots, records, chain));
        return at;
    }

    private long chain(TreeGroup group, long[] records) {
        if (!tree.shape().hasChains()) {
            throw new RefusedException(new Fault(bytes.name(), group.at(), "room for one more key with the same hash",
                    "a group that is full, with no hash bits left",
                    "files of variant 0 have no chains; convert the file to the present variant"));
        }
        return newChain(records);
    }

    /** Hangs a new chain record that leads to one record into the link of the last one. */
    void lengthen(long link, long record) {
        long next = newChain(new long[] { record });
        bytes.put(link, next);
        counters.listener.happened(new StructureEvent.TableLinked(link, next));
    }

    /** A chain record that leads to at most 8 records. */
    private long newChain(long[] records) {
        counters.chains.increment();
        long made = write(tree.shape().chain(), Arrays.copyOf(records, TreeChain.DATA / 8));
        return built(made, HashTree.GROUP, records.length, true);
    }

    private long write(NewRecord wanted, long[] content) {
        RecordHeader record = space.allocate(wanted);
        for (int i = 0; i < content.length; i++) {
            bytes.put(record.valueOffset() + 8L * i, content[i]);
        }
        if (record.padding() > 0) {
            bytes.put(record.paddingOffset(), 0);
        }
        return record.offset();
    }

    /** Makes a table of one group and its eight children one large table, if all of them are of one group. */
    private void fuse(TreeGroup group, TreeDescent descent) {
        if (descent.used() == Long.SIZE || !group.isAllPointers()) {
            return;
        }
        List<RecordHeader> children = new ArrayList<>();
        for (int slot = 0; slot < HashTree.GROUP; slot++) {
            tree.used(HashTree.target(group.entry(slot)))
                    .filter(child -> tree.shape().tableEntries(child) == TreeShape.SMALL)
                    .ifPresent(children::add);
        }
        if (children.size() < HashTree.GROUP) {
            return;
        }
        long[] content = new long[TreeShape.LARGE];
        for (int i = 0; i < content.length; i++) {
            content[i] = tree.entry(children.get(i / HashTree.GROUP).valueOffset() + 8L * (i % HashTree.GROUP));
        }
        RecordHeader old = tree.used(HashTree.target(tree.entry(descent.parentSlot()))).orElseThrow();
        int records = (int) Arrays.stream(content).filter(entry -> entry != 0).count();
        long large = built(write(tree.shape().table(content.length), content), content.length, records, false);
        link(descent.parentSlot(), large);
        space.free(old);
        children.forEach(space::free);
        counters.fusions.increment();
        counters.listener.happened(new StructureEvent.Fused(large, old.offset()));
    }
}
