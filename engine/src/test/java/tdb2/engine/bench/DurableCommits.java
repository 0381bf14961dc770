package tdb2.engine.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import tdb2.engine.bench.Committing.Engine;

/**
 * Durable commits of one record beside those of libtdb and LMDB, by the clock, in one run: how long one takes, what many
 * threads gain, how long readers wait while another process commits without pause, and whether readers that never pause
 * keep a commit out. How to run it and what came of it: {@code docs/benchmarks.md} of this module.
 */
public final class DurableCommits {

    private static final int RECORDS = 1000;
    private static final List<String> PEERS = List.of("tdb2", "libtdb", "lmdb");
    private static final Duration PACE = Duration.ofNanos(200_000);
    /** How many parts pass before one counts: a store in Java is being compiled for its first tens of thousands of commits. */
    private static final int WARMING = 5;

    private final Path folder;
    private final Duration part;

    private DurableCommits(Path folder, Duration part) {
        this.folder = folder;
        this.part = part;
    }

    /** Arguments: a folder on the disk to be measured, seconds for each part. Or, for a process of its own: see Commit. */
    public static void main(String[] args) throws Exception {
        if (args[0].equals("commit")) {
            commitWithoutPause(args[1], Path.of(args[2]));
        } else if (args[0].equals("read")) {
            readWithoutPause(Path.of(args[1]));
        } else {
            DurableCommits run = new DurableCommits(Path.of(args[0]), Duration.ofSeconds(Long.parseLong(args[1])));
            run.oneAfterTheOther();
            run.threads();
            run.readersWait();
            run.readersWithoutPause();
        }
    }

    /** Commits of one thread; the stores take turns, so that a slow moment of the disk meets all. */
    private void oneAfterTheOther() throws IOException {
        List<Path> folders = new ArrayList<>();
        List<Committing> open = new ArrayList<>();
        List<Times> times = new ArrayList<>();
        for (String peer : PEERS) {
            folders.add(filled(peer));
            open.add(Committing.open(peer, folders.getLast()));
            times.add(new Times());
        }
        long counts = System.nanoTime() + WARMING * part.toNanos();
        long end = counts + part.toNanos();
        for (int i = 0; System.nanoTime() < end; i++) {
            for (int peer = 0; peer < open.size(); peer++) {
                long began = System.nanoTime();
                commit(open.get(peer), i % RECORDS, i);
                times.get(peer).add(System.nanoTime() - began, began > counts);
            }
        }
        for (int peer = 0; peer < open.size(); peer++) {
            open.get(peer).close();
            ProcessorTime.delete(folders.get(peer));
            System.out.printf("commit of one record, %-7s %s%n", PEERS.get(peer), times.get(peer));
        }
    }

    private static void commit(Committing store, int number, int version) {
        byte[] value = new byte[100];
        value[7] = (byte) version;
        value[50] = (byte) (version >> 8);
        store.commit(ProcessorTime.key(number), value);
    }

    private Path filled(String peer) throws IOException {
        Path directory = Files.createTempDirectory(folder, "commits");
        try (Committing store = Committing.open(peer, directory)) {
            for (int i = 0; i < RECORDS; i++) {
                commit(store, i, -1 - i); // no later one stores the same: libtdb would leave that out
            }
        }
        return directory;
    }

    private void threads() throws IOException, InterruptedException, ExecutionException {
        Path directory = filled("tdb2");
        try (Engine store = new Engine(directory.resolve("bench.tdb2"))) {
            rate(store, 32, part.multipliedBy(WARMING));
            for (int threads : new int[] { 1, 32, 1, 32 }) {
                System.out.printf("tdb2, %2d threads: %,.0f commits a second%n", threads,
                        rate(store, threads, part));
            }
        }
        ProcessorTime.delete(directory);
    }

