package tdb2.ui.tree;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.Rectangle;

import javax.swing.UIManager;

import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.CellPicture;

/**
 * An index as it hangs down from its first level: to the right the partitions or slots in their order, downwards levels
 * or hops, a cell as dark as it is full. Event thread only.
 */
final class Icicle extends CellPicture<Spot> {

    private static final Texts TEXTS = Texts.of(Icicle.class);

    private int rows = 1;
    private int firstDepth;
    private transient String depthWord = "";

    Icicle() {
        super("tree.picture");
        setPreferredSize(new Dimension(Theme.grid(120), Theme.grid(60)));
    }

    /** Says what the rows are. */
    void rows(int count, int first, String word) {
        rows = Math.max(1, count);
        firstDepth = first;
        depthWord = word;
    }

    private int left() {
        return getFontMetrics(Theme.small()).stringWidth(TEXTS.get("row", depthWord, 88)) + Theme.grid(2);
    }

    @Override
    protected Rectangle area() {
        int left = left();
        return new Rectangle(left, 1, Math.max(1, getWidth() - left - Theme.grid(1)), Math.max(1, getHeight() - 3));
    }

    @Override
    protected Rectangle room(Graphics2D g) {
        Rectangle area = area();
        var metrics = g.getFontMetrics();
        int step = Math.max(1, rows * metrics.getHeight() / Math.max(1, area.height) + 1);
        for (int row = 0; row < rows; row += step) {
            int y = area.y + area.height * row / rows;
            int height = area.height / rows;
            g.setColor(UIManager.getColor("Label.foreground"));
            g.drawString(TEXTS.get("row", depthWord, firstDepth + row), 0,
                    y + Math.max(0, (height - metrics.getHeight()) / 2) + metrics.getAscent());
        }
        g.setColor(UIManager.getColor("Table.background"));
        g.fill(area);
        g.setColor(UIManager.getColor("Component.borderColor"));
        g.draw(area);
        return area;
    }

    @Override
    protected void paint(Graphics2D g, Spot spot, Rectangle where) {
        boolean gap = where.width > 3 && where.height > 3;
        var inner = gap ? new Rectangle(where.x, where.y, where.width - 1, where.height - 1) : where;
        if (spot.kind() == Spot.Kind.EMPTY) {
            g.setColor(UIManager.getColor("Component.borderColor"));
            if (gap) {
                g.drawLine(inner.x + inner.width, inner.y, inner.x + inner.width, inner.y + inner.height);
            }
            return;
        }
        Color color = spot.strength() < 1 ? thinned(spot.style().color(), spot.strength()) : spot.style().color();
        g.setPaint(spot.strength() < 1 ? color : spot.style().paint());
        g.fill(inner);
        label(g, spot.label(), inner, color);
    }

    @Override
    protected String words(Spot spot) {
        return spot.words();
    }
}
