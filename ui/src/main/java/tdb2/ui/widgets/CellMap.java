package tdb2.ui.widgets;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics2D;
import java.awt.Paint;
import java.awt.Rectangle;
import java.awt.event.ActionEvent;
import java.awt.event.FocusEvent;
import java.awt.event.FocusListener;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.List;
import java.util.function.IntConsumer;

import javax.accessibility.Accessible;
import javax.swing.AbstractAction;
import javax.swing.KeyStroke;
import javax.swing.UIManager;

import tdb2.ui.theme.Contrast;
import tdb2.ui.theme.Theme;

/**
 * Cells in rows, one for each of some thousand things in order: sectors, pages, outcomes. One is chosen, by mouse or by the
 * arrow keys. Event thread only.
 */
public final class CellMap extends Picture implements Accessible {

    private static final int SIDE = 5;

    private transient List<Cell> cells = List.of();
    private transient IntConsumer picked = _ -> {};
    private int chosen = -1;

    /**
     * A cell.
     *
     * @param fill what it is filled with
     * @param ground the colour its glyph stands on
     * @param glyph a sign in it, for those who do not tell the colours apart; may be empty
     * @param tip what it stands for
     */
    public record Cell(Paint fill, Color ground, String glyph, String tip) {

        /** Filled with one colour. */
        public static Cell of(Color fill, String glyph, String tip) {
            return new Cell(fill, fill, glyph, tip);
        }
    }

    /** A map of that component name. */
    public CellMap(String name) {
        super(name);
        setFocusable(true);
        move("LEFT", -1, false);
        move("RIGHT", 1, false);
        move("UP", -1, true);
        move("DOWN", 1, true);
        go("HOME", () -> 0);
        go("END", () -> cells.size() - 1);
        addMouseListener(new MouseAdapter() {
            @Override
            public void mousePressed(MouseEvent event) {
                requestFocusInWindow();
                int at = at(event);
                if (at >= 0) {
                    pick(at);
                }
            }
        });
        addFocusListener(new FocusListener() {
            @Override
            public void focusGained(FocusEvent event) {
                repaint();
            }

            @Override
            public void focusLost(FocusEvent event) {
                repaint();
            }
        });
    }

    private void move(String key, int by, boolean rows) {
        go(key, () -> Math.max(0, chosen) + (rows ? by * columns() : by));
    }

    private void go(String key, java.util.function.IntSupplier where) {
        getInputMap(WHEN_FOCUSED).put(KeyStroke.getKeyStroke(key), key);
        getActionMap().put(key, new AbstractAction() {
            @Override
            public void actionPerformed(ActionEvent event) {
                int to = where.getAsInt();
                if (to >= 0 && to < cells.size()) {
                    pick(to);
                }
            }
        });
    }

    /** Calls the listener with the number of the cell that the user chooses. */
    public void onPick(IntConsumer listener) {
        picked = listener;
    }

    /** Shows other cells; the chosen one stays chosen where it is still there. */
    public void show(List<Cell> now) {
        cells = List.copyOf(now);
        chosen = Math.min(chosen, cells.size() - 1);
        fit();
        repaint();
    }

    /** Number of the chosen cell, negative when none is. */
    public int chosen() {
        return chosen;
    }

    /** Chooses a cell, or none, without telling the listener. */
    public void choose(int cell) {
        chosen = cell;
        if (cell >= 0 && cell < cells.size()) {
            scrollRectToVisible(bounds(cell));
        }
        repaint();
    }

    private void pick(int cell) {
        choose(cell);
        picked.accept(cell);
    }

    private void fit() {
        int rows = Math.max(1, Math.ceilDiv(cells.size(), columns()));
        setPreferredSize(new Dimension(Theme.grid(SIDE * 8), rows * side() + 2));
        revalidate();
    }

    @Override
    public void setBounds(int x, int y, int width, int height) {
        boolean other = width != getWidth();
        super.setBounds(x, y, width, height);
        if (other) {
            fit();
        }
    }

    private static int side() {
        return Theme.grid(SIDE);
    }

    private int columns() {
        return Math.max(1, (getWidth() - 2) / side());
    }

    private Rectangle bounds(int cell) {
        return new Rectangle(1 + cell % columns() * side(), 1 + cell / columns() * side(), side() - 1, side() - 1);
    }

    private int at(MouseEvent event) {
        int column = (event.getX() - 1) / side();
        int cell = (event.getY() - 1) / side() * columns() + column;
        return column < columns() && cell >= 0 && cell < cells.size() ? cell : -1;
    }

    @Override
    protected void draw(Graphics2D g) {
        Rectangle clip = g.getClipBounds();
        var metrics = g.getFontMetrics();
        for (int i = 0; i < cells.size(); i++) {
            Rectangle place = bounds(i);
            if (!place.intersects(clip)) {
                continue;
            }
            Cell cell = cells.get(i);
            g.setPaint(cell.fill());
            g.fill(place);
            g.setColor(Contrast.better(cell.ground(), new Color(0x1B1E24), Color.WHITE));
            g.drawString(cell.glyph(), place.x + (place.width - metrics.stringWidth(cell.glyph())) / 2,
                    place.y + (place.height + metrics.getAscent() - metrics.getDescent()) / 2);
            if (i == chosen) {
                g.setColor(UIManager.getColor(isFocusOwner() ? "Component.focusedBorderColor" : "Label.foreground"));
                g.drawRect(place.x - 1, place.y - 1, place.width + 1, place.height + 1);
                g.drawRect(place.x, place.y, place.width - 1, place.height - 1);
            }
        }
    }

    @Override
    public String getToolTipText(MouseEvent event) {
        int cell = at(event);
        return cell < 0 ? null : cells.get(cell).tip();
    }
}
