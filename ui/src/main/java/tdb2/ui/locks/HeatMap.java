package tdb2.ui.locks;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.FontMetrics;
import java.awt.Graphics2D;
import java.awt.Shape;
import java.awt.event.MouseEvent;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import javax.swing.UIManager;

import tdb2.engine.history.LockFigures;
import tdb2.ui.theme.LockStyle;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.Picture;

/**
 * A cell for each thing that was locked, in the order of their names: filled from below as far as its share of the longest
 * wait goes, with its name and the time waited. Event thread only.
 */
final class HeatMap extends Picture {

    private static final Texts TEXTS = Texts.of(HeatMap.class);
    private static final int MOST = 400;
    private transient List<LockFigures> cells = List.of();

    HeatMap() {
        super("heat.picture");
    }

    /** A name without its numbers, and the first of these. */
    private record Named(String letters, long number, LockFigures figures) {

        static Named of(LockFigures figures) {
            String digits = figures.means().replaceAll("^\\D*(\\d{0,15}).*$", "$1");
            return new Named(figures.means().replaceAll("\\d", ""), digits.isEmpty() ? 0 : Long.parseLong(digits),
                    figures);
        }
    }

    /** Of very many those that were most waited for, which come first. */
    void show(List<LockFigures> figures) {
        cells = figures.stream().limit(MOST).map(Named::of)
                .sorted(Comparator.comparing(Named::letters).thenComparingLong(Named::number)).map(Named::figures)
                .toList();
        setPreferredSize(new Dimension(Theme.grid(60), (cells.size() / columns() + 1) * height() + Theme.grid(2)));
        revalidate();
    }

    private static int width() {
        return Theme.grid(30);
    }

    private static int height() {
        return Theme.grid(12);
    }

    private int columns() {
        return Math.max(1, (getWidth() - Theme.grid(2)) / width());
    }

    @Override
    protected void draw(Graphics2D g) {
        long hottest = Math.max(1, cells.stream().mapToLong(cell -> cell.waited().total()).max().orElse(1));
        FontMetrics metrics = g.getFontMetrics();
        for (int i = 0; i < cells.size(); i++) {
            int x = Theme.grid(1) + i % columns() * width();
            int y = Theme.grid(1) + i / columns() * height();
            paint(g, metrics, cells.get(i), hottest, x, y);
        }
    }

    private static void paint(Graphics2D g, FontMetrics metrics, LockFigures cell, long hottest, int x, int y) {
        int width = width() - Theme.grid(1);
        int height = height() - Theme.grid(1);
        int filled = (int) Math.ceil((double) cell.waited().total() / hottest * height);
        Color hot = LockStyle.WRITE.color();
        g.setColor(new Color(hot.getRed(), hot.getGreen(), hot.getBlue(), 96));
        g.fillRect(x, y + height - filled, width, filled);
        g.setColor(UIManager.getColor("Component.borderColor"));
        g.drawRect(x, y, width, height);
        g.setColor(UIManager.getColor("Label.foreground"));
        Shape before = g.getClip();
        g.clipRect(x, y, width, height);
        g.drawString(cell.means(), x + Theme.grid(1), y + metrics.getAscent() + 2);
        g.drawString(cell.waited().count() == 0
                ? TEXTS.get("heat.cell.held", cell.held().count())
                : TEXTS.get("heat.cell", LockWords.time(cell.waited().total())), x + Theme.grid(1),
                y + metrics.getHeight() + metrics.getAscent() + 2);
        g.setClip(before);
    }

    @Override
    public String getToolTipText(MouseEvent event) {
        int column = (event.getX() - Theme.grid(1)) / width();
        int at = (event.getY() - Theme.grid(1)) / height() * columns() + column;
        return Optional.of(at).filter(index -> column < columns() && index >= 0 && index < cells.size())
                .map(cells::get)
                .map(cell -> TEXTS.get("heat.tip", LockWords.what(cell.means(), cell.keys()), cell.waited().count(),
                        LockWords.time(cell.waited().total()), cell.held().count(),
                        LockWords.time(cell.held().total())))
                .orElse(null);
    }
}
