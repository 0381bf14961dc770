package tdb2.ui.widgets;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Container;
import java.awt.EventQueue;
import java.awt.Graphics2D;
import java.awt.Rectangle;
import java.awt.RenderingHints;
import java.awt.event.ActionEvent;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Predicate;

import javax.swing.AbstractAction;
import javax.swing.JScrollPane;
import javax.swing.KeyStroke;
import javax.swing.SwingUtilities;
import javax.swing.UIManager;

import tdb2.ui.theme.Contrast;
import tdb2.ui.theme.Theme;

/**
 * A picture of cells that mouse and keyboard go through alike: arrows step, Enter or a double click goes into a cell,
 * Escape or Backspace out again, Home and End to the first and last. Event thread only.
 *
 * @param <C> what a cell stands for
 */
public abstract class CellPicture<C> extends Picture {

    /**
     * A cell, in shares of the picture.
     *
     * @param x left edge, 0 to 1
     * @param y upper edge, 0 to 1
     * @param width 0 to 1
     * @param height 0 to 1
     * @param what what it stands for
     */
    public record Cell<C>(double x, double y, double width, double height, C what) {

        private double centreX() {
            return x + width / 2;
        }

        private double centreY() {
            return y + height / 2;
        }
    }

    private final transient CellLayer<Cell<C>> layer = new CellLayer<>(this);
    private transient List<Cell<C>> cells = List.of();
    private transient Optional<Cell<C>> cursor = Optional.empty();
    private transient Predicate<C> marked = _ -> false;
    private transient Consumer<C> picked = _ -> {};
    private transient Consumer<C> entered = _ -> {};
    private transient Runnable left = () -> {};

    /** A picture of that component name. */
    protected CellPicture(String name) {
        super(name);
        setFocusable(true);
        bind("LEFT", () -> step(-1, 0));
        bind("RIGHT", () -> step(1, 0));
        bind("UP", () -> step(0, -1));
        bind("DOWN", () -> step(0, 1));
        bind("HOME", () -> cells.stream().findFirst().ifPresent(this::pick));
        bind("END", () -> cells.stream().reduce((_, last) -> last).ifPresent(this::pick));
        bind("ENTER", () -> cursor.ifPresent(cell -> entered.accept(cell.what())));
        bind("ESCAPE", () -> left.run());
        bind("BACK_SPACE", () -> left.run());
        var mouse = new Mouse();
        addMouseListener(mouse);
        addFocusListener(new FocusAdapter() {
            @Override
            public void focusGained(FocusEvent event) {
                if (cursor.isEmpty()) {
                    cursor = cells.stream().findFirst();
                }
                repaint();
            }

            @Override
            public void focusLost(FocusEvent event) {
                repaint();
            }
        });
    }

    private void bind(String key, Runnable does) {
        getInputMap().put(KeyStroke.getKeyStroke(key), key);
        getActionMap().put(key, new AbstractAction() {
            @Override
            public void actionPerformed(ActionEvent event) {
                does.run();
            }
        });
    }

    /** Calls the listener with what the user picks: by a click, or by stepping there. */
    public final void onPick(Consumer<C> listener) {
        picked = listener;
    }

    /** Calls the listener with what the user wants to see from near. */
    public final void onEnter(Consumer<C> listener) {
        entered = listener;
    }

    /** Calls the listener when the user wants to see more again. */
    public final void onLeave(Runnable listener) {
        left = listener;
    }

    /** Shows other cells; the keyboard stays at what is the same as before, or at the place. */
    public final void cells(List<Cell<C>> newer) {
        cells = List.copyOf(newer);
        layer.renew();
        cursor = cursor.flatMap(old -> cells.stream().filter(cell -> cell.what().equals(old.what())).findFirst()
                .or(() -> at(old.centreX(), old.centreY())));
        repaint();
    }

    /** The cells shown. */
    public final List<Cell<C>> cells() {
        return cells;
    }

    /** Outlines what others selected. */
    public final void mark(Predicate<C> which) {
        marked = which;
        repaint();
    }

    /** Brings the first cell that is outlined into sight, with what is around it; once the picture has its size. */
    public final void scrollToMarked() {
        EventQueue.invokeLater(() -> {
            Optional.ofNullable(SwingUtilities.getAncestorOfClass(JScrollPane.class, this))
                    .ifPresent(Container::validate);
            cells.stream().filter(cell -> marked.test(cell.what())).findFirst().ifPresent(cell -> {
                Rectangle seen = where(cell, area());
                seen.grow(Theme.grid(6), Theme.grid(6));
                scrollRectToVisible(seen);
            });
        });
    }

    /** Whether a cell is outlined. */
    public final boolean isMarked(C what) {
        return marked.test(what);
    }

    /** Where the keyboard is. */
    public final Optional<C> cursor() {
        return cursor.map(Cell::what);
    }

    /** Draws one cell. */
    protected abstract void paint(Graphics2D g, C what, Rectangle where);

    /** A cell in words, for the tooltip and for those who cannot see it. */
    protected abstract String words(C what);

    /** What is drawn behind the cells, and where they are. */
    protected Rectangle room(Graphics2D g) {
        return area();
    }

    /** Where the cells are. */
    protected Rectangle area() {
        return new Rectangle(0, 0, getWidth(), getHeight());
    }

