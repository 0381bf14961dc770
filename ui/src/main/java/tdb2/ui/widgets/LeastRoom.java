package tdb2.ui.widgets;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.Rectangle;

import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.Scrollable;
import javax.swing.SwingConstants;

import tdb2.ui.theme.Theme;

/** Content that is as high as there is room, but never lower than its least height: then it scrolls. Event thread only. */
public final class LeastRoom extends JPanel implements Scrollable {

    private LeastRoom(Component content) {
        super(new BorderLayout());
        setOpaque(false);
        add(content);
    }

    /** Content that scrolls where it has less room than it needs. */
    public static JComponent of(Component content) {
        var scroll = new JScrollPane(new LeastRoom(content));
        scroll.setHorizontalScrollBarPolicy(JScrollPane.HORIZONTAL_SCROLLBAR_NEVER);
        scroll.setBorder(null);
        scroll.setOpaque(false);
        scroll.getViewport().setOpaque(false);
        return scroll;
    }

    @Override
    public Dimension getPreferredSize() {
        return getMinimumSize();
    }

    @Override
    public Dimension getPreferredScrollableViewportSize() {
        return getMinimumSize();
    }

    @Override
    public boolean getScrollableTracksViewportWidth() {
        return true;
    }

    @Override
    public boolean getScrollableTracksViewportHeight() {
        return getParent().getHeight() >= getMinimumSize().height;
    }

    @Override
    public int getScrollableUnitIncrement(Rectangle visible, int orientation, int direction) {
        return Theme.grid(5);
    }

    @Override
    public int getScrollableBlockIncrement(Rectangle visible, int orientation, int direction) {
        return orientation == SwingConstants.VERTICAL ? visible.height : visible.width;
    }
}
