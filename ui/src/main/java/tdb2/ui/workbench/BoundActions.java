package tdb2.ui.workbench;

import java.awt.Component;
import java.awt.Container;
import java.awt.event.ActionEvent;
import java.util.Optional;
import java.util.stream.Stream;

import javax.swing.Action;
import javax.swing.JComponent;

/** Does what a view bound to a key of its own, by the name under which it did so. Event thread only. */
final class BoundActions {

    private BoundActions() {}

    /** Does it, where some component of the view has such an action and it is enabled. */
    static void perform(JComponent view, String name) {
        find(view, name).filter(Action::isEnabled)
                .ifPresent(action -> action.actionPerformed(new ActionEvent(view, ActionEvent.ACTION_PERFORMED, name)));
    }

    /** The outermost action of that name; not one of another file. */
    static Optional<Action> find(Component within, String name) {
        if (within instanceof ViewSlot && !within.isVisible()) {
            return Optional.empty();
        }
        if (within instanceof JComponent one && one.getActionMap().get(name) != null) {
            return Optional.of(one.getActionMap().get(name));
        }
        return within instanceof Container parts
                ? Stream.of(parts.getComponents()).flatMap(part -> find(part, name).stream()).findFirst()
                : Optional.empty();
    }
}
