package tdb2.ui.theme;

import java.text.NumberFormat;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** How offsets, sizes and counts are written. Any thread. */
public final class Formats {

    private static final String[] UNITS = { "B", "KiB", "MiB", "GiB", "TiB", "PiB", "EiB" };
    private static final Texts TEXTS = Texts.of(Formats.class);

    private static final int OFFSET_DIGITS = 8;

    private record Form(Locale locale, int digits) {}

    private static final ThreadLocal<Map<Form, NumberFormat>> FORMATS = ThreadLocal.withInitial(HashMap::new);

    private Formats() {}

    /** An offset in the file: hexadecimal, at least eight digits. */
    public static String offset(long offset) {
        if (offset < 0) {
            return "–";
        }
        String digits = Long.toHexString(offset);
        return "0x" + "0".repeat(Math.max(0, OFFSET_DIGITS - digits.length())) + digits;
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
        return format(0).format(count);
    }

    /** A share of a whole, "12.5 %"; whole percents above ten. */
    public static String percent(double share) {
        return number(share * 100, share >= 0.1 || share == 0 ? 0 : 1) + " %";
    }

    private static String number(double value, int digits) {
        return format(digits).format(value);
    }

    /** Made once for each thread: that takes longer than to write a figure, and tables write thousands of them. */
    private static NumberFormat format(int digits) {
        return FORMATS.get().computeIfAbsent(new Form(Locale.getDefault(), digits), form -> {
            NumberFormat format = NumberFormat.getNumberInstance(form.locale());
            format.setMaximumFractionDigits(form.digits());
            return format;
        });
    }
}
