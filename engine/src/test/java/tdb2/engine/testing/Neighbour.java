package tdb2.engine.testing;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Another program that has a file open: a process of its own, which takes traditional POSIX locks and changes the
 * file's size on request. One line asks, one line answers.
 */
public final class Neighbour implements AutoCloseable {

    private final Process process;
    private final BufferedWriter requests;
    private final BufferedReader answers;

    /** Starts one that opens the file for reading and writing. */
    public Neighbour(Path file) {
        try {
            process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx32m", "-cp",
                    System.getProperty("java.class.path"), Neighbour.class.getName(), file.toString())
                    .redirectError(ProcessBuilder.Redirect.INHERIT).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        requests = process.outputWriter(StandardCharsets.UTF_8);
        answers = process.inputReader(StandardCharsets.UTF_8);
    }

    /** Its process id. */
    public long pid() {
        return process.pid();
    }

    /** Takes a lock without waiting and keeps it. */
    public boolean lock(long start, long length, boolean shared) {
        return ask("lock %d %d %b".formatted(start, length, shared)).equals("true");
    }

    /** Starts to wait for a lock, on a thread of its own. */
    public void beginLock(long start, long length, boolean shared) {
        ask("begin %d %d %b".formatted(start, length, shared));
    }

    /** Returns when that lock was granted. */
    public void awaitLock() {
        ask("await");
    }

    /** Drops all its locks. */
    public void unlock() {
        ask("unlock");
    }

    /** Cuts or lengthens the file. */
    public void resize(long size) {
        ask("resize " + size);
    }

    /** Starts cutting the file to {@code low} and lengthening it to {@code high} as fast as it can. */
    public void startFlapping(long low, long high) {
        ask("flap %d %d".formatted(low, high));
    }

    /** Ends that, with the file at its full size; answers how often the file was cut. */
    public long stopFlapping() {
        return Long.parseLong(ask("still"));
    }

    private synchronized String ask(String request) {
        try {
            requests.write(request + "\n");
            requests.flush();
            String answer = answers.readLine();
            if (answer == null) {
                throw new IllegalStateException("the neighbour died at: " + request);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            if (!process.waitFor(1, TimeUnit.MINUTES)) {
                throw new IllegalStateException("the neighbour does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** The other process; it ends with its input. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        BufferedWriter out = new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
        try (RandomAccessFile file = new RandomAccessFile(arguments[0], "rw")) {
            Resident resident = new Resident(file);
            for (String line = in.readLine(); line != null; line = in.readLine()) {
                out.write(resident.obey(line.split(" ")) + "\n");
                out.flush();
            }
        }
    }

    /** What runs in the other process. */
    private static final class Resident {
        private final RandomAccessFile file;
        private final List<FileLock> locks = new ArrayList<>();
        private final AtomicLong cuts = new AtomicLong();
        private volatile boolean flapping;
        private Thread flapper = new Thread();
        private CompletableFuture<FileLock> waiting = new CompletableFuture<>();

        Resident(RandomAccessFile file) {
            this.file = file;
        }

        Object obey(String[] words) throws IOException, InterruptedException {
            FileChannel channel = file.getChannel();
            return switch (words[0]) {
                case "lock" -> {
                    FileLock lock = channel.tryLock(Long.parseLong(words[1]), Long.parseLong(words[2]),
                            Boolean.parseBoolean(words[3]));
                    yield lock != null && locks.add(lock);
                }
                case "begin" -> {
                    waiting = CompletableFuture.supplyAsync(() -> {
                        try {
                            return channel.lock(Long.parseLong(words[1]), Long.parseLong(words[2]),
                                    Boolean.parseBoolean(words[3]));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
                    yield "waiting";
                }
                case "await" -> locks.add(waiting.join());
                case "unlock" -> {
                    for (FileLock lock : locks) {
                        lock.release();
                    }
                    locks.clear();
                    yield "unlocked";
                }
                case "resize" -> {
                    file.setLength(Long.parseLong(words[1]));
                    yield "resized";
                }
                case "flap" -> {
                    flap(Long.parseLong(words[1]), Long.parseLong(words[2]));
                    yield "flapping";
                }
                default -> {
                    flapping = false;
                    flapper.join();
                    yield cuts.get();
                }
            };
        }

        private void flap(long low, long high) {
            flapping = true;
            flapper = new Thread(() -> {
                try {
                    while (flapping) {
                        file.setLength(low);
                        cuts.incrementAndGet();
                        pause(20_000);
                        file.setLength(high);
                        pause(50_000);
                    }
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            flapper.setDaemon(true);
            flapper.start();
        }

        private static void pause(long nanos) {
            long end = System.nanoTime() + nanos;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        }
    }
}