    @Override
    protected final void draw(Graphics2D g) {
        Rectangle room = room(g);
        // edges of cells are upright: smoothing them takes many times as long and shows nothing
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_OFF);
        for (Cell<C> cell : cells) {
            paint(g, cell.what(), where(cell, room));
        }
        g.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        drawOutlines(g, room);
    }

    @Override
    protected final void drawOnScreen(Graphics2D g) {
        Rectangle room = room(g);
        layer.draw(g, cells, room, (on, cell) -> paint(on, cell.what(), where(cell, room)));
        drawOutlines(g, room);
    }

    private void drawOutlines(Graphics2D g, Rectangle room) {
        g.setStroke(new BasicStroke(2));
        g.setColor(UIManager.getColor("Label.foreground"));
        cells.stream().filter(cell -> marked.test(cell.what())).forEach(cell -> outline(g, where(cell, room), 0));
        if (isFocusOwner()) {
            g.setColor(UIManager.getColor("Component.focusedBorderColor"));
            g.setStroke(new BasicStroke(3));
            cursor.ifPresent(cell -> outline(g, where(cell, room), 1));
        }
    }

    private static void outline(Graphics2D g, Rectangle where, int outside) {
        int more = Math.max(outside, (8 - Math.min(where.width, where.height)) / 2);
        g.drawRect(where.x - more, where.y - more, where.width + 2 * more, where.height + 2 * more);
    }

    private static Rectangle where(Cell<?> cell, Rectangle room) {
        int x = (int) Math.round(room.x + cell.x * room.width);
        int y = (int) Math.round(room.y + cell.y * room.height);
        return new Rectangle(x, y,
                Math.max(1, (int) Math.round(room.x + (cell.x + cell.width) * room.width) - x),
                Math.max(1, (int) Math.round(room.y + (cell.y + cell.height) * room.height) - y));
    }

    private Optional<Cell<C>> at(double x, double y) {
        return cells.stream().filter(cell -> x >= cell.x && x < cell.x + cell.width && y >= cell.y
                && y < cell.y + cell.height).findFirst();
    }

    private Optional<Cell<C>> at(MouseEvent event) {
        Rectangle room = area();
        return at((double) (event.getX() - room.x) / Math.max(1, room.width),
                (double) (event.getY() - room.y) / Math.max(1, room.height));
    }

    /** Goes to the nearest cell in a direction. */
    private void step(int dx, int dy) {
        if (cursor.isEmpty()) {
            cells.stream().findFirst().ifPresent(this::pick);
            return;
        }
        Cell<C> from = cursor.get();
        Cell<C> best = null;
        double nearest = Double.MAX_VALUE;
        for (Cell<C> cell : cells) {
            double ahead = dx == 0 ? dy * (cell.centreY() - from.centreY()) : dx * (cell.centreX() - from.centreX());
            double aside = dx == 0
                    ? gap(from.x, from.width, cell.x, cell.width)
                    : gap(from.y, from.height, cell.y, cell.height);
            double far = ahead + 16 * aside;
            if (ahead > 1e-9 && far < nearest) {
                nearest = far;
                best = cell;
            }
        }
        Optional.ofNullable(best).ifPresent(this::pick);
    }

    /** How far two stretches are apart, or how far their middles when one holds the other. */
    private static double gap(double from, double length, double to, double wide) {
        double apart = Math.max(0, Math.max(to - (from + length), from - (to + wide)));
        return apart + Math.abs(from + length / 2 - to - wide / 2) / 1000;
    }

    private void pick(Cell<C> cell) {
        cursor = Optional.of(cell);
        getAccessibleContext().setAccessibleDescription(words(cell.what()));
        repaint();
        picked.accept(cell.what());
    }

    @Override
    public String getToolTipText(MouseEvent event) {
        return at(event).map(cell -> words(cell.what())).orElse(null);
    }

    /** A colour, thinned towards the ground: 0 is the ground. */
    protected static Color thinned(Color color, double strength) {
        Color ground = UIManager.getColor("Table.background");
        double share = Math.clamp(strength, 0, 1);
        return new Color(mix(color.getRed(), ground.getRed(), share), mix(color.getGreen(), ground.getGreen(), share),
                mix(color.getBlue(), ground.getBlue(), share));
    }

    private static int mix(int one, int other, double share) {
        return (int) Math.round(one * share + other * (1 - share));
    }

    /** A text that fits, or nothing; on a plate of the ground's colour, since it could not be read on a pattern. */
    protected static void label(Graphics2D g, String text, Rectangle where, Color ground) {
        var metrics = g.getFontMetrics();
        int room = where.width - Theme.grid(1);
        if (text.isEmpty() || where.height < metrics.getHeight() || room < 3 * metrics.charWidth('n')) {
            return;
        }
        int end = text.length();
        while (end > 0 && metrics.stringWidth(text.substring(0, end)) > room) {
            end--;
        }
        if (end >= Math.min(3, text.length())) {
            String shown = text.substring(0, end);
            int x = where.x + Theme.grid(1) / 2 + 1;
            int y = where.y + (where.height - metrics.getHeight()) / 2;
            g.setColor(ground);
            g.fillRect(x - 1, y, metrics.stringWidth(shown) + 2, metrics.getHeight());
            g.setColor(Contrast.ink(ground));
            g.drawString(shown, x, y + metrics.getAscent());
        }
    }

    /** Clicks. */
    private final class Mouse extends MouseAdapter {

        @Override
        public void mousePressed(MouseEvent event) {
            requestFocusInWindow();
            Optional<Cell<C>> under = at(event);
            under.ifPresent(CellPicture.this::pick);
            if (event.getClickCount() % 2 == 0 && event.getButton() == MouseEvent.BUTTON1) {
                under.ifPresent(cell -> entered.accept(cell.what()));
            }
        }
    }
}
