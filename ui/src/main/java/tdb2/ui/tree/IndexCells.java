package tdb2.ui.tree;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;

import tdb2.engine.format.RecordHeader;
import tdb2.engine.inspect.IndexProfile;
import tdb2.engine.inspect.IndexProfile.Bin;
import tdb2.engine.inspect.Outline;
import tdb2.engine.inspect.Outline.Leaf;
import tdb2.engine.inspect.Outline.Node;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.RegionStyle;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.ByteText;
import tdb2.ui.widgets.CellPicture.Cell;
import tdb2.ui.workbench.Span;

/** Lays out the cells of the picture of an index. Immutable once made. */
final class IndexCells {

    private static final Texts TEXTS = Texts.of(IndexCells.class);
    private static final int MOST_ROWS = 64;
    /** A cell that is not empty can always be told from one that is. */
    private static final double FAINTEST = 0.2;

    private final Shape shape;
    private final List<Cell<Spot>> cells = new ArrayList<>();
    private int rows = 1;
    private int firstDepth;

    /**
     * What is told of the index of a file.
     *
     * @param tree whether it is a tree
     * @param word what a partition is called
     * @param depthWord what a row is called: "Level", "Hop"
     * @param firstDepth how deep the highest records stand
     * @param headLength bytes of the head of a partition
     * @param firstHead offset of the head of partition 0
     */
    record Shape(boolean tree, String word, String depthWord, int firstDepth, long headLength, long firstHead) {

        Span heads(int first, int count) {
            return new Span(firstHead + first * headLength, count * headLength);
        }
    }

    private IndexCells(Shape shape) {
        this.shape = shape;
    }

    /** Bins of partitions, whatever their number. */
    static IndexCells of(Shape shape, IndexProfile profile) {
        var made = new IndexCells(shape);
        made.firstDepth = shape.firstDepth();
        made.rows = Math.max(1, profile.deepest() + 1 - shape.firstDepth());
        for (int row = 0; row < made.rows; row++) {
            made.addRow(profile, row);
        }
        return made;
    }

    /** Slots of partitions or of a sub-table. */
    static IndexCells of(Shape shape, Outline outline) {
        var made = new IndexCells(shape);
        List<Node> roots = outline.roots();
        made.firstDepth = roots.isEmpty() ? 0 : roots.getFirst().depth() + shape.firstDepth();
        made.rows = 1;
        for (Node root : roots) {
            made.rows = Math.max(made.rows, made.depthOf(root, root));
        }
        for (int i = 0; i < roots.size(); i++) {
            made.add(roots.get(i), roots.get(i), (double) i / roots.size(), 1.0 / roots.size());
        }
        return made;
    }

    List<Cell<Spot>> cells() {
        return cells;
    }

    int rows() {
        return rows;
    }

    int firstDepth() {
        return firstDepth;
    }

    private void addRow(IndexProfile profile, int row) {
        int depth = shape.firstDepth() + row;
        long most = profile.bins().stream().mapToLong(bin -> bin.at(depth)).max().orElse(1);
        for (Bin bin : profile.bins()) {
            long count = bin.at(depth);
            if (count > 0 || row == 0) {
                double x = (double) (bin.first() - profile.first()) / profile.partitions();
                cell(x, (double) bin.count() / profile.partitions(), spot(bin, row, count, most));
            }
        }
    }

    private Spot spot(Bin bin, int row, long count, long most) {
        double share = shape.tree() ? (double) count / Math.max(1, most) : (double) count / bin.count();
        String name = bin.count() == 1
                ? shape.word() + " " + bin.first()
                : TEXTS.get("partitions", shape.word(), bin.first(), bin.first() + bin.count() - 1);
        String words = TEXTS.get("bin.words", name, bin.records(), bin.most(), bin.tables(), shape.depthWord(),
                shape.firstDepth() + row, count);
        boolean below = count == 0 && bin.records() > 0; // its slots lead further down
        return new Spot(bin.records() == 0 ? Spot.Kind.EMPTY : Spot.Kind.PARTITIONS, bin.first(), bin.count(), row,
                shape.heads(bin.first(), bin.count()), bin.records(), Optional.empty(),
                below ? RegionStyle.SUB_TABLE : RegionStyle.KEY,
                below ? FAINTEST : Math.min(0.99, FAINTEST + (1 - FAINTEST) * share),
                count == 0 ? "" : Formats.count(count), words);
    }

