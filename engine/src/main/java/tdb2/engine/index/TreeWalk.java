package tdb2.engine.index;

import java.util.Optional;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.TreeChain;
import tdb2.engine.format.TreeEntry;
import tdb2.engine.storage.SeenOffsets;

/**
 * Walks one group of the top level and all below it, in the order of slots. A place is the slot on each level, of a chain
 * the slot counted over all its records.
 *
 * <p>
 * A process killed while it changed a group may leave an entry twice in it, or an entry in a group whose home slot leads
 * to the sub-table the entry was moved to. Both are passed over by what stands in the group alone, not by what was seen
 * before, so that a walk that was resumed tells no record twice.
 */
final class TreeWalk implements PartitionWalk {

    /** Levels: the top, 18 of three bits each, a chain; a damaged file has no more. */
    private static final int LEVELS = 1 + 18 + 1;
    /** How many entries one walk looks at in all to tell leftovers of a kill from damage. */
    private static final int LEFTOVER_BUDGET = 1 << 20;

    private final HashTree tree;
    private final IndexListener listener;
    private final SeenOffsets seen = new SeenOffsets();
    private final TreeFrame[] frames = new TreeFrame[LEVELS];
    private int depth;
    private RecordHeader record;
    private int budget = LEFTOVER_BUDGET;

    TreeWalk(HashTree tree, TreeFrame top, Place from, IndexListener listener) {
        this.tree = tree;
        this.listener = listener;
        frames[0] = top;
        resume(from.coordinates());
    }

    @Override
    public boolean advance() {
        while (depth >= 0) {
            TreeFrame frame = frames[depth];
            if (!frame.hasNext()) {
                leave(frame);
                continue;
            }
            long entry = frame.step(tree.bytes());
            if (entry == 0) {
                continue;
            }
            if (!frame.isChain() && tree.isPointer(entry)) {
                enter(frame, HashTree.target(entry), listener);
            } else if (deliver(frame, entry)) {
                return true;
            }
        }
        return false;
    }

    private void leave(TreeFrame frame) {
        if (!frame.isChain() || !link(frame, listener)) {
            depth--;
        }
    }

    /** Goes on with the next record of a chain. */
    private boolean link(TreeFrame frame, IndexListener told) {
        long at = frame.linkOffset();
        long next = HashTree.target(tree.entry(at));
        if (next == 0) {
            return false;
        }
        Optional<RecordHeader> chain = tree.used(next).filter(tree.shape()::isChain);
        if (chain.isEmpty()) {
            told.damaged(tree.dangling(at, next, "a chain"));
            return false;
        }
        if (!seen.add(next)) {
            told.damaged(tree.again(at, next));
            return false;
        }
        told.chain(chain.get(), at);
        frame.follow(next);
        return true;
    }

    /** Descends into what a pointer leads to, if it is sound. */
    private boolean enter(TreeFrame frame, long target, IndexListener told) {
        long slot = frame.slotOffset();
        Optional<TreeFrame> below = tree.used(target).flatMap(table -> frame(frame.used(), table));
        if (below.isEmpty()) {
            told.damaged(tree.dangling(slot, target, tree.shape().expected(frame.used())));
            return false;
        }
        if (!seen.add(target)) {
            told.damaged(tree.again(slot, target));
            return false;
        }
        tell(told, below.get(), target, slot);
        frames[++depth] = below.get();
        return true;
    }

    private void tell(IndexListener told, TreeFrame below, long target, long slot) {
        tree.used(target).ifPresent(table -> {
            if (below.isChain()) {
                told.chain(table, slot);
            } else {
                told.table(table, slot, depth + 1);
            }
        });
    }

    private Optional<TreeFrame> frame(int used, RecordHeader table) {
        if (used == Long.SIZE) {
            return tree.shape().isChain(table) ? Optional.of(TreeFrame.chain(table.offset())) : Optional.empty();
        }
        int entries = tree.shape().tableEntries(table);
        int after = used + TreeShape.bits(entries);
        return entries == 0 || after > Long.SIZE
                ? Optional.empty()
                : Optional.of(new TreeFrame(table.valueOffset(), entries, after));
    }

