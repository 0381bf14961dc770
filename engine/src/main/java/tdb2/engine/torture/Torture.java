package tdb2.engine.torture;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import tdb2.engine.CreateOptions;
import tdb2.engine.Tdb;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.event.Progress;

/**
 * Several processes of this engine store, append, delete, fetch and traverse on one new file; when that is asked for,
 * they are killed at random moments and replaced. Then the file must be sound and hold all that was acknowledged. For
 * one thread.
 */
public final class Torture {

    private static final long STUCK_SECONDS = 180;
    private static final int SHORTEST_LIFE_MILLIS = 5;
    private static final int PAUSES_MILLIS = 300;

    private final Plan plan;
    private final Path logs;
    private final List<WorkerProcess> workers = new ArrayList<>();
    private final List<String> problems = new ArrayList<>();
    private int kills;

    /**
     * What to do.
     *
     * @param file is made, and stays; beside it the logs, in a folder FILE.torture
     * @param create what file to make
     * @param processes at once, 1 or more
     * @param time for which they work
     * @param kill whether they are killed meanwhile
     * @param seed of all choices; what the operating system makes of them differs
     */
    public record Plan(Path file, CreateOptions create, int processes, Duration time, boolean kill, long seed) {
        public Plan {
            if (processes < 1) {
                throw new IllegalArgumentException("processes " + processes + ": 1 or more");
            }
        }
    }

    /**
     * What came of it.
     *
     * @param problems what is wrong: empty when every acknowledged change is there and the file is sound
     * @param operations acknowledged ones of each kind
     * @param kills how many workers were killed
     * @param longestWait the longest that an operation took, waiting for locks included
     * @param records in the file at the end
     * @param leaks places whose room killed workers left to nobody
     * @param logs folder of the workers' logs
     */
    public record Report(List<String> problems, Map<String, Long> operations, int kills, Duration longestWait,
            long records, long leaks, Path logs) {

        /** Removes the logs. */
        public void discardLogs() throws IOException {
            try (Stream<Path> files = Files.list(logs)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(logs);
        }
    }

    private Torture(Plan plan, Path logs) {
        this.plan = plan;
        this.logs = logs;
    }

    /**
     * Runs it; returns when all processes have ended and the file was looked at.
     *
     * @throws RefusedException when there is something of the file's name, or of the logs'
     * @throws tdb2.engine.error.CancelledException when progress asks for that; the processes have ended then
     */
    public static Report run(Plan plan, Progress progress) throws IOException, InterruptedException {
        Path file = plan.file().toAbsolutePath();
        Path logs = file.resolveSibling(file.getFileName() + ".torture");
        try {
            Files.createDirectory(logs);
        } catch (FileAlreadyExistsException e) {
            throw new RefusedException(new Fault(logs.toString(), Fault.NOWHERE, "a name that is free for the logs",
                    "something of that name", "remove it, or choose another file"), e);
        }
        try {
            Tdb.create(file, plan.create()).close();
        } catch (RuntimeException e) {
            Files.delete(logs);
            throw e;
        }
        Torture torture = new Torture(plan, logs);
        try {
            torture.work(progress);
            torture.stop();
        } finally {
            torture.workers.forEach(WorkerProcess::kill);
        }
        return torture.report(Verification.of(file, logs));
    }

    private void work(Progress progress) throws IOException, InterruptedException {
        SplittableRandom random = new SplittableRandom(plan.seed());
        for (int place = 0; place < plan.processes(); place++) {
            workers.add(WorkerProcess.start(plan.file(), logs, place, 0, random.nextLong()));
        }
        for (WorkerProcess worker : workers) {
            worker.awaitReady(STUCK_SECONDS);
        }
        long start = System.nanoTime();
        for (long now = start; now - start < plan.time().toNanos(); now = System.nanoTime()) {
            progress.check(plan.file().toString(), (now - start) / 1_000_000, plan.time().toMillis());
            long left = (plan.time().toNanos() - (now - start)) / 1_000_000;
            TimeUnit.MILLISECONDS
                    .sleep(Math.min(left + 1, SHORTEST_LIFE_MILLIS + (long) random.nextInt(PAUSES_MILLIS)));
            int place = random.nextInt(workers.size());
            if (plan.kill() && workers.get(place).ready()) {
                replace(place, random.nextLong());
            }
        }
    }

    private void replace(int place, long seed) throws IOException {
        WorkerProcess old = workers.get(place);
        if (old.ended()) {
            return; // by itself: told at the end
        }
        old.kill();
        kills++;
        workers.set(place, WorkerProcess.start(plan.file(), logs, place, old.generation() + 1, seed));
    }

    private void stop() throws IOException, InterruptedException {
        for (WorkerProcess worker : workers) {
            worker.askToEnd();
        }
        for (WorkerProcess worker : workers) {
            worker.awaitEnd(STUCK_SECONDS).ifPresent(problems::add);
        }
    }

    private Report report(Verification.Result found) {
        problems.addAll(found.problems());
        return new Report(List.copyOf(problems), found.operations(), kills, Duration.ofNanos(found.longestNanos()),
                found.records(), found.leaks(), logs);
    }
}
