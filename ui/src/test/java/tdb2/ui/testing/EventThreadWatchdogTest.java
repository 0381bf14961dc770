package tdb2.ui.testing;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.EventQueue;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** The watchdog sees a stall. */
class EventThreadWatchdogTest {

    @Test
    void measuresHowLongTheEventThreadHangs() throws Exception {
        try (var watchdog = EventThreadWatchdog.start()) {
            var over = new CountDownLatch(1);
            EventQueue.invokeAndWait(watchdog::reset);
            EventQueue.invokeLater(() -> {
                try {
                    // until the watchdog has asked and waited: its own clock says how long
                    Thread.sleep(400);
                } catch (InterruptedException e) {
                    throw new AssertionError(e);
                } finally {
                    over.countDown();
                }
            });
            over.await();
            EventQueue.invokeAndWait(() -> {});
            ViewStand.await("the stall was seen", () -> watchdog.noticed() > 0);
            assertThat(watchdog.longest()).isGreaterThan(Duration.ofMillis(300));
            assertThat(watchdog.asked()).isPositive();
        }
    }
}
