package tdb2.ui.learn;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.util.ArrayList;
import java.util.List;

import javax.swing.UIManager;

import tdb2.engine.inspect.Region;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.RegionStyle;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.CellPicture;

/**
 * The bytes behind the header of a small file in rows, each region as long as it is. What lies far before the step's own
 * bytes is left out. Event thread only.
 */
final class SpacePicture extends CellPicture<RegionSpot> {

    private static final Texts TEXTS = Texts.of(SpacePicture.class);
    private static final int MOST_ROWS = 8;
    private static final long SHORTEST_ROW = 512;
    private static final double FILLED = 0.8;

    private transient List<Long> starts = List.of();

    SpacePicture() {
        super("walk.space.picture");
    }

    /** Shows a moment. */
    void show(Walked walked, int steps) {
        List<Region> regions = walked.structures().get(steps).regions().stream()
                .filter(region -> !(region instanceof Region.Header)).toList();
        long from = regions.isEmpty() ? 0 : regions.getFirst().offset();
        long end = regions.isEmpty() ? 1 : regions.getLast().end();
        long row = SHORTEST_ROW;
        while (row * MOST_ROWS < end - from) {
            row *= 2;
        }
        int rows = (int) Math.max(1, (end - from + row - 1) / row);
        List<Cell<RegionSpot>> cells = new ArrayList<>();
        for (Region region : regions) {
            for (long at = region.offset(); at < region.end();) {
                long number = (at - from) / row;
                long stop = Math.min(region.end(), from + (number + 1) * row);
                cells.add(new Cell<>((double) (at - from - number * row) / row, (double) number / rows,
                        (double) (stop - at) / row, FILLED / rows, spot(walked, steps, region, at, stop)));
                at = stop;
            }
        }
        List<Long> labels = new ArrayList<>();
        for (int i = 0; i < rows; i++) {
            labels.add(from + i * row);
        }
        starts = labels;
        setPreferredSize(new Dimension(Theme.grid(60), Math.max(Theme.grid(16), rows * Theme.grid(8))));
        revalidate();
        cells(cells);
    }

    private static RegionSpot spot(Walked walked, int steps, Region region, long from, long to) {
        boolean changed = walked.changed(steps, from, to);
        RegionStyle style = RegionStyle.of(region);
        return new RegionSpot(from, to - from, style, changed, words(walked, steps, region));
    }

    /** A region in a sentence. */
    static String words(Walked walked, int steps, Region region) {
        String state = switch (region) {
            case Region.Free free when !free.listed() -> TEXTS.get("walk.free.unlisted");
            case Region.Record record when !record.reachable() -> TEXTS.get("walk.unreachable");
            case Region.SubTable table when !table.reachable() -> TEXTS.get("walk.unreachable");
            default -> region.owner();
        };
        String words = TEXTS.get("walk.region", RegionStyle.of(region).label(), Formats.offset(region.offset()),
                region.length(), state);
        return walked.changed(steps, region.offset(), region.end()) ? TEXTS.get("walk.changed", words) : words;
    }

    private int left() {
        return getFontMetrics(Theme.small()).stringWidth(Formats.offset(0)) + Theme.grid(3);
    }

    @Override
    protected Rectangle area() {
        int left = left();
        int height = Math.min(getHeight() - 4, Math.max(1, starts.size()) * Theme.grid(12));
        return new Rectangle(left, 2, Math.max(1, getWidth() - left - Theme.grid(1)), Math.max(1, height));
    }

    @Override
    protected Rectangle room(Graphics2D g) {
        Rectangle area = area();
        var metrics = g.getFontMetrics();
        g.setColor(UIManager.getColor("Label.foreground"));
        for (int row = 0; row < starts.size(); row++) {
            int y = area.y + area.height * row / starts.size();
            int height = (int) (area.height * FILLED / starts.size());
            g.drawString(Formats.offset(starts.get(row)), 0,
                    y + Math.max(0, (height - metrics.getHeight()) / 2) + metrics.getAscent());
        }
        return area;
    }

    @Override
    protected void paint(Graphics2D g, RegionSpot spot, Rectangle where) {
        Color ground = UIManager.getColor("Table.background");
        g.setColor(ground);
        g.fill(where);
        spot.style().fill(g, where);
        g.setColor(UIManager.getColor("Component.borderColor"));
        g.setStroke(new BasicStroke(1));
        g.drawLine(where.x + where.width - 1, where.y, where.x + where.width - 1, where.y + where.height - 1);
        label(g, spot.length() >= 24 ? spot.style().label() : spot.style().glyph(), where, spot.style().color());
    }

    @Override
    protected String words(RegionSpot spot) {
        return spot.words();
    }
}
