package tdb2.ui.hex;

import java.awt.Color;
import java.awt.Dimension;
import java.awt.Graphics;
import java.awt.Graphics2D;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.util.function.LongConsumer;
import javax.accessibility.Accessible;
import javax.accessibility.AccessibleContext;
import javax.accessibility.AccessibleRole;
import javax.swing.JComponent;
import javax.swing.UIManager;
import tdb2.ui.marks.Bookmarks;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.RegionStyle;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;

/** The whole file from top to bottom, drawn small: what prevails where, damage, and where the window is. Event thread only. */
final class Minimap extends JComponent implements Accessible {
    private static final Texts TEXTS = Texts.of(Minimap.class);

    private final transient HexCaret caret;
    private final transient Bookmarks bookmarks;
    private transient MinimapSample sample = MinimapSample.NONE;

    /** A map; clicks and drags tell which byte to go to. */
    Minimap(HexCaret caret, Bookmarks bookmarks, LongConsumer goTo) {
        this.caret = caret;
        this.bookmarks = bookmarks;
        setName("hex.minimap");
        setToolTipText("");
        getAccessibleContext().setAccessibleName(TEXTS.get("minimap.name"));
        getAccessibleContext().setAccessibleDescription(TEXTS.get("minimap.description"));
        var mouse = new MouseAdapter() {
            @Override
            public void mousePressed(MouseEvent event) {
                goTo.accept(offsetAt(event.getY()));
            }

            @Override
            public void mouseDragged(MouseEvent event) {
                goTo.accept(offsetAt(event.getY()));
            }
        };
        addMouseListener(mouse);
        addMouseMotionListener(mouse);
    }

    /** Shows a sample of the file. */
    void show(MinimapSample newer) {
        sample = newer;
        repaint();
    }

    @Override
    public Dimension getPreferredSize() {
        return new Dimension(Theme.grid(6), 0);
    }

    @Override
    public String getToolTipText(MouseEvent event) {
        long at = offsetAt(event.getY());
        return sample.at(at, caret.size())
                .map(style -> TEXTS.get("minimap.tip", Formats.offset(at), style.label()))
                .orElseGet(() -> Formats.offset(at));
    }

    private long offsetAt(int y) {
        double share = Math.clamp((double) y / Math.max(1, getHeight()), 0, 1);
        return Math.clamp((long) (share * caret.size()), 0, Math.max(0, caret.size() - 1));
    }

    @Override
    public AccessibleContext getAccessibleContext() {
        if (accessibleContext == null) {
            accessibleContext = new AccessibleJComponent() {
                @Override
                public AccessibleRole getAccessibleRole() {
                    return AccessibleRole.CANVAS;
                }
            };
        }
        return accessibleContext;
    }

    @Override
    protected void paintComponent(Graphics graphics) {
        var g = (Graphics2D) graphics.create();
        int width = getWidth();
        g.setColor(UIManager.getColor("Table.background"));
        g.fillRect(0, 0, width, getHeight());
        for (int y = 0; y < getHeight(); y++) {
            var style = sample.at(offsetAt(y), caret.size());
            if (style.isPresent()) {
                g.setPaint(style.get().paint());
                g.fillRect(Theme.grid(1) / 2, y, width - Theme.grid(1), 1);
            }
        }
        g.setColor(RegionStyle.DAMAGE.color());
        for (long fault : sample.faults()) {
            g.fillRect(0, y(fault) - 1, width, Math.max(3, Theme.grid(1) / 2));
        }
        for (var bookmark : bookmarks.list()) {
            int ribbon = Theme.grid(2);
            Ribbon.paint(g, width - ribbon, Math.max(0, y(bookmark.offset()) - 1), ribbon, ribbon + Theme.grid(1),
                    UIManager.getColor("Table.foreground"));
        }
        window(g, width);
        g.dispose();
    }

    private void window(Graphics2D g, int width) {
        int top = y(caret.firstByte());
        int height = Math.max(Theme.grid(1), y(caret.endByte()) - top);
        top = Math.min(top, getHeight() - height);
        Color text = UIManager.getColor("Table.foreground");
        g.setColor(new Color(text.getRed(), text.getGreen(), text.getBlue(), 48));
        g.fillRect(0, top, width, height);
        g.setColor(text);
        g.drawRect(0, top, width - 1, height - 1);
    }

    private int y(long offset) {
        return (int) ((double) offset / Math.max(1, caret.size()) * getHeight());
    }
}
