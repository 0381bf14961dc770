package tdb2.ui.workbench;

import java.util.List;
import java.util.stream.Stream;

import javax.swing.AbstractButton;
import javax.swing.Action;
import javax.swing.Box;
import javax.swing.JButton;
import javax.swing.JToggleButton;
import javax.swing.JToolBar;

import tdb2.ui.workbench.Commands.Command;
import tdb2.ui.workbench.Commands.Group;

/** The actions people need most, as buttons. */
final class ToolBar extends JToolBar {

    private static final List<List<String>> FIRST =
            List.of(List.of("open", "refresh", "live"),
                    List.of("save", "undo", "redo"), List.of("back", "forward"));
    private static final List<String> LAST = List.of("theme");

    ToolBar(Commands commands) {
        setName("toolbar");
        setFloatable(false);
        getAccessibleContext().setAccessibleName(Jobs.TEXTS.get("toolbar.name"));
        for (List<String> group : FIRST) {
            commands.all().stream().filter(command -> group.contains(command.id()))
                    .forEach(command -> add(button(command, plain(command), true)));
            addSeparator();
        }
        Stream<Command> perspectives = commands.of(Group.PERSPECTIVE).stream()
                .filter(command -> command.action().getValue(Action.SELECTED_KEY) != null);
        perspectives.forEach(command -> add(button(command, new JToggleButton(command.action()), false)));
        add(Box.createHorizontalGlue());
        commands.all().stream().filter(command -> LAST.contains(command.id()))
                .forEach(command -> add(button(command, new JButton(command.action()), true)));
    }

    private static AbstractButton plain(Command command) {
        return command.action().getValue(Action.SELECTED_KEY) == null
                ? new JButton(command.action())
                : new JToggleButton(command.action());
    }

    private static AbstractButton button(Command command, AbstractButton button, boolean iconOnly) {
        button.setName("tool." + command.id());
        button.setHideActionText(iconOnly);
        button.getAccessibleContext().setAccessibleName(command.name());
        Object tip = command.action().getValue(Action.SHORT_DESCRIPTION);
        String key = command.key().map(stroke -> " (" + Shortcut.text(stroke) + ")").orElse("");
        button.setToolTipText((tip == null ? command.name() : tip) + key);
        return button;
    }

    /** Moves the keyboard to the first button that can be pressed. */
    void takeFocus() {
        Stream.of(getComponents()).filter(AbstractButton.class::isInstance).filter(java.awt.Component::isEnabled)
                .findFirst().ifPresent(java.awt.Component::requestFocusInWindow);
    }
}
