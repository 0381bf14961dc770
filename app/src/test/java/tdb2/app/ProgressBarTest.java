package tdb2.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;

/** How far a job is, and how long it will still take. */
class ProgressBarTest {

    private static final long SECOND = 1_000_000_000L;
    private static final int TOTAL = 100_000;

    private final StringWriter err = new StringWriter();
    private long now;

    @Test
    void aShortJobShowsNothing() {
        try (ProgressBar bar = bar(true)) {
            run(bar, SECOND / 2);
        }
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void whereThereIsNoTerminalNothingIsWritten() {
        try (ProgressBar bar = bar(false)) {
            run(bar, 100 * SECOND);
        }
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void theSecondStepIsCalledSoAndHasASpeedOfItsOwn() {
        try (ProgressBar bar = bar(true)) {
            run(bar, 1000 * SECOND);
            int first = err.toString().length();
            assertThat(err.toString()).doesNotContain("step").contains(" 51 %", "8:08 min left");
            run(bar, 10 * SECOND);
            assertThat(err.toString().substring(first)).contains("job, step 2").contains("5 s left")
                    .doesNotContain("min left");
        }
        assertThat(err.toString()).endsWith("\r\u001b[K");
    }

    private ProgressBar bar(boolean shown) {
        return new ProgressBar(new PrintWriter(err), shown, "job", () -> now);
    }

    private void run(ProgressBar bar, long time) {
        long start = now;
        for (int done = 0; done <= TOTAL; done += 100) {
            now = start + time / TOTAL * done;
            assertThat(bar.advanced(done, TOTAL)).isFalse();
        }
    }
}
