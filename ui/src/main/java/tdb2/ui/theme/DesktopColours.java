package tdb2.ui.theme;

import java.awt.Toolkit;
import java.util.Locale;

/** What the desktop says about light and dark. Event thread only. */
final class DesktopColours {

    private DesktopColours() {}

    /** Whether the desktop's own theme is dark, as far as it tells Java; light when it does not. */
    static boolean preferDark() {
        Object theme = Toolkit.getDefaultToolkit().getDesktopProperty("gnome.Net/ThemeName");
        if (theme instanceof String name) {
            return name.toLowerCase(Locale.ROOT).contains("dark");
        }
        String gtk = System.getenv("GTK_THEME");
        return gtk != null && gtk.toLowerCase(Locale.ROOT).contains("dark");
    }
}
