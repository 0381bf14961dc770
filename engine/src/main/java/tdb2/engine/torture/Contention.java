package tdb2.engine.torture;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

import tdb2.engine.CreateOptions;
import tdb2.engine.Tdb;
import tdb2.engine.error.Fault;
import tdb2.engine.error.StorageException;

/**
 * Real processes of this program that fight for locks on a file made for it, so that there is something to see. They end
 * when this is closed, or the process that made it ends. Safe for several threads.
 */
public final class Contention implements AutoCloseable {

    /** More at once teach nothing. */
    public static final int MOST_PROCESSES = 64;
    private static final long PATIENCE_SECONDS = 10;

    private final Path file;
    private final List<Process> processes = new ArrayList<>();

    private Contention(Path file) {
        this.file = file;
    }

    /**
     * Makes a file of the native dialect and starts processes on it.
     *
     * @param processes 1 to {@value #MOST_PROCESSES}
     * @throws tdb2.engine.error.RefusedException when there is something of that name, or no Java to start processes with
     * @throws StorageException when the file cannot be made or a process cannot be started
     */
    public static Contention start(Path file, int processes, long seed) {
        if (processes < 1 || processes > MOST_PROCESSES) {
            throw new IllegalArgumentException(processes + " processes");
        }
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT)) {
            Contender.KEYS.forEach(key -> tdb.store(key.getBytes(StandardCharsets.UTF_8), new byte[100]));
        }
        Contention contention = new Contention(file);
        SplittableRandom random = new SplittableRandom(seed);
        try {
            for (int i = 0; i < processes; i++) {
                contention.processes.add(SameJava.running(Contender.class, file.toAbsolutePath().toString(),
                        Long.toString(random.nextLong())).redirectErrorStream(true)
                        .redirectOutput(ProcessBuilder.Redirect.DISCARD).start());
            }
            return contention;
        } catch (IOException e) {
            contention.close();
            throw new StorageException(new Fault(file.toString(), Fault.NOWHERE, "a process that can be started",
                    String.valueOf(e.getMessage()), "end other programs and try again"), e);
        } catch (RuntimeException | Error e) {
            contention.close();
            throw e;
        }
    }

    /** The file they fight for. */
    public Path file() {
        return file;
    }

    /** The numbers of the processes that are at work. */
    public List<Long> pids() {
        return processes.stream().filter(Process::isAlive).map(Process::pid).toList();
    }

    /** Asks all to end, and kills those that do not. The file stays. */
    @Override
    public void close() {
        for (Process process : processes) {
            try {
                process.getOutputStream().close();
            } catch (IOException _) {
                process.destroy(); // it has ended, or does now
            }
        }
        processes.forEach(Contention::end);
    }

    private static void end(Process process) {
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException _) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
