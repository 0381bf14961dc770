package tdb2.ui.theme;

import java.awt.Font;
import java.util.Map;

import javax.swing.UIManager;

import com.formdev.flatlaf.FlatDarkLaf;
import com.formdev.flatlaf.FlatLaf;
import com.formdev.flatlaf.FlatLightLaf;
import com.formdev.flatlaf.fonts.inter.FlatInterFont;
import com.formdev.flatlaf.fonts.jetbrains_mono.FlatJetBrainsMonoFont;
import com.formdev.flatlaf.util.FontUtils;
import com.formdev.flatlaf.util.UIScale;

/** The look of all windows. Event thread only. */
public enum Theme {
    LIGHT, DARK, SYSTEM;

    private static boolean fontsReady;

    /** Puts the theme on, also on windows that are already there. */
    public void apply() {
        prepareFonts();
        boolean dark = this == DARK || (this == SYSTEM && DesktopColours.preferDark());
        FlatLaf.setGlobalExtraDefaults(dark ? Map.of("@accentColor", "#4ea1e0") : Map.of("@accentColor", "#0072b2"));
        if (dark) {
            FlatDarkLaf.setup();
        } else {
            FlatLightLaf.setup();
        }
        FlatLaf.updateUI();
    }

    private static void prepareFonts() {
        if (!fontsReady) {
            fontsReady = true;
            FlatInterFont.install();
            FlatJetBrainsMonoFont.install();
            FlatLaf.setPreferredFontFamily(FlatInterFont.FAMILY);
            FlatLaf.setPreferredLightFontFamily(FlatInterFont.FAMILY_LIGHT);
            FlatLaf.setPreferredSemiboldFontFamily(FlatInterFont.FAMILY_SEMIBOLD);
            FlatLaf.setPreferredMonospacedFontFamily(FlatJetBrainsMonoFont.FAMILY);
            FlatLaf.registerCustomDefaultsSource("tdb2.ui.theme");
        }
    }

    /** Whether the look that is on is a dark one. */
    public static boolean isDark() {
        return FlatLaf.isLafDark();
    }

    /** For bytes, offsets and keys. */
    public static Font mono() {
        int size = UIManager.getFont("Label.font").getSize();
        return lasting(FontUtils.getCompositeFont(FlatJetBrainsMonoFont.FAMILY, Font.PLAIN, size));
    }

    /** For headings of a view. */
    public static Font heading() {
        return lasting(UIManager.getFont("h3.font"));
    }

    /** The font of a title within a page. */
    public static Font title() {
        return lasting(UIManager.getFont("h4.font"));
    }

    /** A font that a change of the look does not replace. */
    private static Font lasting(Font font) {
        return font.deriveFont(font.getSize2D());
    }

    /** For side remarks. */
    public static Font small() {
        return lasting(UIManager.getFont("small.font"));
    }

    /** Steps of the grid that distances keep to: 4 pixels each, scaled. */
    public static int grid(int steps) {
        return UIScale.scale(4 * steps);
    }
}
