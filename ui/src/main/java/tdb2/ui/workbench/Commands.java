package tdb2.ui.workbench;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.swing.Action;
import javax.swing.KeyStroke;

/**
 * Every action of the window, once, with its name and key: menus, tool bar, palette and help page are made of it. Event
 * thread only.
 */
final class Commands {

    /** What actions are about. */
    enum Group {
        FILE, EDIT, GO, VIEW, PERSPECTIVE, ARRANGE, LOOK, HELP;

        /** Its name for people. */
        String title() {
            return Jobs.TEXTS.get("group." + name());
        }
    }

    /**
     * One of them.
     *
     * @param group what it is about
     * @param id names it for tests and menus
     * @param action does it
     */
    record Command(Group group, String id, Action action) {

        String name() {
            return String.valueOf(action.getValue(Action.NAME));
        }

        Optional<KeyStroke> key() {
            return Optional.ofNullable((KeyStroke) action.getValue(Action.ACCELERATOR_KEY));
        }
    }

    private final Map<String, Command> all = new LinkedHashMap<>();

    /** Takes in an action whose texts are those of this package. */
    Action add(Group group, String id, Runnable what) {
        return add(group, id, Actions.of(id, what));
    }

    /**
     * Takes in an action.
     *
     * @throws IllegalStateException when there is one of that id
     */
    Action add(Group group, String id, Action action) {
        if (all.putIfAbsent(id, new Command(group, id, action)) != null) {
            throw new IllegalStateException("twice the same action: " + id);
        }
        return action;
    }

    /** The action of an id. */
    Action get(String id) {
        return all.get(id).action();
    }

    /** All of them, in the order in which they came. */
    List<Command> all() {
        return List.copyOf(all.values());
    }

    /** Those of a group. */
    List<Command> of(Group group) {
        return all.values().stream().filter(command -> command.group() == group).toList();
    }
}
