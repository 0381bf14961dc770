package tdb2.app;

import java.io.PrintWriter;
import java.util.Locale;
import tdb2.engine.event.Progress;

/**
 * A line on the terminal that tells how far a long job is, how fast it goes and how long it will still take. Short jobs
 * never show it.
 */
final class ProgressBar implements Progress, AutoCloseable {

    private static final long FIRST_AFTER = 700_000_000L;
    private static final long AGAIN_AFTER = 100_000_000L;
    private static final int CALLS_BETWEEN_LOOKS = 64;
    private static final int WIDTH = 30;

    private final PrintWriter err;
    private final boolean shown;
    private final String what;
    private final long start = System.nanoTime();
    private long next = start + FIRST_AFTER;
    private boolean drawn;
    private int calls;

    private ProgressBar(PrintWriter err, boolean shown, String what) {
        this.err = err;
        this.shown = shown;
        this.what = what;
    }

    /** A bar on standard error; shows nothing when that is no terminal. */
    static ProgressBar on(Streams streams, String what) {
        return new ProgressBar(streams.err(), streams.terminal(), what);
    }

    @Override
    public boolean advanced(long done, long total) {
        if (shown && total > 0 && calls++ % CALLS_BETWEEN_LOOKS == 0) {
            long now = System.nanoTime();
            if (now >= next) {
                draw(done, total, now);
                next = now + AGAIN_AFTER;
            }
        }
        return false;
    }

    private void draw(long done, long total, long now) {
        double part = Math.clamp((double) done / total, 0, 1);
        double seconds = (now - start) / 1e9;
        int filled = (int) (part * WIDTH);
        String bar = "█".repeat(filled) + "░".repeat(WIDTH - filled);
        String rest = part > 0.01 ? duration(seconds / part - seconds) + " left" : "";
        err.print("\r%s %s %3.0f %%  %s/s  %s\u001b[K".formatted(what, bar, part * 100,
                rate(done / seconds), rest));
        err.flush();
        drawn = true;
    }

    private static String rate(double perSecond) {
        if (perSecond < 10_000) {
            return String.format(Locale.ROOT, "%.0f", perSecond);
        }
        return perSecond < 10_000_000
                ? String.format(Locale.ROOT, "%.0f k", perSecond / 1e3)
                : String.format(Locale.ROOT, "%.0f M", perSecond / 1e6);
    }

    private static String duration(double seconds) {
        long whole = Math.round(seconds);
        return whole < 60 ? whole + " s" : "%d:%02d min".formatted(whole / 60, whole % 60);
    }

    /** Takes the line away. */
    @Override
    public void close() {
        if (drawn) {
            err.print("\r\u001b[K");
            err.flush();
        }
    }
}