    private int depthOf(Node node, Node root) {
        int deepest = row(node, root) + 1;
        for (Leaf leaf : node.leaves()) {
            deepest = Math.max(deepest, row(leaf, node, root) + 1);
        }
        for (Node below : node.nodes()) {
            deepest =
                    Math.max(deepest, below.open() && below.filled() > 0 ? depthOf(below, root) : row(node, root) + 1);
        }
        return Math.min(deepest, MOST_ROWS);
    }

    private static int row(Node node, Node root) {
        return node.depth() - root.depth();
    }

    /** In a chain each record is a hop below the one before. */
    private int row(Leaf leaf, Node node, Node root) {
        return node.slots() == 1 && shape.firstDepth() > 0 ? leaf.depth() - shape.firstDepth() : row(node, root);
    }

    private void add(Node node, Node root, double x, double width) {
        int row = row(node, root);
        if (row >= rows) {
            return;
        }
        double each = width / node.slots();
        var filled = new BitSet();
        for (Leaf leaf : node.leaves()) {
            filled.set(leaf.slot());
            if (row(leaf, node, root) < rows) {
                cell(x + leaf.slot() * each, each, spot(leaf, node, row(leaf, node, root)));
            }
        }
        for (Node below : node.nodes()) {
            filled.set(below.slot());
            cell(x + below.slot() * each, each, spot(below, row));
            if (below.open()) {
                add(below, root, x + below.slot() * each, each);
            }
        }
        for (int slot = filled.nextClearBit(0); slot < node.slots(); slot = filled.nextClearBit(slot + 1)) {
            cell(x + slot * each, each, empty(node, slot, row));
        }
    }

    private Spot spot(Leaf leaf, Node node, int row) {
        RecordHeader header = leaf.record();
        boolean dead = header.role() == RecordHeader.Role.DEAD;
        String key = ByteText.readable(leaf.key());
        return new Spot(Spot.Kind.RECORD, node.partition(), 1, row, new Span(header.offset(), header.length()), 1,
                Optional.of(header), dead ? RegionStyle.DEAD : RegionStyle.KEY, 1, key,
                TEXTS.get(dead ? "dead.words" : "record.words", key, shape.word() + " " + node.partition(),
                        shape.depthWord(), leaf.depth(), Formats.offset(header.offset())));
    }

    private Spot spot(Node node, int row) {
        RegionStyle style = node.kind() == Outline.Kind.CHAIN ? RegionStyle.CHAIN : RegionStyle.SUB_TABLE;
        return new Spot(Spot.Kind.TABLE, node.partition(), 1, row, new Span(node.offset(), node.length()),
                node.records(), Optional.empty(), style, 1, Formats.count(node.records()),
                TEXTS.get(node.open() ? "table.words" : "table.closed.words", style.label(),
                        Formats.offset(node.offset()), node.slots(), node.filled(), node.records(), node.tables(),
                        shape.depthWord(), node.deepest()));
    }

    private Spot empty(Node node, int slot, int row) {
        long slotLength = node.kind() == Outline.Kind.PARTITION ? node.length() / node.slots() : Long.BYTES;
        long at = node.offset() + node.length() - slotLength * (node.slots() - slot);
        return new Spot(Spot.Kind.EMPTY, node.partition(), 1, row, new Span(at, slotLength), 0, Optional.empty(),
                RegionStyle.HASH_TABLE, 0, "", TEXTS.get("empty.words", slot, shape.word() + " " + node.partition()));
    }

    private void cell(double x, double width, Spot spot) {
        cells.add(new Cell<>(x, (double) spot.row() / rows, width, 1.0 / rows, spot));
    }
}
