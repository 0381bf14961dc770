package tdb2.ui.workbench;

import java.awt.event.InputEvent;
import java.awt.event.KeyEvent;
import java.util.Comparator;
import java.util.List;

import javax.swing.KeyStroke;

import tdb2.ui.theme.Texts;

/**
 * A key and what it does, as the texts of a package tell: {@code action.ID.name} and {@code action.ID.key}, and
 * {@code action.ID.view} where the package has several views: those it belongs to, parted by blanks. The help page lists all of them. Any thread.
 *
 * @param id names the action among those of its view, which binds it under this name
 * @param name what it does
 * @param key the key
 */
public record Shortcut(String id, String name, KeyStroke key) {

    private static final String ACTION = "action.";
    private static final String KEY = ".key";
    private static final String VIEW = ".view";

    /** The shortcut of one action. */
    public static Shortcut of(Texts texts, String id) {
        return new Shortcut(id, texts.get(ACTION + id + ".name"), KeyStroke.getKeyStroke(texts.get(ACTION + id + KEY)));
    }

    /** All shortcuts of a package, by name. */
    public static List<Shortcut> all(Texts texts) {
        return texts.bundle().keySet().stream().filter(key -> key.startsWith(ACTION) && key.endsWith(KEY))
                .map(key -> of(texts, key.substring(ACTION.length(), key.length() - KEY.length())))
                .sorted(Comparator.comparing(Shortcut::name)).toList();
    }

    /** The shortcuts of a package that are of one view, or of no view by name. */
    public static List<Shortcut> allOf(Texts texts, String view) {
        return all(texts).stream().filter(shortcut -> {
            String line = ACTION + shortcut.id + VIEW;
            return !texts.bundle().containsKey(line) || List.of(texts.get(line).split(" ")).contains(view);
        }).toList();
    }

    /** The key as people write it. */
    public String keyText() {
        return text(key);
    }

    /** A key as people write it: "Ctrl+O". */
    static String text(KeyStroke key) {
        String modifiers = InputEvent.getModifiersExText(key.getModifiers());
        return (modifiers.isEmpty() ? "" : modifiers + "+") + KeyEvent.getKeyText(key.getKeyCode());
    }
}
