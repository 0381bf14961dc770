package tdb2.ui.theme;

import java.text.NumberFormat;
import java.util.Locale;

/** How offsets, sizes and counts are written. Any thread. */
public final class Formats {

    private static final String[] UNITS = { "B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB" };
    private static final Texts TEXTS = Texts.of(Formats.class);

    private Formats() {}

    /** An offset in the file: hexadecimal, at least eight digits. */
    public static String offset(long offset) {
        return offset < 0 ? "–" : "0x%08x".formatted(offset);
    }

    /** The tooltip of an offset: the same in decimal. */
    public static String offsetTip(long offset) {
        return TEXTS.get("offset.tip", count(offset));
    }

    /** A size, rounded to three digits: "1.23 MiB". */
    public static String size(long bytes) {
        double value = bytes;
        int unit = 0;
        while (value >= 1000 && unit < UNITS.length - 1) {
            value /= 1024;
            unit++;
        }
        int digits = unit == 0 || value >= 100 ? 0 : value >= 10 ? 1 : 2;
        return number(value, digits) + " " + UNITS[unit];
    }

    /** The tooltip of a size: the exact figure. */
    public static String sizeTip(long bytes) {
        return TEXTS.get("size.tip", count(bytes));
    }

    /** A count with the user's own grouping. */
    public static String count(long count) {
        return NumberFormat.getIntegerInstance(Locale.getDefault()).format(count);
    }

    /** A share of a whole, "12.5 %"; whole percents above ten. */
    public static String percent(double share) {
        return number(share * 100, share >= 0.1 || share == 0 ? 0 : 1) + " %";
    }

    private static String number(double value, int digits) {
        NumberFormat format = NumberFormat.getNumberInstance(Locale.getDefault());
        format.setMaximumFractionDigits(digits);
        return format.format(value);
    }
}