    private boolean deliver(TreeFrame frame, long entry) {
        if (!frame.isChain() && isLeftover(frame, entry)) {
            return false;
        }
        long slot = frame.slotOffset();
        long target = HashTree.target(entry);
        Optional<RecordHeader> found = tree.data(target);
        if (found.isEmpty()) {
            listener.damaged(tree.dangling(slot, target, "a record"));
            listener.missing(target);
            return false;
        }
        if (!seen.add(target)) {
            listener.damaged(tree.again(slot, target));
            return false;
        }
        record = found.get();
        return true;
    }

    /** Whether a killed writer left this entry behind: the record is told elsewhere. */
    private boolean isLeftover(TreeFrame frame, long entry) {
        int slot = frame.slotInGroup();
        long target = HashTree.target(entry);
        for (int before = 0; before < slot; before++) {
            long other = frame.neighbour(before);
            if (other != 0 && !tree.isPointer(other) && HashTree.target(other) == target) {
                return true;
            }
        }
        int home = TreeEntry.home(entry);
        long pointer = frame.neighbour(home);
        return home != slot && tree.isPointer(pointer) && holds(frame, HashTree.target(pointer), target);
    }

    /** Whether the sub-table a pointer leads to holds an entry of a record, on whatever level. */
    private boolean holds(TreeFrame frame, long table, long target) {
        Optional<TreeFrame> below = tree.used(table).flatMap(t -> frame(frame.used(), t));
        if (below.isEmpty()) {
            return false;
        }
        SeenOffsets entered = new SeenOffsets();
        TreeFrame[] way = new TreeFrame[LEVELS + 1];
        way[0] = below.get();
        int level = 0;
        while (level >= 0 && budget-- > 0) {
            TreeFrame here = way[level];
            if (!here.hasNext()) {
                level--;
                continue;
            }
            long entry = here.step(tree.bytes());
            if (entry == 0) {
                continue;
            }
            long to = HashTree.target(entry);
            if (here.isChain() || !tree.isPointer(entry)) {
                if (to == target) {
                    return true;
                }
            } else if (entered.add(to)) {
                Optional<TreeFrame> next = tree.used(to).flatMap(t -> frame(here.used(), t));
                if (next.isPresent()) {
                    way[++level] = next.get();
                }
            }
        }
        return false;
    }

    /** Goes back to a place, as far as the way to it still exists. */
    private void resume(long[] place) {
        for (int level = 0; level < place.length; level++) {
            TreeFrame frame = frames[depth];
            long slot = place[level];
            while (frame.isChain() && slot >= TreeChain.ENTRIES && link(frame, IndexListener.NONE)) {
                slot -= TreeChain.ENTRIES;
            }
            frame.seek(slot);
            if (!frame.hasNext()) {
                return;
            }
            long entry = frame.step(tree.bytes());
            boolean pointer = !frame.isChain() && tree.isPointer(entry);
            boolean last = level == place.length - 1;
            if (last && pointer) {
                // the group exploded meanwhile: rather tell a record twice than not at all
                frame.seek(slot);
            }
            if (last) {
                return;
            }
            if (!pointer || !enter(frame, HashTree.target(entry), IndexListener.NONE)) {
                frame.seek(slot);
                return;
            }
        }
    }

    @Override
    public RecordHeader record() {
        return record;
    }

    @Override
    public long slotOffset() {
        return frames[depth].slotOffset();
    }

    @Override
    public Place place() {
        long[] coordinates = new long[depth + 1];
        for (int level = 0; level <= depth; level++) {
            coordinates[level] = frames[level].coordinate();
        }
        return new Place(coordinates);
    }

    @Override
    public int depth() {
        return depth;
    }
}
