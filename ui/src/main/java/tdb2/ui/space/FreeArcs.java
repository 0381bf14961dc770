package tdb2.ui.space;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.geom.Path2D;
import java.util.ArrayList;
import java.util.OptionalLong;

import javax.swing.UIManager;

import tdb2.engine.inspect.FreeLists;
import tdb2.engine.inspect.FreeLists.Listing;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.RegionStyle;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.CellPicture;

/**
 * Free records where they lie in the file, joined by arcs as their lists lead: above the line forwards, below it backwards. A
 * way back to a record that was passed is a loop: thick, dashed, in the colour of damage. Event thread only.
 */
final class FreeArcs extends CellPicture<FreeSpot> {

    private static final Texts TEXTS = Texts.of(FreeArcs.class);
    private static final double NARROWEST = 0.003;
    private static final double LINE = 0.46;
    private static final double THICKNESS = 0.08;
    private long size = 1;

    FreeArcs() {
        super("lists.picture");
        setPreferredSize(new Dimension(Theme.grid(120), Theme.grid(40)));
    }

    void show(FreeLists lists, long fileSize) {
        size = Math.max(1, fileSize);
        var cells = new ArrayList<Cell<FreeSpot>>();
        for (Listing list : lists.lists()) {
            for (int i = 0; i < list.first().size(); i++) {
                var record = list.first().get(i);
                boolean last = i == list.first().size() - 1;
                boolean whole = list.first().size() == list.records();
                boolean loop = last && whole && list.loop().isPresent();
                OptionalLong next = last
                        ? loop ? list.loop() : OptionalLong.empty()
                        : OptionalLong.of(list.first().get(i + 1).offset());
                double width = Math.max(NARROWEST, (double) record.length() / size);
                cells.add(new Cell<>(Math.min(1 - width, (double) record.offset() / size), LINE, width, THICKNESS,
                        new FreeSpot(list, i + 1, record, next, loop)));
            }
        }
        cells(cells);
    }

    @Override
    protected Rectangle area() {
        return new Rectangle(Theme.grid(1), 0, Math.max(1, getWidth() - Theme.grid(2)), getHeight());
    }

    @Override
    protected Rectangle room(Graphics2D g) {
        Rectangle area = area();
        g.setColor(UIManager.getColor("Component.borderColor"));
        g.drawRect(area.x, area.y + (int) (LINE * area.height), area.width, (int) (THICKNESS * area.height));
        for (var cell : cells()) {
            FreeSpot spot = cell.what();
            spot.next().ifPresent(next -> arc(g, area, middle(spot.record().offset(), spot.record().length()),
                    middle(next, 0), spot.loop()));
        }
        g.setStroke(new BasicStroke(1));
        return area;
    }

    private double middle(long offset, long length) {
        return (offset + length / 2.0) / size;
    }

    private static void arc(Graphics2D g, Rectangle area, double from, double to, boolean loop) {
        Color color = loop ? RegionStyle.DAMAGE.color() : RegionStyle.FREE.color();
        g.setColor(loop ? color : new Color(color.getRed(), color.getGreen(), color.getBlue(), 140));
        g.setStroke(loop
                ? new BasicStroke(3, BasicStroke.CAP_BUTT, BasicStroke.JOIN_ROUND, 1, new float[] { 8, 5 }, 0)
                : new BasicStroke(1.2f));
        boolean forwards = to > from;
        double base = area.y + (forwards ? LINE : LINE + THICKNESS) * area.height;
        double reach = (0.12 + 0.88 * Math.abs(to - from)) * LINE * area.height * 1.25;
        double top = forwards ? base - reach : base + reach;
        double x1 = area.x + from * area.width;
        double x2 = area.x + to * area.width;
        if (x1 == x2) {
            x1 -= Theme.grid(3);
            x2 += Theme.grid(3);
        }
        var path = new Path2D.Double();
        path.moveTo(x1, base);
        path.curveTo(x1, top, x2, top, x2, base);
        g.draw(path);
    }

    @Override
    protected void paint(Graphics2D g, FreeSpot spot, Rectangle where) {
        g.setPaint(RegionStyle.FREE.color());
        g.fill(where);
    }

    @Override
    protected String words(FreeSpot spot) {
        return TEXTS.get(spot.loop() ? "lists.words.loop" : "lists.words", list(spot.list()), spot.place(),
                spot.list().records(), Formats.offset(spot.record().offset()), Formats.size(spot.record().length()),
                spot.next().isPresent() ? Formats.offset(spot.next().getAsLong()) : "");
    }

    /** A list by its name. */
    static String list(Listing list) {
        return list.area().buckets() == 1
                ? list.area().describe()
                : TEXTS.get("lists.bucket", list.area().describe(), list.bucket());
    }
}
