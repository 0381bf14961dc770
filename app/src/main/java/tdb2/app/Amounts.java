package tdb2.app;

import java.nio.ByteOrder;
import java.util.Locale;

/** Numbers as people read them. */
final class Amounts {

    private static final String[] UNITS = { "KiB", "MiB", "GiB", "TiB", "PiB", "EiB" };

    private Amounts() {}

    /** "454656 bytes (444.0 KiB)". */
    static String bytes(long count) {
        return count < 1024 ? count + " bytes" : count + " bytes (" + rounded(count) + ")";
    }

    private static String rounded(long count) {
        double value = count;
        int unit = -1;
        while (value >= 1024) {
            value /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, UNITS[unit]);
    }

    /** "12.5 %"; of nothing it is 0. */
    static String percent(long part, long whole) {
        return String.format(Locale.ROOT, "%.1f %%", whole == 0 ? 0 : 100.0 * part / whole);
    }

    /** "LE" or "BE". */
    static String order(ByteOrder order) {
        return order == ByteOrder.LITTLE_ENDIAN ? "LE" : "BE";
    }
}
