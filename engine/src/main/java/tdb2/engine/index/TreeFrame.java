package tdb2.engine.index;

import tdb2.engine.format.TreeChain;
import tdb2.engine.storage.Bytes;

/** One level of a walk down the hash tree: a group, a sub-table, or a sequence of chain records. */
final class TreeFrame {

    private final int slots;
    private final int used;
    private final boolean chain;
    private final long[] group = new long[HashTree.GROUP];
    private long base;
    private int next;
    private int loaded = -1;
    private long links;

    /** A table or group of {@code slots} entries that begin at {@code base}; {@code used} hash bits led into its slots. */
    TreeFrame(long base, int slots, int used) {
        this(base, slots, used, false);
    }

    private TreeFrame(long base, int slots, int used, boolean chain) {
        this.base = base;
        this.slots = slots;
        this.used = used;
        this.chain = chain;
    }

    /** A chain that begins with the record at an offset. */
    static TreeFrame chain(long record) {
        return new TreeFrame(TreeChain.entries(record), TreeChain.ENTRIES, Long.SIZE, true);
    }

    boolean isChain() {
        return chain;
    }

    int used() {
        return used;
    }

    boolean hasNext() {
        return next < slots;
    }

    /** Steps to the next slot and answers its entry; groups are read whole, so that a look at a neighbour is cheap. */
    long step(Bytes bytes) {
        int number = next / HashTree.GROUP;
        if (number != loaded) {
            bytes.words(base + 8L * HashTree.GROUP * number, group);
            loaded = number;
            prefetch(bytes);
        }
        return group[next++ % HashTree.GROUP];
    }

    /** What the group leads to lies anywhere: asked for at once, it is waited for once. */
    private void prefetch(Bytes bytes) {
        long[] targets = new long[HashTree.GROUP];
        for (int slot = 0; slot < HashTree.GROUP; slot++) {
            targets[slot] = HashTree.target(group[slot]);
        }
        bytes.prefetch(targets);
    }

    /** The slot in its group that was stepped to last. */
    int slotInGroup() {
        return (next - 1) % HashTree.GROUP;
    }

    /** Another slot of the group stood in. */
    long neighbour(int slot) {
        return group[slot];
    }

    /** Offset in the file of the slot stepped to last. */
    long slotOffset() {
        return base + 8L * (next - 1);
    }

    /** Offset in the file of the word that names the next chain record. */
    long linkOffset() {
        return base + 8L * TreeChain.ENTRIES;
    }

    /** Goes on in the next record of a chain. */
    void follow(long record) {
        base = TreeChain.entries(record);
        next = 0;
        loaded = -1;
        links++;
    }

    /** Which slot was stepped to last, counted over all records of a chain. */
    long coordinate() {
        return links * slots + next - 1;
    }

    /** Goes to a slot of the table or chain record stood in, so that {@link #step} reads it next. */
    void seek(long slot) {
        next = Math.clamp(slot, 0, slots);
    }

    int slots() {
        return slots;
    }
}
