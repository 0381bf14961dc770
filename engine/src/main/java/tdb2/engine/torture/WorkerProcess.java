package tdb2.engine.torture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import tdb2.engine.error.Fault;
import tdb2.engine.error.StorageException;

/** A process that a {@link Worker} runs in, seen from the one that started it: the same Java with the same classes. */
final class WorkerProcess {

    private static final long PAUSE_MILLIS = 5;

    private final Process process;
    private final int generation;
    private final Path errors;
    private boolean ready;

    private WorkerProcess(Process process, int generation, Path errors) {
        this.process = process;
        this.generation = generation;
        this.errors = errors;
    }

    /** Starts one. */
    static WorkerProcess start(Path file, Path logs, int place, int generation, long seed) throws IOException {
        Path errors = logs.resolve("%d.%d.err".formatted(place, generation));
        Process process = SameJava.running(Worker.class, file.toAbsolutePath().toString(), logs.toString(),
                Integer.toString(place), Integer.toString(generation), Long.toString(seed))
                .redirectError(errors.toFile()).start();
        return new WorkerProcess(process, generation, errors);
    }

    /** How many had its place before it. */
    int generation() {
        return generation;
    }

    /** Whether it has begun to work. */
    boolean ready() throws IOException {
        if (!ready && process.isAlive()) {
            ready = process.getInputStream().available() > 0;
        }
        return ready;
    }

    /** Whether it has ended. */
    boolean ended() {
        return !process.isAlive();
    }

    /** Returns when it works, or has ended. */
    void awaitReady(long seconds) throws IOException, InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        while (!ready() && !ended()) {
            if (System.nanoTime() > deadline) {
                throw new StorageException(new Fault("worker " + process.pid(), Fault.NOWHERE,
                        "a process that begins to work", "none after %d s".formatted(seconds), said()));
            }
            TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
        }
    }

    /** Kills it, and returns when it is dead. */
    void kill() {
        process.destroyForcibly();
        boolean interrupted = false;
        while (process.isAlive()) {
            try {
                process.waitFor();
            } catch (InterruptedException _) {
                interrupted = true; // it dies soon: nothing keeps a killed process for long
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    /** Ends its input, which tells it to end. */
    void askToEnd() throws IOException {
        process.getOutputStream().close();
    }

    /** Returns when it has ended; what was wrong with that, if anything was. */
    Optional<String> awaitEnd(long seconds) throws IOException, InterruptedException {
        if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
            return Optional.of("worker %d does not end: it waits for more than %d s".formatted(process.pid(), seconds));
        }
        return process.exitValue() == 0
                ? Optional.empty()
                : Optional
                        .of("worker %d ended with status %d: %s".formatted(process.pid(), process.exitValue(), said()));
    }

    private String said() throws IOException {
        return Files.readString(errors, StandardCharsets.UTF_8).lines().limit(3).toList().toString();
    }
}
