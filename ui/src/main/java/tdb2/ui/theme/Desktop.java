package tdb2.ui.theme;

import java.awt.Toolkit;
import java.util.Locale;
import java.util.Optional;

/**
 * What the desktop says about how programs should look: what it told while we ran, else what it tells Java; light and
 * moving when it says nothing. Event thread only.
 */
final class Desktop {

    private static Optional<Boolean> dark = Optional.empty();
    private static Optional<Boolean> still = Optional.empty();

    private Desktop() {}

    /** Takes in what the desktop just told; says whether that is news. */
    static boolean told(DesktopWatch.Told said) {
        var before = java.util.List.of(preferDark(), reducedMotion());
        dark = said.dark().or(() -> dark);
        still = said.still().or(() -> still);
        return !before.equals(java.util.List.of(preferDark(), reducedMotion()));
    }

    /** Whether the desktop's own theme is dark. */
    static boolean preferDark() {
        return dark.orElseGet(() -> {
            Object theme = Toolkit.getDefaultToolkit().getDesktopProperty("gnome.Net/ThemeName");
            String name = theme instanceof String known ? known : System.getenv("GTK_THEME");
            return name != null && name.toLowerCase(Locale.ROOT).contains("dark");
        });
    }

    /** Whether the user wants nothing to move that need not. */
    static boolean reducedMotion() {
        return still.orElseGet(() -> {
            Object animations = Toolkit.getDefaultToolkit().getDesktopProperty("gnome.Gtk/EnableAnimations");
            return animations instanceof Integer number && number == 0;
        });
    }
}
