package tdb2.ui.workbench;

import java.awt.Component;
import java.awt.KeyboardFocusManager;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

import javax.swing.JComponent;
import javax.swing.SwingUtilities;

/** The parts of the window that the keyboard goes through in turns. Event thread only. */
final class Parts {

    private final Supplier<Map<JComponent, Runnable>> groups;
    private final Map<JComponent, Runnable> others;

    /**
     * @param groups the groups of views there are at the moment, each with what moves the keyboard into it
     * @param others what else there is, inner parts before those around them
     */
    Parts(Supplier<Map<JComponent, Runnable>> groups, Map<JComponent, Runnable> others) {
        this.groups = groups;
        this.others = others;
    }

    /** Moves the keyboard to the next part, or to the one before. */
    void step(int by) {
        var parts = new LinkedHashMap<>(others);
        parts.putAll(groups.get());
        List<JComponent> shown = new ArrayList<>(parts.keySet());
        shown.removeIf(part -> !part.isShowing());
        if (!shown.isEmpty()) {
            int at = Math.floorMod(where(shown, by) + by, shown.size());
            parts.get(shown.get(at)).run();
        }
    }

    private static int where(List<JComponent> parts, int by) {
        Component focused = KeyboardFocusManager.getCurrentKeyboardFocusManager().getPermanentFocusOwner();
        for (int i = 0; i < parts.size(); i++) {
            if (focused != null && SwingUtilities.isDescendingFrom(focused, parts.get(i))) {
                return i;
            }
        }
        return by > 0 ? -1 : 0;
    }
}
