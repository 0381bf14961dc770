package tdb2.engine.index;

import tdb2.engine.format.TreeEntry;
import tdb2.engine.format.WritableBytes;

/**
 * A group of 8 slots of the hash tree that is changed, its partition locked (spec tdb2-native, "Hash entry"). Entries
 * probe from their home slot on, wrapping; a pointer stands in its home slot and never moves.
 *
 * @param shape how its entries are read
 * @param at offset of the first slot
 */
record TreeGroup(WritableBytes bytes, TreeEntry shape, long at) {

    private static final int SLOTS = HashTree.GROUP;

    long entry(int slot) {
        return bytes.u64(at + 8L * slot);
    }

    void put(int slot, long entry) {
        bytes.put(at + 8L * slot, entry);
    }

    /** Whether every slot holds a pointer. */
    boolean isAllPointers() {
        long[] entries = entries();
        for (int slot = 0; slot < SLOTS; slot++) {
            if (!isPointer(entries[slot])) {
                return false;
            }
        }
        return true;
    }

    private long[] entries() {
        long[] entries = new long[SLOTS];
        bytes.reading().words(at, entries);
        return entries;
    }

    /** The first empty slot from a home slot on, -1 when the group is full. */
    int empty(int home) {
        long[] entries = entries();
        for (int i = 0; i < SLOTS; i++) {
            int slot = home + i & SLOTS - 1;
            if (entries[slot] == 0) {
                return slot;
            }
        }
        return -1;
    }

    private boolean isPointer(long entry) {
        return entry != 0 && shape.isPointer(entry);
    }

    boolean isRecord(long entry) {
        return entry != 0 && !shape.isPointer(entry);
    }

    /**
     * Takes what is in a slot away: each follower that is nearer to its home in the hole is copied there, and the last
     * hole is emptied last. So nobody is ever missing, and one may be there twice.
     */
    void remove(int slot) {
        int hole = slot;
        for (int i = 1; i < SLOTS; i++) {
            int from = slot + i & SLOTS - 1;
            long entry = entry(from);
            if (entry == 0) {
                break;
            }
            int home = TreeEntry.home(entry);
            if (!isPointer(entry) && distance(home, hole) < distance(home, from)) {
                put(hole, entry);
                hole = from;
            }
        }
        put(hole, 0);
    }

    private static int distance(int home, int slot) {
        return slot - home & SLOTS - 1;
    }

    /** Whether no killed writer left anything in a group: the rule, seen in one look. */
    boolean isClean(long[] entries) {
        for (int slot = 0; slot < SLOTS; slot++) {
            long entry = entries[slot];
            int home = TreeEntry.home(entry);
            if (home == slot || !isRecord(entry)) {
                continue;
            }
            if (isPointer(entries[home])) {
                return false;
            }
            for (int before = home; before != slot; before = before + 1 & SLOTS - 1) {
                if (entries[before] == entry) {
                    return false;
                }
            }
        }
        return true;
    }

    /** The slot of an entry that stands nearer to its home elsewhere in the group; -1 when there is none. */
    int doubled() {
        for (int slot = 0; slot < SLOTS; slot++) {
            long entry = entry(slot);
            if (isRecord(entry) && nearer(slot, entry)) {
                return slot;
            }
        }
        return -1;
    }

    private boolean nearer(int slot, long entry) {
        int home = TreeEntry.home(entry);
        for (int i = 0; i < distance(home, slot); i++) {
            if (entry(home + i & SLOTS - 1) == entry) {
                return true;
            }
        }
        return false;
    }

    /** A slot whose home slot holds a pointer, from a slot on; -1 when there is none. */
    int strandedFrom(int first) {
        for (int slot = first; slot < SLOTS; slot++) {
            long entry = entry(slot);
            if (isRecord(entry) && isPointer(entry(TreeEntry.home(entry)))) {
                return slot;
            }
        }
        return -1;
    }

    /** Any slot with a record of a bucket; -1 when there is none. */
    int ofBucket(int bucket) {
        for (int slot = 0; slot < SLOTS; slot++) {
            long entry = entry(slot);
            if (isRecord(entry) && TreeEntry.home(entry) == bucket) {
                return slot;
            }
        }
        return -1;
    }

    /** The fullest bucket whose home slot holds a record of its own; -1 when there is none. */
    int fullest() {
        int[] count = new int[SLOTS];
        boolean[] home = new boolean[SLOTS];
        for (int slot = 0; slot < SLOTS; slot++) {
            long entry = entry(slot);
            if (isRecord(entry)) {
                int bucket = TreeEntry.home(entry);
                count[bucket]++;
                home[bucket] |= bucket == slot;
            }
        }
        int fullest = -1;
        for (int bucket = 0; bucket < SLOTS; bucket++) {
            if (home[bucket] && (fullest < 0 || count[bucket] > count[fullest])) {
                fullest = bucket;
            }
        }
        return fullest;
    }
}
