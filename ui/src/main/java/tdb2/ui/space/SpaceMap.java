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
 * The bytes of a file row by row, a cell for some of them, filled with the kinds they belong to as far as each has a share.
 * Event thread only.
 */
final class SpaceMap extends CellPicture<Stretch> {

    private static final Texts TEXTS = Texts.of(SpaceMap.class);
    private static final int NAMED = 5;
    private transient List<Long> rows = List.of();

    SpaceMap() {
        super("space.picture");
        setPreferredSize(new Dimension(Theme.grid(160), Theme.grid(90)));
    }

    void show(SpaceSample sample) {
        var cells = new ArrayList<Cell<Stretch>>();
        var starts = new ArrayList<Long>();
        for (int i = 0; i < sample.cells().size(); i++) {
            Stretch stretch = sample.cells().get(i);
            cells.add(new Cell<>((double) (i % SpaceSample.COLUMNS) / SpaceSample.COLUMNS,
                    (double) (i / SpaceSample.COLUMNS) / sample.rows(), 1.0 / SpaceSample.COLUMNS, 1.0 / sample.rows(),
                    stretch));
            if (i % SpaceSample.COLUMNS == 0) {
                starts.add(stretch.span().offset());
            }
        }
        rows = starts;
        cells(cells);
    }

    private int left() {
        return getFontMetrics(Theme.small()).stringWidth(Formats.offset(0)) + Theme.grid(3);
    }

    /** Few rows are not stretched over all the room. */
    @Override
    protected Rectangle area() {
        int left = left();
        int height = Math.min(getHeight() - 3, Math.max(1, rows.size()) * Theme.grid(8));
        return new Rectangle(left, 1, Math.max(1, getWidth() - left - Theme.grid(1)), Math.max(1, height));
    }

    @Override
    protected Rectangle room(Graphics2D g) {
        Rectangle area = area();
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
        for (RegionStyle style : RegionStyle.values()) {
            long bytes = stretch.of(style);
            if (bytes > 0) {
                int from = (int) (before * (where.width - gap) / known);
                before += bytes;
                int to = (int) (before * (where.width - gap) / known);
                g.setPaint(style.paint());
                g.fillRect(where.x + from, where.y, to - from, where.height - gap);
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
