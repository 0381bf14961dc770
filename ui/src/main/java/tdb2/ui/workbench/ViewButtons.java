package tdb2.ui.workbench;

import java.awt.event.ActionEvent;
import java.util.HashMap;
import java.util.Map;

import javax.swing.AbstractAction;
import javax.swing.Action;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JPanel;

import tdb2.ui.theme.Icons;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.WrapBar;

/**
 * Buttons of a view, each with a key that does the same anywhere in the view: {@code action.ID.name}, {@code .key},
 * {@code .tip} and {@code .icon} of its texts. Event thread only.
 *
 * @param view id of the view; the buttons are called {@code VIEW.ID}
 * @param within where the keys work
 * @param texts of the view
 * @param actions made so far
 */
public record ViewButtons(String view, JComponent within, Texts texts, Map<String, Action> actions) {

    /** None yet. */
    public static ViewButtons of(String view, JComponent within, Texts texts) {
        return new ViewButtons(view, within, texts, new HashMap<>());
    }

    /** Puts one more into a bar. */
    public void add(JPanel bar, String id, Runnable does) {
        bar.add(button(id, does));
    }

    /** Puts one more into a bar, where it begins a row. */
    public void begin(WrapBar bar, String id, Runnable does) {
        bar.begin(button(id, does));
    }

    private JButton button(String id, Runnable does) {
        Shortcut shortcut = Shortcut.of(texts, id);
        Action action = new AbstractAction(shortcut.name()) {
            @Override
            public void actionPerformed(ActionEvent event) {
                does.run();
            }
        };
        String icon = "action." + id + ".icon";
        if (texts.has(icon)) {
            action.putValue(Action.SMALL_ICON, Icons.of(texts.get(icon)));
        }
        action.putValue(Action.SHORT_DESCRIPTION, texts.get("action." + id + ".tip") + " (" + shortcut.keyText() + ")");
        within.getInputMap(JComponent.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT).put(shortcut.key(), id);
        within.getActionMap().put(id, action);
        actions.put(id, action);
        var button = new JButton(action);
        button.setName(view + "." + id);
        return button;
    }

    /** Lets an action be done, or not. */
    public void enable(String id, boolean can) {
        actions.get(id).setEnabled(can);
    }
}
