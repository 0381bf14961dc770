package tdb2.engine.inspect;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalLong;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.event.Progress;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.index.IndexListener;
import tdb2.engine.index.PartitionWalk;
import tdb2.engine.index.PartitionWalk.Place;

/**
 * What hangs below some partitions of an index, or below one sub-table, slot by slot as far as it can be drawn: what is
 * narrower than a picture can show is only counted. Immutable.
 *
 * @param roots the partitions in their order, or the one sub-table that was asked for; empty when that is not there
 * @param cut whether there was more to keep than {@value #MOST_LEAVES} records
 */
public record Outline(List<Node> roots, boolean cut) {

    /** Most records that are kept one by one. */
    public static final int MOST_LEAVES = 20_000;

    /** A table is opened when it takes at least this share of the picture. */
    private static final double NARROWEST = 1.0 / 300;
    private static final int BATCH = 4096;
    private static final int KEY_KEPT = 40;

    /** What a node is. */
    public enum Kind {
        PARTITION, TABLE, CHAIN
    }

    /**
     * A table with slots.
     *
     * @param kind what it is
     * @param partition the partition it belongs to
     * @param offset of its record, of a partition of its head
     * @param length bytes of that
     * @param slots how many slots it has
     * @param slot where it hangs in the node above
     * @param depth how deep records in its slots stand
     * @param records records in it and below
     * @param tables sub-tables and chains below it
     * @param deepest how deep the deepest record below it stands; -1 when there is none
     * @param open whether its nodes and leaves were kept
     * @param nodes what hangs in its slots
     * @param leaves the records in its slots
     */
    public record Node(Kind kind, int partition, long offset, long length, int slots, int slot, int depth, long records,
            long tables, int deepest, boolean open, List<Node> nodes, List<Leaf> leaves) {

        public Node {
            nodes = List.copyOf(nodes);
            leaves = List.copyOf(leaves);
        }

        /** Its own slots that are not empty. */
        public int filled() {
            return nodes.size() + leaves.size();
        }
    }

    /**
     * A record in a slot. The array is its own; do not change it.
     *
     * @param slot where in its node; records of a chain that leads from one to the next are all in slot 0
     * @param depth how deep it stands
     * @param record its header
     * @param key the first bytes of its key
     */
    public record Leaf(int slot, int depth, RecordHeader record, byte[] key) {}

    public Outline {
        roots = List.copyOf(roots);
    }

    /**
     * Walks some partitions, with bounded reads under the guard.
     *
     * @param focus offset of the sub-table to show alone; empty for the partitions themselves
     */
    public static Outline of(Assembly assembly, ReadGuard guard, int first, int count, OptionalLong focus,
            Progress progress) {
        var maker = new Maker(assembly, focus, 1.0 / count);
        for (int partition = first; partition < first + count; partition++) {
            progress.check(assembly.bytes().name(), (long) partition - first, count);
            maker.partition(guard, partition, progress);
        }
        return new Outline(maker.roots, maker.cut);
    }

    /** The node that is being filled. */
    private static final class Open {

        private final Kind kind;
        private final long offset;
        private final long length;
        private final long slotsAt;
        private final int slotLength;
        private final int slots;
        private final int slot;
        private final int depth;
        private final double width;
        private final List<Node> nodes = new ArrayList<>();
        private final List<Leaf> leaves = new ArrayList<>();
        private long records;
        private long tables;
        private int deepest = -1;

        Open(Kind kind, Span where, long slotsAt, int slotLength, int slot, int depth, double width) {
            this.kind = kind;
            this.offset = where.offset();
            this.length = where.length();
            this.slotsAt = slotsAt;
            this.slotLength = slotLength;
            this.slots = (int) Math.max(1, (offset + length - slotsAt) / slotLength);
            this.slot = slot;
            this.depth = depth;
            this.width = width;
        }

        boolean drawn() {
            return width >= NARROWEST;
        }

        boolean holds(long at) {
            return at >= offset && at < offset + length;
        }

        int slotAt(long at) {
            return holds(at) ? Math.clamp((at - slotsAt) / slotLength, 0, slots - 1) : 0;
        }

