package tdb2.engine.index;

import java.util.HexFormat;
import java.util.Optional;
import tdb2.engine.error.DamagedException;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.TreeChain;
import tdb2.engine.format.TreeEntry;
import tdb2.engine.index.PathStep.Kind;
import tdb2.engine.storage.SeenOffsets;

/** One lookup in the hash tree, each step written down. The way down is bounded: every level uses up hash bits. */
final class TreeSearch {

    private final HashTree tree;
    private final byte[] key;
    private final long hash;
    private final SearchSteps steps;

    TreeSearch(HashTree tree, byte[] key, long hash) {
        this.tree = tree;
        this.key = key;
        this.hash = hash;
        this.steps = new SearchSteps(tree.bytes(), key);
    }

    /** Looks from a group of the top level on, below which {@code used} hash bits are used. */
    Lookup run(long group, int used) {
        steps.step(Kind.HASH, -1, 0,
                "the hash of the " + key.length + "-byte key is 0x" + HexFormat.of().toHexDigits(hash));
        int home = (int) bits(used - 3, 3);
        steps.step(Kind.PARTITION, group, 8L * HashTree.GROUP,
                "its uppermost 7 bits " + binary(bits(0, 7), 7) + " choose group " + bits(0, 7)
                        + " of 128, the next 3 bits " + binary(home, 3) + " its home slot " + home);
        return group(group, home, used);
    }

    /** Probes a group of 8 from the home slot on. */
    private Lookup group(long group, int home, int used) {
        for (int i = 0; i < HashTree.GROUP; i++) {
            int slot = (home + i) % HashTree.GROUP;
            long at = group + 8L * slot;
            long entry = tree.entry(at);
            if (entry == 0) {
                steps.step(Kind.SLOT, at, 8, name(slot, i) + " is empty: here the run of entries ends");
                return steps.absent("an empty slot ends the search: the key is not there");
            }
            if (tree.isPointer(entry)) {
                if (i == 0) {
                    steps.step(Kind.SLOT, at, 8, name(slot, i) + " points to offset " + HashTree.target(entry)
                            + ": the bucket has moved down");
                    return descend(at, HashTree.target(entry), used);
                }
                steps.step(Kind.SLOT, at, 8,
                        name(slot, i) + " points to the sub-table of bucket " + slot + ": passed over");
            } else if (matches(at, entry, slot, i, home, used)) {
                Optional<RecordHeader> found = compare(at, HashTree.target(entry));
                if (found.isPresent()) {
                    return steps.found(found.get());
                }
            }
        }
        return steps.absent("all 8 slots of the group were looked at: the key is not there");
    }

    /** The filter before the record itself is read: home slot and the next 7 hash bits. */
    private boolean matches(long at, long entry, int slot, int distance, int home, int used) {
        int there = TreeEntry.home(entry);
        if (there != home) {
            steps.step(Kind.SLOT, at, 8,
                    name(slot, distance) + " holds an entry of bucket " + there + ", not of " + home
                            + ": passed over");
            return false;
        }
        int wanted = TreeEntry.extraOf(hash, used);
        if (TreeEntry.filters(used) && TreeEntry.extra(entry) != wanted) {
            steps.step(Kind.SLOT, at, 8, name(slot, distance) + ": the entry's 7 further hash bits are "
                    + binary(TreeEntry.extra(entry), 7) + ", the key's are " + binary(wanted, 7) + ": another key");
            return false;
        }
        steps.step(Kind.SLOT, at, 8, name(slot, distance) + ": home bucket and the 7 further hash bits "
                + binary(TreeEntry.extra(entry), 7) + " are those of the key");
        return true;
    }

    private Lookup descend(long slot, long target, int used) {
        Optional<RecordHeader> there = tree.used(target);
        if (used == Long.SIZE) {
            RecordHeader chain = there.filter(tree.shape()::isChain)
                    .orElseThrow(() -> new DamagedException(tree.dangling(slot, target, tree.shape().expected(used))));
            steps.step(Kind.TABLE, target, chain.length(),
                    "all 64 hash bits are used: a chain of records with the same hash");
            return chain(chain);
        }
        int entries = there.map(tree.shape()::tableEntries).orElse(0);
        int after = used + TreeShape.bits(entries);
        if (entries == 0 || after > Long.SIZE) {
            throw new DamagedException(tree.dangling(slot, target, tree.shape().expected(used)));
        }
        RecordHeader table = there.orElseThrow();
        int group = entries == TreeShape.LARGE ? (int) bits(used, 3) : 0;
        int home = (int) bits(after - 3, 3);
        steps.step(Kind.TABLE, target, table.length(), choice(entries, group, home, used));
        return group(table.valueOffset() + 8L * HashTree.GROUP * group, home, after);
    }

    private static String choice(int entries, int group, int home, int used) {
        if (entries == TreeShape.LARGE) {
            return "sub-table of 64 entries: after " + used + " used bits the next 3 bits " + binary(group, 3)
                    + " choose group " + group + ", the following 3 bits " + binary(home, 3) + " its home slot " + home;
        }
        return "sub-table of one group: after " + used + " used bits the next 3 bits " + binary(home, 3)
                + " choose its home slot " + home;
    }

    private Lookup chain(RecordHeader first) {
        SeenOffsets seen = new SeenOffsets();
        RecordHeader chain = first;
        seen.add(first.offset());
        while (true) {
            for (int i = 0; i < TreeChain.ENTRIES; i++) {
                long at = TreeChain.entries(chain.offset()) + 8L * i;
                long target = HashTree.target(tree.entry(at));
                Optional<RecordHeader> found = target == 0 ? Optional.empty() : compare(at, target);
                if (found.isPresent()) {
                    return steps.found(found.get());
                }
            }
            long link = TreeChain.nextOffset(chain.offset());
            long next = HashTree.target(tree.entry(link));
            if (next == 0) {
                return steps.absent("the end of the chain: the key is not there");
            }
            chain = tree.used(next).filter(tree.shape()::isChain)
                    .orElseThrow(() -> new DamagedException(tree.dangling(link, next, "a chain")));
            if (!seen.add(next)) {
                throw new DamagedException(tree.again(link, next));
            }
            steps.step(Kind.TABLE, next, chain.length(), "the chain goes on here");
        }
    }

    private Optional<RecordHeader> compare(long slot, long target) {
        return steps.compare(tree.data(target)
                .orElseThrow(() -> new DamagedException(tree.dangling(slot, target, "a record"))));
    }

    private static String name(int slot, int distance) {
        return distance == 0 ? "home slot " + slot : "slot " + slot;
    }

    /** {@code count} bits of the hash after the {@code used} uppermost ones. */
    private long bits(int used, int count) {
        return hash << used >>> (Long.SIZE - count);
    }

    private static String binary(long value, int digits) {
        String text = Long.toBinaryString(value);
        return "0".repeat(digits - text.length()) + text;
    }
}