    private static double rate(Committing store, int threads, Duration time)
            throws InterruptedException, ExecutionException {
        AtomicLong commits = new AtomicLong();
        long end = System.nanoTime() + time.toNanos();
        try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            List<Future<?>> work = new ArrayList<>();
            for (int thread = 0; thread < threads; thread++) {
                int mine = thread;
                work.add(pool.submit(() -> {
                    for (int i = 0; System.nanoTime() < end; i++) {
                        commit(store, (mine * 31 + i) % RECORDS, i);
                        commits.incrementAndGet();
                    }
                }));
            }
            for (Future<?> one : work) {
                one.get();
            }
        }
        return commits.get() / (time.toNanos() / 1e9);
    }

    /** Reads at a pace, so that those that wait are not fewer for it, while another process commits without pause. */
    private void readersWait() throws IOException, InterruptedException {
        for (String peer : PEERS) {
            Path directory = filled(peer);
            Process writer = start("commit", peer, directory.toString());
            Times times = new Times();
            try (Committing store = Committing.open(peer, directory)) {
                SplittableRandom random = new SplittableRandom(1);
                writer.inputReader().readLine();
                long due = System.nanoTime();
                long began = due;
                while (due - began < (WARMING + 1) * part.toNanos()) {
                    due += random.nextLong(2 * PACE.toNanos());
                    while (System.nanoTime() < due) {
                        LockSupport.parkNanos(due - System.nanoTime());
                    }
                    long before = System.nanoTime();
                    store.read(ProcessorTime.key(random.nextInt(RECORDS)));
                    times.add(System.nanoTime() - before, due - began > WARMING * part.toNanos());
                }
            }
            end(writer);
            System.out.printf("read while another process commits, %-7s %s%n", peer, times);
            ProcessorTime.delete(directory);
        }
    }

    /** Commits while four processes are never without an open read transaction of one of them. */
    private void readersWithoutPause() throws IOException, InterruptedException {
        Path directory = filled("tdb2");
        List<Process> readers = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            readers.add(start("read", directory.toString()));
        }
        for (Process reader : readers) {
            reader.inputReader().readLine();
        }
        Times times = new Times();
        try (Engine store = new Engine(directory.resolve("bench.tdb2"))) {
            long began = System.nanoTime();
            for (int i = 0; System.nanoTime() - began < (WARMING + 1) * part.toNanos(); i++) {
                long before = System.nanoTime();
                commit(store, i % RECORDS, i);
                times.add(System.nanoTime() - before, before - began > WARMING * part.toNanos());
            }
        }
        for (Process reader : readers) {
            end(reader);
        }
        System.out.printf("commit while four processes read without pause, tdb2 %s%n", times);
        ProcessorTime.delete(directory);
    }

    private static Process start(String... args) throws IOException {
        List<String> line = new ArrayList<>(List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC", "-Xmx128m", "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow", "--add-opens=java.base/java.nio=ALL-UNNAMED",
                "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED", "-cp", System.getProperty("java.class.path"),
                DurableCommits.class.getName()));
        line.addAll(Arrays.asList(args));
        return new ProcessBuilder(line).redirectError(ProcessBuilder.Redirect.INHERIT).start();
    }

    private static void end(Process process) throws InterruptedException {
        process.destroy();
        process.waitFor();
    }

    private static void commitWithoutPause(String peer, Path directory) throws InterruptedException {
        AtomicBoolean ending = endWhenAsked(Thread.currentThread());
        try (Committing store = Committing.open(peer, directory)) {
            System.out.println("begins");
            for (int i = 0; !ending.get(); i++) {
                commit(store, i % RECORDS, i);
            }
        }
    }

    private static void readWithoutPause(Path directory) {
        byte[][] keys = new byte[50][];
        Arrays.setAll(keys, ProcessorTime::key);
        AtomicBoolean ending = endWhenAsked(Thread.currentThread());
        try (Engine store = new Engine(directory.resolve("bench.tdb2"))) {
            System.out.println("begins");
            while (!ending.get()) {
                store.readAll(keys);
            }
        }
    }

    /** Files are closed and not left as after a crash. */
    private static AtomicBoolean endWhenAsked(Thread worker) {
        AtomicBoolean ending = new AtomicBoolean();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            ending.set(true);
            try {
                worker.join();
            } catch (InterruptedException _) {
                // it is ended all the same
            }
        }));
        return ending;
    }

    /** How long something took, each time. */
    private static final class Times {

        private long[] nanos = new long[1 << 12];
        private int count;

        void add(long time, boolean counts) {
            if (counts) {
                nanos = count == nanos.length ? Arrays.copyOf(nanos, 2 * count) : nanos;
                nanos[count++] = time;
            }
        }

        private double micros(double part) {
            return count == 0 ? Double.NaN : nanos[Math.min(count - 1, (int) (count * part))] / 1e3;
        }

        @Override
        public String toString() {
            Arrays.sort(nanos, 0, count);
            return "median %,.0f us, 99th percentile %,.0f us, longest %,.0f us, of %,d".formatted(micros(0.5),
                    micros(0.99), micros(1), count);
        }
    }
}
