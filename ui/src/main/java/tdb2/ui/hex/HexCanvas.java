package tdb2.ui.hex;

import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.event.ActionEvent;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.awt.event.KeyAdapter;
import java.awt.event.KeyEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.event.MouseWheelEvent;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Function;
import java.util.function.LongFunction;
import javax.accessibility.Accessible;
import javax.accessibility.AccessibleContext;
import javax.accessibility.AccessibleRole;
import javax.swing.AbstractAction;
import javax.swing.JComponent;
import javax.swing.KeyStroke;
import javax.swing.UIManager;
import tdb2.ui.theme.Theme;
import tdb2.ui.marks.Bookmarks;
import tdb2.ui.workbench.Span;

/** The drawn bytes, and what keys and mouse do on them. Event thread only; never reads the file. */
final class HexCanvas extends JComponent implements Accessible {

    /** What the canvas needs from its view. */
    interface Host {
        /** The caret was moved, or the window scrolled, by the user or by {@link HexCanvas#reveal}. */
        void moved(boolean byUser);

        /** The user finished a gesture at the caret: what stands there should be selected. */
        void picked();

        /** The mouse is over a byte. */
        void hovered(long offset);

        /** A character was typed at the caret. */
        void typed(char character);

        /** The last step is to be taken back. */
        void undone();

        /** What to say about a byte in a tooltip; empty for nothing. */
        String tip(long offset);
    }

    private final transient HexCaret caret;
    private final transient LongFunction<Optional<HexBlock>> blocks;
    private final transient HexEdits edits;
    private final transient Host host;
    private transient HexGeometry geometry;
    private final transient Bookmarks bookmarks;
    private transient Optional<Span> mark = Optional.empty();

