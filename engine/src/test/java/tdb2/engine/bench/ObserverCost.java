package tdb2.engine.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;

import tdb2.engine.OpenOptions;
import tdb2.engine.history.LockHistory;
import tdb2.engine.history.LockHistory.Behind;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.lock.LockMeaning;
import tdb2.engine.lock.OfdLocks;
import tdb2.engine.observe.LockSight;
import tdb2.engine.observe.LockWatch;
import tdb2.engine.storage.FileStorage;
import tdb2.engine.torture.Contention;

/**
 * What it costs to look at locks ten times a second while ten processes contend, and how long it takes until a lock is
 * seen. Prints a line for {@code engine/docs/locks.md}; arguments: folder for scratch files, seconds.
 */
final class ObserverCost {

    private static final long INTERVAL = 100_000_000;
    private static final int PROCESSES = 10;
    /** A byte that nobody else locks: the room of a free bucket that is not there. */
    private static final ByteRange OURS = new ByteRange(64 + (1L << 30) + (1L << 40), 1);

    private ObserverCost() {}

    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path file = Files.createTempDirectory(Path.of(arguments[0]), "locks").resolve("a.tdb");
        int looks = Integer.parseInt(arguments[1]) * 10;
        PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
        try (Contention contention = Contention.start(file, PROCESSES, 1);
                LockWatch watch = LockWatch.open(file, OpenOptions.DEFAULT);
                FileStorage own = FileStorage.open(file)) {
            AtomicLong taken = new AtomicLong();
            AtomicBoolean over = new AtomicBoolean();
            Thread taking = Thread.ofPlatform().start(() -> take(own, taken, over));
            measure(watch, looks / 4, taken);
            out.println(measure(watch, looks, taken) + ", %d processes".formatted(contention.pids().size()));
            over.set(true);
            taking.join();
        }
    }

    /** Takes a lock at random moments for half a second, again and again. */
    private static void take(FileStorage file, AtomicLong taken, AtomicBoolean over) {
        var locks = OfdLocks.of(file);
        SplittableRandom random = new SplittableRandom(2);
        while (!over.get()) {
            LockSupport.parkNanos(INTERVAL + random.nextLong(3 * INTERVAL));
            locks.lock(OURS, Mode.READ);
            taken.set(System.nanoTime());
            LockSupport.parkNanos(5 * INTERVAL);
            taken.set(0);
            locks.unlock(OURS);
        }
    }

    private static String measure(LockWatch watch, int looks, AtomicLong taken) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        LockHistory history = new LockHistory("");
        long before = threads.getCurrentThreadCpuTime();
        long began = System.nanoTime();
        long[] delays = new long[looks];
        int seen = 0;
        long last = 0;
        long locks = 0;
        for (int i = 0; i < looks; i++) {
            long start = System.nanoTime();
            LockSight sight = watch.look();
            history.saw(sight, start, lock -> {
                LockMeaning meaning = lock.meaning(watch.map());
                return new Behind(meaning.describe(), watch.keys(meaning));
            });
            locks += sight.locks().size();
            long since = taken.get();
            if (since != 0 && since != last
                    && sight.locks().stream().anyMatch(lock -> lock.range().equals(OURS) && lock.pid().isPresent())) {
                last = since;
                delays[seen++] = System.nanoTime() - since;
            }
            LockSupport.parkNanos(INTERVAL - (System.nanoTime() - start));
        }
        double share = (double) (threads.getCurrentThreadCpuTime() - before) / (System.nanoTime() - began);
        long[] sorted = Arrays.copyOf(delays, seen);
        Arrays.sort(sorted);
        return "%.2f %% of a core, %.1f locks a look; %d locks seen after %d ms (median), %d ms (95 %%), %d ms (longest)"
                .formatted(100 * share, (double) locks / looks, seen, millis(sorted, 50), millis(sorted, 95),
                        millis(sorted, 100));
    }

    private static long millis(long[] sorted, int percent) {
        return sorted.length == 0 ? -1 : sorted[Math.max(0, sorted.length * percent / 100 - 1)] / 1_000_000;
    }
}
