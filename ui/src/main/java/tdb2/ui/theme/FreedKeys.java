package tdb2.ui.theme;

import java.util.List;
import java.util.stream.Stream;

import javax.swing.InputMap;
import javax.swing.KeyStroke;
import javax.swing.UIManager;

/** Keys that components of the look bind to something few know, and that mean something in the window. */
final class FreedKeys {

    private static final List<String> TEXTS = Stream
            .of("TextField", "FormattedTextField", "PasswordField", "TextArea", "TextPane", "EditorPane")
            .map(component -> component + ".focusInputMap").toList();

    private FreedKeys() {}

    /** Takes the keys from the look that is on. */
    static void free() {
        TEXTS.forEach(map -> free(map, "ctrl H"));
        free("SplitPane.ancestorInputMap", "F6", "ctrl TAB", "ctrl shift TAB");
    }

    private static void free(String map, String... keys) {
        if (UIManager.get(map) instanceof InputMap bound) {
            for (String key : keys) {
                bound.put(KeyStroke.getKeyStroke(key), "none");
            }
        }
    }
}
