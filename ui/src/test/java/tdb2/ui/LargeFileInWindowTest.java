package tdb2.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;

import org.assertj.swing.edt.GuiActionRunner;
import org.assertj.swing.timing.Condition;
import org.assertj.swing.timing.Pause;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import tdb2.ui.testing.EventThreadWatchdog;
import tdb2.ui.testing.Stage;
import tdb2.ui.theme.Theme;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.OpenFile;
import tdb2.ui.workbench.Settings;
import tdb2.ui.workbench.ViewIds;

/**
 * How long the event thread gives no answer while a large file is opened in the whole window, and while its pictures come up
 * and are made anew. The property {@code tdb2.large.file} names the file; {@code ui/docs/scale.md} says how to make one and
 * keeps the figures, which go to {@code target/stalls.txt}. Nothing is asserted about time, but that every step is reached.
 */
@Tag("large")
@Timeout(value = 20, unit = TimeUnit.MINUTES)
class LargeFileInWindowTest {

    private static final int HANG_MILLIS = 600_000;

    private final List<String> figures = new ArrayList<>();
    private long since;
    private long processor;

    @Test
    void theWindowAnswersWhileALargeFileIsOpenedAndItsPicturesAreShown() throws IOException {
        Path file = Path.of(System.getProperty("tdb2.large.file", ""));
        assumeTrue(Files.isRegularFile(file), "no large file is named by tdb2.large.file");
        Settings settings = Settings.inMemory();
        settings.put("theme", Theme.LIGHT.name());
        begin();
        try (var watchdog = EventThreadWatchdog.start(); var stage = new Stage(() -> Browser.window(settings))) {
            stage.robot().waitForIdle();
            figure("the window comes up, without a file", watchdog);
            GuiActionRunner.execute(() -> stage.workbench().open(List.of(file)));
            await("the file is open", () -> document(stage) != null);
            settle(stage);
            figure("the file is opened, its records are counted", watchdog);
            for (String view : List.of(ViewIds.DEPTHS, ViewIds.SPACE, ViewIds.SUMMARY, ViewIds.LOCKS, ViewIds.HEX,
                    ViewIds.RECORDS)) {
                GuiActionRunner.execute(() -> stage.workbench().reveal(view));
                settle(stage);
                figure(view + " is shown for the first time", watchdog);
            }
            for (String view : List.of(ViewIds.DEPTHS, ViewIds.SPACE, ViewIds.LOCKS, ViewIds.RECORDS)) {
                GuiActionRunner.execute(() -> stage.workbench().reveal(view));
                settle(stage);
                watchdog.reset();
                begin();
                GuiActionRunner.execute(() -> document(stage).refresh());
                settle(stage);
                figure(view + " is made anew", watchdog);
            }
        }
        Files.write(Path.of("target", "stalls.txt"), figures);
        assertThat(figures).hasSize(12);
    }

    /** Until nothing is worked on any more, for a second. */
    private static void settle(Stage stage) {
        long[] quiet = { System.nanoTime() };
        await("all jobs are done", () -> {
            if (!stage.workbench().jobs().active().isEmpty()) {
                quiet[0] = System.nanoTime();
            }
            return System.nanoTime() - quiet[0] > 1_000_000_000L;
        });
    }

    private static Document document(Stage stage) {
        return stage.workbench().files().active().flatMap(OpenFile::document).orElse(null);
    }

    private void begin() {
        since = System.nanoTime();
        processor = processorNanos();
    }

    private static long processorNanos() {
        return ProcessHandle.current().info().totalCpuDuration().orElseThrow().toNanos();
    }

    private void figure(String what, EventThreadWatchdog watchdog) {
        String figure = "%s: %.1f s, %.1f s of processor; event thread: %s; heap %,d MiB".formatted(what,
                (System.nanoTime() - since) / 1e9, (processorNanos() - processor) / 1e9, watchdog,
                ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20);
        figures.add(figure);
        System.out.println(figure);
        watchdog.stacks().forEach(stack -> System.out.println("  stalled " + stack));
        watchdog.reset();
        begin();
    }

    /** Only a guard against hanging. */
    private static void await(String what, Callable<Boolean> isTrue) {
        Pause.pause(new Condition(what) {
            @Override
            public boolean test() {
                return GuiActionRunner.execute(isTrue);
            }
        }, HANG_MILLIS);
    }
}
