package tdb2.app;

import java.io.PrintWriter;
import java.util.Locale;
import java.util.function.LongSupplier;
import tdb2.engine.event.Progress;

/**
 * A line on the terminal that tells how far a long job is, how fast it goes and how long it will still take. Short jobs
 * never show it. When less is done than before, the next step of the job has begun: steps are numbered from the second on,
 * and each has a speed of its own.
 */
final class ProgressBar implements Progress, AutoCloseable {

    private static final long FIRST_AFTER = 700_000_000L;
    private static final long AGAIN_AFTER = 100_000_000L;
    private static final int CALLS_BETWEEN_LOOKS = 64;
    private static final int WIDTH = 30;

    private final PrintWriter err;
    private final boolean shown;
    private final String what;
    private final LongSupplier clock;
    private long start;
    private long next;
    private long before;
    private int step = 1;
    private boolean drawn;
    private int calls;

    /**
     * @param shown whether anything is written
     * @param clock nanoseconds
     */
    ProgressBar(PrintWriter err, boolean shown, String what, LongSupplier clock) {
        this.err = err;
        this.shown = shown;
        this.what = what;
        this.clock = clock;
        start = clock.getAsLong();
        next = start + FIRST_AFTER;
    }

    /** A bar on standard error; shows nothing when that is no terminal. */
    static ProgressBar on(Streams streams, String what) {
        return new ProgressBar(streams.err(), streams.terminal(), what, System::nanoTime);
    }

    @Override
    public boolean advanced(long done, long total) {
        if (!shown || total <= 0) {
            return false;
        }
        boolean anew = done < before;
        before = done;
        if (anew || calls++ % CALLS_BETWEEN_LOOKS == 0) {
            long now = clock.getAsLong();
            if (anew) {
                step++;
                start = now;
            }
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
        String name = step == 1 ? what : what + ", step " + step;
        String bar = "█".repeat(filled) + "░".repeat(WIDTH - filled);
        String rest = part > 0.01 ? duration(seconds / part - seconds) + " left" : "";
        err.print("\r%s %s %3.0f %%  %s/s  %s\u001b[K".formatted(name, bar, part * 100,
                rate(seconds > 0 ? done / seconds : 0), rest));
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
