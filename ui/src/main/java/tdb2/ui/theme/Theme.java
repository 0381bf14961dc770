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

import net.miginfocom.layout.PlatformDefaults;
import net.miginfocom.layout.UnitValue;

/** The look of all windows. Event thread only. */
public enum Theme {
    LIGHT, DARK, SYSTEM;

    private static final float[] ZOOMS = { 0.8f, 0.9f, 1, 1.1f, 1.25f, 1.5f, 1.75f, 2, 2.5f, 3 };

    private static boolean prepared;
    private static Theme worn = SYSTEM;

    /** Puts the theme on, also on windows that are already there. */
    public void apply() {
        prepare();
        worn = this;
        boolean dark = this == DARK || (this == SYSTEM && Desktop.preferDark());
        FlatLaf.setGlobalExtraDefaults(dark ? Map.of("@accentColor", "#4ea1e0") : Map.of("@accentColor", "#0072b2"));
        if (dark) {
            FlatDarkLaf.setup();
        } else {
            FlatLightLaf.setup();
        }
        FreedKeys.free();
        UIManager.put("ScrollPane.smoothScrolling", !reducedMotion());
        scaleLayouts();
        FlatLaf.updateUI();
    }

    /** The desktop told how it looks: windows follow at once where the theme is the desktop's. */
    static void desktopTold(DesktopWatch.Told told) {
        if (Desktop.told(told) && prepared) {
            worn.apply();
        }
    }

    /** Whether the user wants nothing to move that need not: ask before each animation. */
    public static boolean reducedMotion() {
        return Desktop.reducedMotion();
    }

    /** Makes everything larger, smaller, or for 0 as large as the desktop has it; keeps to steps from 80 % to 300 %. */
    public static void zoom(int steps) {
        prepare();
        if (steps == 0) {
            UIScale.zoomReset();
        }
        for (int i = 0; i < Math.abs(steps); i++) {
            boolean _ = steps > 0 ? UIScale.zoomIn() : UIScale.zoomOut();
        }
        scaleLayouts();
        FlatLaf.updateUI();
    }

    /** Makes everything larger or smaller than the desktop has it; goes to the nearest step. */
    public static void zoomTo(int percent) {
        prepare();
        float nearest = 1;
        for (float zoom : ZOOMS) {
            nearest = Math.abs(zoom - percent / 100f) < Math.abs(nearest - percent / 100f) ? zoom : nearest;
        }
        UIScale.setZoomFactor(nearest);
    }

    /** How much larger everything is than the desktop has it, in percent. */
    public static int zoom() {
        return Math.round(UIScale.getZoomFactor() * 100);
    }

    /** Distances in layouts grow like all else. */
    private static void scaleLayouts() {
        PlatformDefaults.setHorizontalScaleFactor(UIScale.getUserScaleFactor());
        PlatformDefaults.setVerticalScaleFactor(UIScale.getUserScaleFactor());
    }

    private static void prepare() {
        if (!prepared) {
            prepared = true;
            UIScale.setSupportedZoomFactors(ZOOMS.clone());
            PlatformDefaults.setLogicalPixelBase(PlatformDefaults.BASE_SCALE_FACTOR);
            PlatformDefaults.setDefaultHorizontalUnit(UnitValue.LPX);
            PlatformDefaults.setDefaultVerticalUnit(UnitValue.LPY);
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
