package tdb2.ui.workbench;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;

import javax.swing.JComponent;
import javax.swing.JRootPane;
import javax.swing.KeyStroke;

import tdb2.ui.theme.Theme;

/** How the window looks, and that it looks so again after the next start. Event thread only. */
final class Look {

    private static final String THEME = "theme";
    private static final String ZOOM = "window.zoom";
    private static final int WHOLE = 100;

    /** Keyboards differ in which key has the plus sign, and some have two. */
    private static final Map<String, String> MORE_KEYS = Map.of("ctrl EQUALS", "zoomIn", "ctrl shift EQUALS", "zoomIn",
            "ctrl shift PLUS", "zoomIn", "ctrl ADD", "zoomIn", "ctrl SUBTRACT", "zoomOut", "ctrl NUMPAD0", "zoomReset");

    private final Settings settings;
    private Theme theme;

    /** Puts on what is remembered. */
    Look(Settings settings) {
        this.settings = settings;
        theme = settings.get(THEME).flatMap(Look::named).orElse(Theme.SYSTEM);
        Theme.zoomTo(settings.number(ZOOM, WHOLE));
        theme.apply();
    }

    private static Optional<Theme> named(String name) {
        return Arrays.stream(Theme.values()).filter(known -> known.name().equals(name)).findFirst();
    }

    Theme theme() {
        return theme;
    }

    void use(Theme chosen) {
        theme = chosen;
        settings.put(THEME, chosen.name());
        chosen.apply();
    }

    void zoom(int steps) {
        Theme.zoom(steps);
        settings.put(ZOOM, Theme.zoom());
    }

    /** Lets further keys zoom that people expect to. */
    static void bindMoreKeys(JRootPane root, Commands commands) {
        MORE_KEYS.forEach((key, id) -> {
            root.getInputMap(JComponent.WHEN_IN_FOCUSED_WINDOW).put(KeyStroke.getKeyStroke(key), id);
            root.getActionMap().put(id, commands.get(id));
        });
    }
}
