package tdb2.engine.index;

import java.util.Arrays;
import java.util.Optional;
import tdb2.engine.error.DamagedException;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.RecordHeader.Role;
import tdb2.engine.format.TreeChain;
import tdb2.engine.format.TreeEntry;
import tdb2.engine.storage.SeenOffsets;

/**
 * One way down the hash tree, without a word written down: what every fetch and store takes. The way is bounded: each
 * level uses up hash bits. Reused for nothing; for one thread.
 */
final class TreeDescent {

    /** Levels: the top, 18 of three bits each, a chain. */
    private static final int LEVELS = 20;

    private static final Arrival UNCHANGED = (_, _, _) -> false;

    private final HashTree tree;
    private final long hash;
    private final Arrival arrival;
    /** Empty when nobody will ask for the place. */
    private final long[] coordinates;
    private int level;
    private final long[] entries = new long[HashTree.GROUP];
    private long group;
    private int used;
    private long parentSlot;
    private int tableEntries;
    private long slot;
    private long chain;
    private long hole;
    private long lastLink;
    /** The record that was looked into last. */
    private Optional<RecordHeader> seen = Optional.empty();

    TreeDescent(HashTree tree, long hash) {
        this(tree, hash, UNCHANGED);
    }

    TreeDescent(HashTree tree, long hash, Arrival arrival) {
        this(tree, hash, arrival, 0);
    }

    private TreeDescent(HashTree tree, long hash, Arrival arrival, int levels) {
        this.tree = tree;
        this.hash = hash;
        this.arrival = arrival;
        this.coordinates = new long[levels];
    }

    /** One that can tell the {@link #place()} of what it finds. */
    static TreeDescent placing(HashTree tree, long hash) {
        return new TreeDescent(tree, hash, UNCHANGED, LEVELS);
    }

    /** Told of each group on the way before it is looked into. */
    interface Arrival {

        /** Whether it has changed a group, whose entries were the given ones. */
        boolean changes(long group, long[] entries, int used);
    }

    /** What is looked for: told by the record an entry leads to. */
    interface Wanted {
        boolean is(long record);
    }

    /** Finds the record with a key below the top level; {@link #slot()} is its place then. */
    Optional<RecordHeader> find(byte[] key) {
        boolean there = from(tree.headOffset(tree.partitionOf(hash)), HashTree.TOP_BITS, record -> holds(record, key));
        return there ? seen : Optional.empty();
    }

    private boolean holds(long record, byte[] key) {
        seen = tree.used(record);
        if (seen.isEmpty() || seen.get().role() != Role.DATA) {
            throw new DamagedException(tree.dangling(slot, record, "a record"));
        }
        return KeyBytes.same(tree.bytes(), seen.get(), key);
    }

    /** Goes down from a group of the top level or of a table. */
    boolean from(long start, int startUsed, Wanted wanted) {
        group = start;
        used = startUsed;
        tree.bytes().words(group, entries);
        while (true) {
            if (arrival.changes(group, entries, used)) {
                tree.bytes().words(group, entries);
            }
            int home = home();
            long pointer = entries[home];
            if (!tree.isPointer(pointer)) {
                return probe(home, wanted);
            }
            pass(home);
            level++;
            parentSlot = group + 8L * home;
            if (used == Long.SIZE) {
                return chain(HashTree.target(pointer), wanted);
            }
            enter(HashTree.target(pointer));
        }
    }

    /** A table's first group, mostly its only one, is read before its header is looked at: one wait for memory, not two. */
    private void enter(long target) {
        long first = HashTree.entries(target);
        boolean within = tree.bytes().contains(target, first - target + 8L * HashTree.GROUP);
        if (within) {
            tree.bytes().words(first, entries);
        }
        tableEntries = within ? tree.tableEntries(target) : 0;
        int after = used + TreeShape.bits(tableEntries);
        if (tableEntries == 0 || after > Long.SIZE) {
            throw new DamagedException(tree.dangling(parentSlot, target, tree.shape().expected(used)));
        }
        int number = tableEntries == TreeShape.LARGE ? (int) (hash << used >>> 61) : 0;
        group = first + 8L * HashTree.GROUP * number;
        if (number > 0) {
            tree.bytes().words(group, entries);
        }
        pass((long) HashTree.GROUP * number);
        used = after;
    }

    private boolean probe(int home, Wanted wanted) {
        int extra = TreeEntry.extraOf(hash, used);
        boolean filters = TreeEntry.filters(used);
        for (int i = 0; i < HashTree.GROUP; i++) {
            int number = home + i & HashTree.GROUP - 1;
            slot = group + 8L * number;
            long entry = entries[number];
            if (entry == 0) {
                return false;
            }
            if (!tree.isPointer(entry) && TreeEntry.home(entry) == home
                    && (!filters || TreeEntry.extra(entry) == extra) && wanted.is(HashTree.target(entry))) {
                pass(number);
                return true;
            }
        }
        return false;
    }

    private boolean chain(long first, Wanted wanted) {
        SeenOffsets seen = new SeenOffsets();
        long from = parentSlot;
        chain = first;
        for (long at = first; at != 0; at = HashTree.target(tree.entry(from))) {
            if (!seen.add(at)) {
                throw new DamagedException(tree.again(from, at));
            }
            if (tree.used(at).filter(tree.shape()::isChain).isEmpty()) {
                throw new DamagedException(tree.dangling(from, at, "a chain"));
            }
            for (int i = 0; i < TreeChain.ENTRIES; i++) {
                slot = TreeChain.entries(at) + 8L * i;
                long target = HashTree.target(tree.entry(slot));
                if (target == 0) {
                    hole = hole == 0 ? slot : hole;
                } else if (wanted.is(target)) {
                    pass(i);
                    return true;
                }
            }
            pass(TreeChain.ENTRIES);
            from = TreeChain.nextOffset(at);
        }
        lastLink = from;
        return false;
    }

    private void pass(long entries) {
        if (coordinates.length > 0) {
            coordinates[level] += entries;
        }
    }

    int home() {
        return (int) (hash >>> (Long.SIZE - used) & HashTree.GROUP - 1);
    }

    /** Offset of the slot of what was found. */
    long slot() {
        return slot;
    }

    /** Offset of the group the way ended in. */
    long group() {
        return group;
    }

    /** Hash bits that led into the slots of that group. */
    int used() {
        return used;
    }

    /** Offset of the slot with the pointer to the table that group is in, or to the chain. */
    long parentSlot() {
        return parentSlot;
    }

    /** Entries of the table that group is in; 0 at the top level. */
    int tableEntries() {
        return tableEntries;
    }

    /** Whether the way ended in a chain. */
    boolean inChain() {
        return chain != 0;
    }

    /** Offset of the first hole of the chain, 0 when it has none. */
    long hole() {
        return hole;
    }

    /** Offset of the last link of a chain that was passed to its end. */
    long lastLink() {
        return lastLink;
    }

    /** The place of what was found, as walks count it; of a way that was made for it. */
    PartitionWalk.Place place() {
        return new PartitionWalk.Place(Arrays.copyOf(coordinates, level + 1));
    }
}
