package tdb2.ui.space;

import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

import javax.swing.UIManager;

import tdb2.ui.theme.Formats;
import tdb2.ui.theme.RegionStyle;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.CellPicture;

/**
 * The bytes of a file row by row or along a curve, a cell for some of them, filled with the kinds they belong to as far as each has a share.
 * Event thread only.
 */
final class SpaceMap extends CellPicture<Stretch> {

    private static final Texts TEXTS = Texts.of(SpaceMap.class);
    private static final int NAMED = 5;
    private static final RegionStyle[] STYLES = RegionStyle.values();
    private transient List<Long> rows = List.of();
    private Order order = Order.ROWS;

    SpaceMap() {
        super("space.picture");
        setPreferredSize(new Dimension(Theme.grid(160), Theme.grid(90)));
    }

    void show(SpaceSample sample, Order wanted) {
        order = wanted;
        boolean curve = wanted == Order.HILBERT;
        int columns = curve ? Order.side(sample.cells().size()) : SpaceSample.COLUMNS;
        int height = curve ? columns : sample.rows();
        var cells = new ArrayList<Cell<Stretch>>();
        var starts = new ArrayList<Long>();
        for (int i = 0; i < sample.cells().size(); i++) {
            Stretch stretch = sample.cells().get(i);
            int place = curve ? Order.place(columns, i) : i;
            cells.add(new Cell<>((double) (place % columns) / columns, (double) (place / columns) / height,
                    1.0 / columns, 1.0 / height, stretch));
            if (i % SpaceSample.COLUMNS == 0) {
                starts.add(stretch.span().offset());
            }
        }
        rows = starts;
        cells(cells);
    }

    /** Offsets stand beside rows; a curve has none. */
    private int left() {
        if (order == Order.HILBERT) {
            return 1;
        }
        return getFontMetrics(Theme.small()).stringWidth(Formats.offset(0)) + Theme.grid(3);
    }

    /** Few rows are not stretched over all the room. */
    @Override
    protected Rectangle area() {
        int left = left();
        int height = order == Order.HILBERT
                ? getHeight() - 3
                : Math.min(getHeight() - 3, Math.max(1, rows.size()) * Theme.grid(8));
        return new Rectangle(left, 1, Math.max(1, getWidth() - left - Theme.grid(1)), Math.max(1, height));
    }

    @Override
    protected Rectangle room(Graphics2D g) {
        Rectangle area = area();
        if (order == Order.HILBERT) {
            return area;
        }
        var metrics = g.getFontMetrics();
        int step = Math.max(1, rows.size() * metrics.getHeight() / Math.max(1, area.height) + 1);
        g.setColor(UIManager.getColor("Label.foreground"));
        for (int row = 0; row < rows.size(); row += step) {
            int y = area.y + area.height * row / rows.size();
            if (y + metrics.getAscent() <= area.y + area.height || row == 0) {
                g.drawString(Formats.offset(rows.get(row)), 0, y + metrics.getAscent());
            }
        }
        return area;
    }

    @Override
    protected void paint(Graphics2D g, Stretch stretch, Rectangle where) {
        int gap = where.width > 6 && where.height > 6 ? 1 : 0;
        long known = stretch.known();
        g.setColor(UIManager.getColor("Table.background"));
        g.fillRect(where.x, where.y, where.width - gap, where.height - gap);
        long before = 0;
        for (int kind = 0; kind < STYLES.length; kind++) {
            long bytes = stretch.bytes()[kind];
            if (bytes > 0) {
                int from = (int) (before * (where.width - gap) / known);
                before += bytes;
                int to = (int) (before * (where.width - gap) / known);
                STYLES[kind].fill(g, new Rectangle(where.x + from, where.y, to - from, where.height - gap));
            }
        }
        if (stretch.faults() > 0) {
            g.setColor(RegionStyle.DAMAGE.color());
            g.drawRect(where.x, where.y, where.width - 1, where.height - 1);
            g.drawLine(where.x, where.y, where.x + where.width - 1, where.y + where.height - 1);
            g.drawLine(where.x, where.y + where.height - 1, where.x + where.width - 1, where.y);
        }
    }

    @Override
    protected String words(Stretch stretch) {
        long known = Math.max(1, stretch.known());
        return TEXTS.get(stretch.faults() > 0 ? "map.words.faults" : "map.words",
                Formats.offset(stretch.span().offset()), Formats.size(stretch.span().length()), shares(stretch, known),
                stretch.faults());
    }

    /** The kinds that most of some bytes belong to: "value 60 %, free space 22 %". */
    static String shares(Stretch stretch, long whole) {
        return stretch.kinds().stream().limit(NAMED)
                .map(style -> TEXTS.get("map.share", style.label(),
                        Formats.percent((double) stretch.of(style) / whole)))
                .collect(Collectors.joining(", "));
    }
}
