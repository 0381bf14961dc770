package tdb2.ui.learn;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

import javax.swing.UIManager;

import tdb2.engine.lab.Structure;
import tdb2.engine.lab.Structure.Kind;
import tdb2.engine.lab.Structure.Slot;
import tdb2.engine.lab.Structure.Table;
import tdb2.ui.theme.Contrast;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.RegionStyle;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.CellPicture;

/**
 * A top-level group with all that hangs below it: a row for each level, in it the tables of that level side by side, every
 * slot of the same width, and a line from the slot to the table it leads to. Event thread only.
 */
final class TreePicture extends CellPicture<SlotSpot> {

    private static final Texts TEXTS = Texts.of(TreePicture.class);
    /** Fewest slots that a row has room for, so that a single group is not stretched over all of it. */
    private static final int LEAST = 16;
    private static final double GAP = 1.0;
    private static final double FILLED = 0.62;

    private transient List<Line> lines = List.of();
    private transient Map<Long, Cell<SlotSpot>> places = Map.of();

    /** From a slot to the table below. */
    private record Line(long slot, long firstBelow, long lastBelow) {}

    TreePicture() {
        super("walk.tree.picture");
    }

    /** Shows a moment. */
    void show(Walked walked, int steps) {
        Structure now = walked.structures().get(steps);
        int rows = now.deepest() + 1;
        double[] widths = new double[rows];
        now.tables().forEach(table -> widths[table.level()] += table.slots().size() + GAP);
        double widest = LEAST;
        for (double width : widths) {
            widest = Math.max(widest, width);
        }
        double[] next = new double[rows];
        for (int row = 0; row < rows; row++) {
            next[row] = (widest - widths[row]) / 2;
        }
        Map<Long, Cell<SlotSpot>> made = new HashMap<>();
        List<Cell<SlotSpot>> cells = new ArrayList<>();
        List<Line> led = new ArrayList<>();
        for (Table table : now.tables()) {
            for (int i = 0; i < table.slots().size(); i++) {
                Slot slot = table.slots().get(i);
                var cell = new Cell<>((next[table.level()] + i) / widest, (table.level() + (1 - FILLED) / 2) / rows,
                        1 / widest, FILLED / rows, spot(walked, steps, table, i, slot));
                cells.add(cell);
                made.put(slot.offset(), cell);
            }
            next[table.level()] += table.slots().size() + GAP;
            if (table.parent() != 0) {
                led.add(new Line(table.parent(), table.offset(), table.slots().getLast().offset()));
            }
        }
        places = made;
        lines = led;
        setPreferredSize(new Dimension(Theme.grid(60), Math.max(Theme.grid(24), rows * Theme.grid(11))));
        revalidate();
        cells(cells);
    }

    private static SlotSpot spot(Walked walked, int steps, Table table, int number, Slot slot) {
        boolean changed = walked.changed(steps, slot.offset(), slot.offset() + Long.BYTES);
        RegionStyle style = switch (slot.kind()) {
            case RECORD -> RegionStyle.KEY;
            case TABLE -> RegionStyle.SUB_TABLE;
            case CHAIN -> RegionStyle.CHAIN;
            case EMPTY, GROUP -> RegionStyle.HASH_TABLE;
        };
        String words = TEXTS.get("walk.slot." + slot.kind(), number, TEXTS.get("walk.table." + table.kind()),
                Formats.offset(table.offset()), slot.key(), Formats.offset(slot.target()));
        return new SlotSpot(slot.offset(), style, slot.kind() == Kind.EMPTY, changed,
                slot.kind() == Kind.RECORD ? slot.key() : slot.kind() == Kind.EMPTY ? "" : style.glyph(),
                changed ? TEXTS.get("walk.changed", words) : words);
    }

    @Override
    protected Rectangle area() {
        return new Rectangle(2, 2, Math.max(1, getWidth() - 5), Math.max(1, getHeight() - 5));
    }

    @Override
    protected Rectangle room(Graphics2D g) {
        Rectangle area = area();
        g.setColor(UIManager.getColor("Label.disabledForeground"));
        g.setStroke(new BasicStroke(1.2f));
        for (Line line : lines) {
            Cell<SlotSpot> slot = places.get(line.slot);
            Cell<SlotSpot> first = places.get(line.firstBelow);
            Cell<SlotSpot> last = places.get(line.lastBelow);
            if (slot != null && first != null && last != null) {
                int top = y(area, slot.y() + slot.height());
                int bottom = y(area, first.y()) - 1;
                g.drawLine(x(area, slot.x()), top, x(area, first.x()), bottom);
                g.drawLine(x(area, slot.x() + slot.width()), top, x(area, last.x() + last.width()), bottom);
            }
        }
        return area;
    }

    private static int x(Rectangle area, double share) {
        return (int) Math.round(area.x + share * area.width);
    }

    private static int y(Rectangle area, double share) {
        return (int) Math.round(area.y + share * area.height);
    }

    @Override
    protected void paint(Graphics2D g, SlotSpot spot, Rectangle where) {
        Color ground = spot.empty() ? UIManager.getColor("Table.background") : spot.style().color();
        g.setColor(ground);
        g.fill(where);
        if (!spot.empty()) {
            spot.style().fill(g, where);
        }
        g.setColor(UIManager.getColor("Component.borderColor"));
        g.setStroke(new BasicStroke(1));
        g.drawRect(where.x, where.y, where.width, where.height);
        label(g, spot.label(), where, ground);
        if (spot.label().length() == 1 && where.width > g.getFontMetrics().stringWidth(spot.label())) {
            g.setColor(Contrast.ink(ground));
            g.drawString(spot.label(), where.x + (where.width - g.getFontMetrics().stringWidth(spot.label())) / 2,
                    where.y + (where.height - g.getFontMetrics().getHeight()) / 2 + g.getFontMetrics().getAscent());
        }
    }

    @Override
    protected String words(SlotSpot spot) {
        return spot.words();
    }
}
