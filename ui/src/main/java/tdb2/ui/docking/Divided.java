package tdb2.ui.docking;

import java.awt.Component;

import javax.swing.JSplitPane;
import javax.swing.KeyStroke;

/** One split of a layout on the screen. Its divider takes its place when it is first seen, and there is room to divide. */
final class Divided extends JSplitPane {

    private final int share;
    private boolean placed;

    /**
     * @param split what it shows
     * @param grows how much of more room the first part gets
     */
    Divided(Layout.Split split, Component first, Component second, double grows) {
        super(split.horizontal() ? HORIZONTAL_SPLIT : VERTICAL_SPLIT, true, first, second);
        share = split.share();
        setResizeWeight(grows);
        // The window has other meanings for these keys.
        for (String key : new String[] { "F6", "ctrl TAB", "ctrl shift TAB" }) {
            getInputMap(WHEN_ANCESTOR_OF_FOCUSED_COMPONENT).put(KeyStroke.getKeyStroke(key), "none");
        }
    }

    @Override
    public void doLayout() {
        if (!placed && isShowing() && room() > 0) {
            placed = true;
            setDividerLocation(Math.round(room() * share / 1000f));
        }
        super.doLayout();
    }

    private int room() {
        return (orientation == HORIZONTAL_SPLIT ? getWidth() : getHeight()) - getDividerSize();
    }

    /** How much of the room the first part has now, in thousandths. */
    int share() {
        return placed && room() > 0 ? Math.round(getDividerLocation() * 1000f / room()) : share;
    }
}
