package tdb2.ui.docking;

import java.awt.Component;

import javax.swing.JSplitPane;

/**
 * One split of a layout on the screen. The parts keep their shares of the room until the user moves the divider; from
 * then on the part that does not grow keeps its size.
 */
final class Divided extends JSplitPane {

    private final int share;
    private boolean placed;
    private boolean laying;
    private boolean touched;

    /**
     * @param split what it shows
     * @param grows how much of more room the first part gets
     */
    Divided(Layout.Split split, Component first, Component second, double grows) {
        super(split.horizontal() ? HORIZONTAL_SPLIT : VERTICAL_SPLIT, true, first, second);
        share = split.share();
        setResizeWeight(grows);
        addPropertyChangeListener(DIVIDER_LOCATION_PROPERTY, _ -> touched |= placed && !laying);
    }

    @Override
    public void doLayout() {
        laying = true;
        if (!touched && room() > 0) {
            placed = true;
            setDividerLocation(Math.round(room() * share / 1000f));
        }
        super.doLayout();
        laying = false;
    }

    private int room() {
        return (orientation == HORIZONTAL_SPLIT ? getWidth() : getHeight()) - getDividerSize();
    }

    /** How much of the room the first part has now, in thousandths. */
    int share() {
        return touched && room() > 0 ? Math.round(getDividerLocation() * 1000f / room()) : share;
    }
}
