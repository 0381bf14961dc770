package tdb2.ui.workbench;

import java.awt.event.ActionEvent;

import javax.swing.AbstractAction;
import javax.swing.Action;
import javax.swing.KeyStroke;

import tdb2.ui.theme.Icons;
import tdb2.ui.theme.Texts;

/**
 * Makes actions from the texts of this package: {@code action.ID.name}, and where there are any {@code .mnemonic},
 * {@code .key}, {@code .tip} and {@code .icon}. Event thread only.
 */
final class Actions {

    private static final Texts TEXTS = Jobs.TEXTS;

    private Actions() {}

    /** An action with a name and a key from elsewhere. */
    static Action of(String name, KeyStroke key, Runnable what) {
        Action action = named(name, what);
        action.putValue(Action.ACCELERATOR_KEY, key);
        return action;
    }

    private static Action named(String name, Runnable what) {
        return new AbstractAction(name) {
            @Override
            public void actionPerformed(ActionEvent event) {
                what.run();
            }
        };
    }

    /** An action that does something simple. */
    static Action of(String id, Runnable what) {
        Action action = named(TEXTS.get("action." + id + ".name"), what);
        action.putValue(Action.ACTION_COMMAND_KEY, id);
        text(id, "mnemonic", text -> action.putValue(Action.MNEMONIC_KEY,
                java.awt.event.KeyEvent.getExtendedKeyCodeForChar(text.charAt(0))));
        text(id, "key", text -> action.putValue(Action.ACCELERATOR_KEY, KeyStroke.getKeyStroke(text)));
        text(id, "tip", text -> action.putValue(Action.SHORT_DESCRIPTION, text));
        text(id, "icon", text -> action.putValue(Action.SMALL_ICON, Icons.of(text)));
        return action;
    }

    private static void text(String id, String part, java.util.function.Consumer<String> taker) {
        String key = "action." + id + "." + part;
        if (TEXTS.has(key)) {
            taker.accept(TEXTS.get(key));
        }
    }
}
