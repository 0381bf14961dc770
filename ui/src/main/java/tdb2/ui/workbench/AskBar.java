package tdb2.ui.workbench;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Container;
import java.awt.KeyboardFocusManager;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

import javax.swing.Action;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.KeyStroke;

import tdb2.ui.widgets.MessageBar;
import tdb2.ui.widgets.MessageBar.Message;

/**
 * Asks something above the views. Nothing else has to wait for the answer. The keyboard is in the first answer, arrow keys
 * go to the others, and Escape gives the last one. Event thread only.
 */
final class AskBar extends JPanel {

    private final MessageBar bar = new MessageBar();
    private List<JButton> buttons = List.of();
    private Optional<Component> before = Optional.empty();

    /**
     * An answer.
     *
     * @param id of its name among the texts of actions
     * @param does what is done when it is given
     */
    record Answer(String id, Runnable does) {}

    AskBar() {
        super(new BorderLayout());
        setName("ask");
        bar.setName("ask.message");
        setVisible(false);
        add(bar);
        Action last = Actions.of("leaveAsk", () -> {
            if (!buttons.isEmpty()) {
                buttons.getLast().doClick();
            }
        });
        bind("ESCAPE", "leave", last);
        bind("ENTER", "press", Actions.of("pressAnswer", () -> buttons.stream().filter(Component::isFocusOwner)
                .findFirst().ifPresent(JButton::doClick)));
        bind("RIGHT", "next", Actions.of("nextAnswer", () -> step(1)));
        bind("LEFT", "previous", Actions.of("previousAnswer", () -> step(-1)));
    }

    private void bind(String key, String name, Action action) {
        getInputMap(JComponent.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT).put(KeyStroke.getKeyStroke(key), name);
        getActionMap().put(name, action);
    }

    private void step(int by) {
        Component focused = KeyboardFocusManager.getCurrentKeyboardFocusManager().getPermanentFocusOwner();
        int at = buttons.indexOf(focused);
        if (at >= 0) {
            buttons.get(Math.floorMod(at + by, buttons.size())).requestFocusInWindow();
        }
    }

    /** Asks; what was asked before is no longer asked. */
    void ask(Message question, Answer... answers) {
        if (!isVisible()) {
            before = Optional
                    .ofNullable(KeyboardFocusManager.getCurrentKeyboardFocusManager().getPermanentFocusOwner());
        }
        bar.show(question, Arrays.stream(answers).map(answer -> Actions.of(answer.id(), () -> {
            leave();
            answer.does().run();
        })).toArray(Action[]::new));
        List<String> names = Arrays.stream(answers).map(Answer::id).toList();
        buttons = buttons(bar).filter(button -> names.contains(button.getActionCommand())).toList();
        buttons.forEach(button -> button.setName("ask." + button.getActionCommand()));
        setVisible(true);
        revalidate();
        buttons.getFirst().requestFocusInWindow();
    }

    private static Stream<JButton> buttons(Container in) {
        return Stream.of(in.getComponents()).flatMap(child -> child instanceof JButton button
                ? Stream.of(button)
                : child instanceof Container container ? buttons(container) : Stream.empty());
    }

    private void leave() {
        setVisible(false);
        buttons = List.of();
        bar.clear();
        before.filter(Component::isShowing).ifPresent(Component::requestFocusInWindow);
        before = Optional.empty();
    }
}
