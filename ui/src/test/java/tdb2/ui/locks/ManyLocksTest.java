package tdb2.ui.locks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import tdb2.engine.OpenOptions;
import tdb2.engine.history.LockFigures;
import tdb2.engine.history.LockHistory;
import tdb2.engine.history.LockHistory.Behind;
import tdb2.engine.observe.LockSight;
import tdb2.engine.observe.LockWatch;
import tdb2.engine.posix.FileIdentity;
import tdb2.engine.posix.OpenFile;
import tdb2.ui.testing.Fixtures;
import tdb2.ui.theme.Theme;

/** 50,000 locks of 500 processes, as the text of a proc file system that was made up. */
@Timeout(300)
class ManyLocksTest {

    private static final int LOCKS = 50_000;
    private static final int PROCESSES = 500;

    @TempDir
    Path proc;

    private void makeUp(Path file) throws IOException {
        FileIdentity identity = OpenFile.look(file).orElseThrow().identity();
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < LOCKS; i++) {
            int pid = 1000 + i % PROCESSES;
            long at = 64 + (((long) i / 10) << 10);
            lines.add("%d: %sPOSIX  ADVISORY  %s %d %s %d %d".formatted(i, i % 10 == 0 ? "" : "-> ",
                    i % 2 == 0 ? "WRITE" : "READ", pid, identity, at, at));
        }
        Files.write(proc.resolve("locks"), lines);
        for (int pid = 1000; pid < 1000 + PROCESSES; pid++) {
            Files.writeString(Files.createDirectory(proc.resolve(Integer.toString(pid))).resolve("comm"), "smbd\n");
        }
    }

    @Test
    void whatIsShownOfThemStaysSmall() throws IOException {
        Path file = Fixtures.file("tdb2/chain100.tdb");
        makeUp(file);
        LockHistory history = new LockHistory("a");
        LockSight sight;
        try (LockWatch watch = LockWatch.open(file, OpenOptions.DEFAULT, proc)) {
            sight = watch.look();
            assertThat(sight.locks()).hasSize(LOCKS);
            history.saw(sight, System.nanoTime(),
                    lock -> new Behind(lock.meaning(watch.map()).describe(), List.of()));
        }
        var recording = history.recording();
        LockPicture picture = LockPicture.of(recording, recording.length(), 0, LockFigures.of(recording));
        assertThat(picture.tree()).hasSizeLessThanOrEqualTo(310);
        assertThat(picture.lanes().lanes()).hasSize(60);
        assertThat(picture.lanes().more()).isEqualTo(PROCESSES - 60);
        long longest = GuiActionRunner.execute(() -> {
            Theme.LIGHT.apply();
            var now = new NowPane(_ -> {});
            var lanes = LanesPane.create();
            var heat = HeatPane.create();
            long most = 0;
            for (int i = 0; i < 10; i++) {
                long took = Math.max(timed(() -> now.show(picture)),
                        Math.max(timed(() -> lanes.show(picture)), timed(() -> heat.show(picture))));
                most = i == 0 ? 0 : Math.max(most, took); // the first loads classes and fonts
            }
            return most;
        });
        // a record for ui/docs, no assertion: machines differ
        System.out.println("the event thread took at most %d ms of processor time for a picture of %d locks"
                .formatted(TimeUnit.NANOSECONDS.toMillis(longest), LOCKS));
    }

    private static long timed(Runnable work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long began = threads.getCurrentThreadCpuTime();
        work.run();
        return threads.getCurrentThreadCpuTime() - began;
    }
}