    /** A canvas over blocks that are at hand, by number. */
    HexCanvas(HexCaret caret, LongFunction<Optional<HexBlock>> blocks, HexEdits edits, Bookmarks bookmarks, Host host) {
        this.caret = caret;
        this.bookmarks = bookmarks;
        this.blocks = blocks;
        this.edits = edits;
        this.host = host;
        setName("hex.canvas");
        setFocusable(true);
        setOpaque(true);
        setToolTipText("");
        updateUI();
        bindKeys();
        var mouse = new Mouse();
        addMouseListener(mouse);
        addMouseMotionListener(mouse);
        addMouseWheelListener(mouse);
        addKeyListener(new KeyAdapter() {
            @Override
            public void keyTyped(KeyEvent event) {
                if (!event.isControlDown() && !event.isAltDown() && !event.isMetaDown()) {
                    host.typed(event.getKeyChar());
                }
            }
        });
        addFocusListener(new FocusAdapter() {
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

    @Override
    public void updateUI() {
        setFont(Theme.mono());
        measure();
    }

    /** Marks what is selected in the workbench. */
    void mark(Optional<Span> span) {
        mark = span;
        repaint();
    }

    /** Shows a range, with the caret on its first byte. */
    void reveal(Span span) {
        caret.show(span.offset(), span.length());
        host.moved(false);
        repaint();
    }

    HexGeometry geometry() {
        return geometry;
    }

    /** Fits rows to the size of the canvas and of the file. */
    void measure() {
        var metrics = getFontMetrics(getFont());
        int rowHeight = metrics.getHeight() + Theme.grid(1) / 2;
        int digits = Math.max(8, (Long.SIZE - Long.numberOfLeadingZeros(Math.max(1, caret.size())) + 3) / 4);
        geometry = HexGeometry.fitting(getWidth(), metrics.charWidth('0'), rowHeight, digits);
        caret.window(geometry.perRow(), Math.max(1, (getHeight() - rowHeight) / rowHeight));
    }

    @Override
    public void setBounds(int x, int y, int width, int height) {
        super.setBounds(x, y, width, height);
        measure();
        host.moved(false);
    }

    @Override
    public Dimension getPreferredSize() {
        var wide = new HexGeometry(16, geometry.charWidth(), geometry.rowHeight(), geometry.gutterChars());
        return new Dimension(wide.width(), 24 * geometry.rowHeight());
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        var g = (Graphics2D) graphics.create();
        g.setColor(UIManager.getColor("Table.background"));
        g.fillRect(0, 0, getWidth(), getHeight());
        g.setFont(getFont());
        g.setRenderingHint(RenderingHints.KEY_TEXT_ANTIALIASING, RenderingHints.VALUE_TEXT_ANTIALIAS_ON);
        var painter = new HexPainter(g, geometry, caret, blocks, edits, mark, isFocusOwner());
        int y = geometry.rowHeight();
        for (long row = caret.firstRow(); row < caret.rows() && y < getHeight(); row++) {
            painter.row(row, y, getWidth());
            long first = row * geometry.perRow();
            if (bookmarks.list().stream().anyMatch(one -> one.touches(first, geometry.perRow()))) {
                painter.bookmark(y);
            }
            y += geometry.rowHeight();
        }
        painter.columns(getWidth());
        g.dispose();
    }

    @Override
    public String getToolTipText(MouseEvent event) {
        var at = offsetAt(event);
        var tip = at.isEmpty() ? "" : host.tip(at.getAsLong());
        return tip.isEmpty() ? null : tip;
    }

    /** The byte under the mouse. */
    private OptionalLong offsetAt(MouseEvent event) {
        int row = geometry.row(event.getY()) - 1;
        long at = (caret.firstRow() + row) * geometry.perRow() + geometry.column(event.getX());
        return row >= 0 && at < caret.size() ? OptionalLong.of(at) : OptionalLong.empty();
    }

    private void bindKeys() {
        getInputMap().put(KeyStroke.getKeyStroke("BACK_SPACE"), "undone");
        getActionMap().put("undone", new AbstractAction() {
            @Override
            public void actionPerformed(ActionEvent event) {
                host.undone();
            }
        });
        move("LEFT", by -> () -> caret.step(-1, by));
        move("RIGHT", by -> () -> caret.step(1, by));
        move("UP", by -> () -> caret.stepRows(-1, by));
        move("DOWN", by -> () -> caret.stepRows(1, by));
        move("PAGE_UP", by -> () -> caret.stepPages(-1, by));
        move("PAGE_DOWN", by -> () -> caret.stepPages(1, by));
        move("HOME", by -> () -> caret.rowStart(by));
        move("END", by -> () -> caret.rowEnd(by));
        move("ctrl HOME", by -> () -> caret.moveTo(0, by));
        move("ctrl END", by -> () -> caret.moveTo(caret.size() - 1, by));
    }

    /** The byte after the caret, as after typing; what is selected elsewhere stays. */
    void advance() {
        caret.step(1, false);
        moved();
    }

    private void move(String keys, Function<Boolean, Runnable> step) {
        bind(keys, step.apply(false));
        bind("shift " + keys, step.apply(true));
    }

    private void bind(String keys, Runnable step) {
        getInputMap().put(KeyStroke.getKeyStroke(keys), keys);
        getActionMap().put(keys, new AbstractAction() {
            @Override
            public void actionPerformed(ActionEvent event) {
                step.run();
                moved();
                host.picked();
            }
        });
    }

    private void moved() {
        host.moved(true);
        repaint();
    }

    @Override
    public AccessibleContext getAccessibleContext() {
        if (accessibleContext == null) {
            accessibleContext = new AccessibleJComponent() {
                @Override
                public AccessibleRole getAccessibleRole() {
                    return AccessibleRole.TEXT;
                }
            };
        }
        return accessibleContext;
    }

    /** Clicks, drags and the wheel. */
    private final class Mouse extends MouseAdapter {
        @Override
        public void mousePressed(MouseEvent event) {
            requestFocusInWindow();
            offsetAt(event).ifPresent(at -> {
                caret.moveTo(at, event.isShiftDown());
                moved();
            });
        }

        @Override
        public void mouseDragged(MouseEvent event) {
            offsetAt(event).ifPresent(at -> {
                caret.moveTo(at, true);
                moved();
            });
        }

        @Override
        public void mouseReleased(MouseEvent event) {
            host.picked();
        }

        @Override
        public void mouseMoved(MouseEvent event) {
            offsetAt(event).ifPresent(host::hovered);
        }

        @Override
        public void mouseWheelMoved(MouseWheelEvent event) {
            caret.scrollTo(caret.firstRow() + Math.round(3 * event.getPreciseWheelRotation()));
            moved();
        }
    }
}
