package tdb2.ui.records;

import java.awt.event.ActionEvent;
import javax.swing.AbstractAction;
import javax.swing.Action;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JMenuItem;
import tdb2.ui.theme.Texts;
import tdb2.ui.workbench.Shortcut;

/**
 * What can be done in the view of records, as keys, buttons and items of a menu; the texts of the view name them. Event
 * thread only.
 *
 * @param panel where the keys work
 */
record RecordActions(JComponent panel) {
    private static final Texts TEXTS = Texts.of(RecordsView.class);

    /** Has a key do something anywhere in the view. */
    void bind(String name, Runnable does) {
        panel.getInputMap(JComponent.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT).put(Shortcut.of(TEXTS, name).key(), name);
        panel.getActionMap().put(name, action(name, does));
    }

    static JButton button(String name, Runnable does) {
        var button = new JButton(TEXTS.get(name + ".open"));
        button.setName(name + ".open");
        button.setToolTipText(TEXTS.get(name + ".open.tip", Shortcut.of(TEXTS, name).keyText()));
        button.addActionListener(_ -> does.run());
        return button;
    }

    static JMenuItem item(String name, Runnable does) {
        var shortcut = Shortcut.of(TEXTS, name);
        var action = action(shortcut.name(), does);
        action.putValue(Action.ACCELERATOR_KEY, shortcut.key());
        return new JMenuItem(action);
    }

    static Action action(String title, Runnable does) {
        return new AbstractAction(title) {
            @Override
            public void actionPerformed(ActionEvent event) {
                does.run();
            }
        };
    }
}
