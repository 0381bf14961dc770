package tdb2.engine.decode.basic;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** Points in time as files hold them, written in UTC. Has no state: safe for several threads. */
public final class Times {

    /** The largest time a 64-bit Windows clock knows: "never". */
    public static final long NT_NEVER = Long.MAX_VALUE;

    private static final DateTimeFormatter FORMAT =
            DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss 'UTC'", Locale.ROOT)
                    .withZone(ZoneOffset.UTC);
    /** Seconds from 1601 to 1970. */
    private static final long NT_EPOCH = 11_644_473_600L;
    private static final long NT_TICKS = 10_000_000;
    /** The years shown: what lies without is no time but a number. */
    private static final int LAST_YEAR = 9999;

    private Times() {}

    /** Seconds since 1970. */
    public static String unix(long seconds) {
        return at(seconds, 0, Long.toString(seconds));
    }

    /** Seconds and nanoseconds since 1970; the fraction only where there is one. */
    public static String unix(long seconds, long nanos) {
        if (nanos < 0 || nanos >= 1_000_000_000) {
            return seconds + " s + " + nanos + " ns";
        }
        return at(seconds, nanos, seconds + "." + "%09d".formatted(nanos));
    }

    /** 100 nanoseconds since 1601 (NTTIME); 0 is none, the largest is never. */
    public static String nt(long ticks) {
        if (ticks == 0) {
            return "none";
        }
        if (ticks == NT_NEVER || ticks == Long.MIN_VALUE || ticks == -1) {
            return "never";
        }
        if (ticks < 0) {
            return Long.toUnsignedString(ticks);
        }
        return at(ticks / NT_TICKS - NT_EPOCH, ticks % NT_TICKS * 100, Long.toString(ticks));
    }

    private static String at(long seconds, long nanos, String otherwise) {
        try {
            Instant instant = Instant.ofEpochSecond(seconds, nanos);
            int year = instant.atZone(ZoneOffset.UTC).getYear();
            if (year < 1 || year > LAST_YEAR) {
                return otherwise;
            }
            String text = FORMAT.format(instant);
            return nanos == 0
                    ? text
                    : text.replace(" UTC", "." + "%09d".formatted(nanos).replaceAll("0+$", "") + " UTC");
        } catch (DateTimeException _) {
            return otherwise;
        }
    }
}
