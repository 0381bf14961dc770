package tdb2.ui.theme;

import java.awt.Color;

/** How well a colour can be told from its ground, as WCAG 2 defines it. Any thread. */
public final class Contrast {

    /** The least for text (level AA). */
    public static final double TEXT = 4.5;
    /** The least for graphics (level AA). */
    public static final double GRAPHICS = 3;

    private Contrast() {}

    /** From 1, the same, to 21, black on white. */
    public static double ratio(Color one, Color other) {
        double light = luminance(one);
        double dark = luminance(other);
        return (Math.max(light, dark) + 0.05) / (Math.min(light, dark) + 0.05);
    }

    private static double luminance(Color color) {
        return 0.2126 * linear(color.getRed()) + 0.7152 * linear(color.getGreen()) + 0.0722 * linear(color.getBlue());
    }

    private static double linear(int channel) {
        double share = channel / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }

    /** Black or white, whichever can be read on a colour. */
    public static Color ink(Color ground) {
        return better(ground, new Color(0x1B1E24), Color.WHITE);
    }

    /** Of two inks the one that stands out more. */
    public static Color better(Color ground, Color one, Color other) {
        return ratio(ground, one) >= ratio(ground, other) ? one : other;
    }
}
