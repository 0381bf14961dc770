package tdb2.ui.workbench;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Dimension;

import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JSplitPane;
import javax.swing.UIManager;

import tdb2.ui.theme.Theme;

/** How the parts of the window stand beside each other, and how that is remembered. */
final class Panels extends JPanel {

    /** The parts that can be hidden. */
    enum Part {
        FILES, SIDE, BOTTOM
    }

    private final Settings settings;
    private final JSplitPane left;
    private final JSplitPane right;
    private final JSplitPane low;
    private boolean restored;

    Panels(Settings settings, JComponent files, JComponent middle, JComponent side, JComponent bottom) {
        super(new BorderLayout());
        this.settings = settings;
        right = split(JSplitPane.HORIZONTAL_SPLIT, middle, side, 1);
        middle.setMinimumSize(new Dimension(Theme.grid(80), Theme.grid(40)));
        left = split(JSplitPane.HORIZONTAL_SPLIT, files, right, 0);
        right.setMinimumSize(middle.getMinimumSize());
        low = split(JSplitPane.VERTICAL_SPLIT, left, bottom, 1);
        add(low);
    }

    private static JSplitPane split(int way, JComponent one, JComponent other, double grows) {
        var split = new JSplitPane(way, true, one, other);
        split.setResizeWeight(grows);
        one.setMinimumSize(new Dimension(Theme.grid(10), Theme.grid(10)));
        other.setMinimumSize(new Dimension(Theme.grid(10), Theme.grid(8)));
        return split;
    }

    /** The dividers go where they were last time as soon as there is room to divide. */
    @Override
    public void doLayout() {
        super.doLayout();
        if (!restored && isShowing() && getWidth() > 0) {
            restored = true;
            restore();
        }
    }

    private void restore() {
        for (Part part : Part.values()) {
            show(part, settings.get(key(part, "shown")).map(Boolean::valueOf).orElse(true));
        }
        left.setDividerLocation(Theme.grid(settings.number("divider.FILES", 260) / 4));
        low.setDividerLocation(getHeight() - Theme.grid(settings.number("divider.BOTTOM", 116) / 4));
        low.validate();
        left.validate();
        right.setDividerLocation(right.getWidth() - Theme.grid(settings.number("divider.SIDE", 380) / 4));
    }

    /** Remembers where the dividers are. */
    void save() {
        if (!restored) {
            return;
        }
        for (Part part : Part.values()) {
            settings.put(key(part, "shown"), Boolean.toString(isShown(part)));
        }
        remember(Part.FILES, left.getDividerLocation());
        remember(Part.SIDE, right.getWidth() - right.getDividerLocation());
        remember(Part.BOTTOM, low.getHeight() - low.getDividerLocation());
    }

    private void remember(Part part, int pixels) {
        if (isShown(part)) {
            settings.put("divider." + part, Math.round(pixels / (Theme.grid(25) / 100f)));
        }
    }

    boolean isShown(Part part) {
        return component(part).isVisible();
    }

    /** Shows or hides a part; it comes back in the size it had. */
    void show(Part part, boolean shown) {
        if (isShown(part) == shown) {
            return;
        }
        JSplitPane split = switch (part) {
            case FILES -> left;
            case SIDE -> right;
            case BOTTOM -> low;
        };
        if (!shown) {
            split.setLastDividerLocation(split.getDividerLocation());
        }
        int last = split.getLastDividerLocation();
        component(part).setVisible(shown);
        split.setDividerSize(shown ? UIManager.getInt("SplitPane.dividerSize") : 0);
        if (shown && last > 0) {
            split.setDividerLocation(last);
        }
        revalidate();
    }

    private Component component(Part part) {
        return switch (part) {
            case FILES -> left.getLeftComponent();
            case SIDE -> right.getRightComponent();
            case BOTTOM -> low.getBottomComponent();
        };
    }

    private static String key(Part part, String what) {
        return "panel." + part + "." + what;
    }
}