        Node done(int partition) {
            return new Node(kind, partition, offset, length, slots, slot, depth, records, tables, deepest, drawn(),
                    nodes,
                    leaves);
        }
    }

    /** Where something lies. */
    private record Span(long offset, long length) {}

    /** Makes the outline of one partition after the other. */
    private static final class Maker implements IndexListener {

        private final Assembly assembly;
        private final OptionalLong focus;
        private final double share;
        private final List<Node> roots = new ArrayList<>();
        private final Deque<Open> path = new ArrayDeque<>();
        private int partition;
        private int kept;
        private boolean cut;

        Maker(Assembly assembly, OptionalLong focus, double share) {
            this.assembly = assembly;
            this.focus = focus;
            this.share = share;
        }

        void partition(ReadGuard guard, int number, Progress progress) {
            partition = number;
            path.push(root());
            boolean[] more = { true };
            PartitionWalk[] steps = new PartitionWalk[1];
            while (more[0]) {
                progress.check(assembly.bytes().name(), 0, 0);
                guard.read(number, () -> {
                    if (steps[0] == null) {
                        steps[0] = assembly.index().walk(number, Place.START, this);
                    }
                    more[0] = batch(steps[0]);
                });
            }
            while (!path.isEmpty()) {
                close();
            }
        }

        private Open root() {
            long head = assembly.index().headOffset(partition);
            int slotLength = assembly.index().slotLength();
            boolean table = assembly.index().partitions() > partition + 1;
            long next = table ? assembly.index().headOffset(partition + 1) : head;
            long before = partition > 0 ? head - assembly.index().headOffset(partition - 1) : slotLength;
            long length = next > head ? next - head : before;
            return new Open(Kind.PARTITION, new Span(head, length), head, slotLength, 0, 0,
                    focus.isPresent() ? 0 : share);
        }

        private boolean batch(PartitionWalk walk) {
            for (int i = 0; i < BATCH; i++) {
                if (!walk.advance()) {
                    return false;
                }
                leaf(walk);
            }
            return true;
        }

        private void leaf(PartitionWalk walk) {
            leaveUnlessIn(walk.slotOffset());
            Open in = path.peek();
            in.records++;
            in.deepest = Math.max(in.deepest, walk.depth());
            if (in.drawn() && kept < MOST_LEAVES) {
                kept++;
                RecordHeader record = walk.record();
                int length = (int) Math.min(KEY_KEPT, record.keyLength());
                in.leaves.add(new Leaf(in.slotAt(walk.slotOffset()), walk.depth(), record,
                        assembly.bytes().bytes(record.keyOffset(), length)));
            } else {
                cut |= in.drawn();
            }
        }

        @Override
        public void table(RecordHeader table, long parentSlot, int level) {
            enter(Kind.TABLE, table, parentSlot);
        }

        @Override
        public void chain(RecordHeader chain, long parentSlot) {
            enter(Kind.CHAIN, chain, parentSlot);
        }

        private void enter(Kind kind, RecordHeader record, long parentSlot) {
            leaveUnlessIn(parentSlot);
            Open above = path.peek();
            boolean wanted = focus.isPresent() && focus.getAsLong() == record.offset();
            path.push(new Open(kind, new Span(record.offset(), record.headerLength() + record.valueLength()),
                    record.valueOffset(), 8, above.slotAt(parentSlot), above.depth + 1,
                    wanted ? 1 : above.width / above.slots));
        }

        /** Goes up to the table that has a slot. */
        private void leaveUnlessIn(long slot) {
            while (path.size() > 1 && !path.peek().holds(slot)) {
                close();
            }
        }

        private void close() {
            Open node = path.pop();
            Node done = node.done(partition);
            if (focus.isPresent() ? focus.getAsLong() == node.offset : path.isEmpty()) {
                roots.add(done);
            }
            if (!path.isEmpty()) {
                Open above = path.peek();
                above.records += node.records;
                above.tables += node.tables + 1;
                above.deepest = Math.max(above.deepest, node.deepest);
                if (above.drawn()) {
                    above.nodes.add(done);
                }
            }
        }
    }
}
