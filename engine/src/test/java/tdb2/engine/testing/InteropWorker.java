package tdb2.engine.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tdb2.engine.Editable;
import tdb2.engine.Fetch;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.Transaction;

/**
 * A process of its own that changes records of a TDB1 file, with this engine or with Samba's library. What it does follows
 * from its seed; it says each piece of work before it does it and when it is done, so that whoever kills it knows what
 * must be in the file. Its keys are its own, the chains are everybody's.
 */
public final class InteropWorker {

    /** Flag of the library: whoever opens the file first clears it. */
    public static final int CLEAR_IF_FIRST = 1;
    /** Flag of the library: the other hash function. */
    public static final int JENKINS = 2048;
    /** Flag of the library: robust mutexes. */
    public static final int MUTEXES = 4096;

    private static final int KEYS = 60;
    private static final int TRANSACTION = 8;

    private final Process process;
    private final CompletableFuture<long[]> said;
    private final String name;
    private final long seed;
    private volatile long done;

    /** What a worker works on. */
    interface Subject extends AutoCloseable {
        void store(byte[] key, byte[] value);

        void delete(byte[] key);

        void begin();

        void commit();

        long traverse();

        @Override
        void close();
    }

    /**
     * What a worker is to do.
     *
     * @param kind "ours", "jdk" (ours, without the C library) or "libtdb"
     * @param name begins its keys
     * @param seed of what it does
     * @param first number of its first operation
     * @param count of operations
     * @param transactions percent of the operations that begin one
     * @param flags of the library's open
     */
    public record Plan(String kind, String name, long seed, long first, long count, int transactions, int flags) {}

    /** Starts one. */
    public InteropWorker(Path file, Plan plan) {
        name = plan.name;
        seed = plan.seed;
        try {
            process = new ProcessBuilder(Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx96m", "--enable-native-access=ALL-UNNAMED",
                    "-Dtdb2.posix=" + (plan.kind.equals("jdk") ? "off" : "on"), "-cp",
                    System.getProperty("java.class.path"), InteropWorker.class.getName(), file.toString(),
                    plan.kind, plan.name, "" + plan.seed, "" + plan.first, "" + plan.count, "" + plan.transactions,
                    "" + plan.flags).redirectError(ProcessBuilder.Redirect.INHERIT).start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        BufferedReader reader = process.inputReader(UTF_8);
        done = plan.first - 1;
        said = CompletableFuture.supplyAsync(() -> read(reader, plan.first - 1),
                task -> Thread.ofPlatform().daemon().start(task));
    }

    /** Done up to the first number, begun up to the second. */
    private long[] read(BufferedReader reader, long before) {
        long[] state = { before, before };
        try {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                long number = Long.parseLong(line.substring(1));
                state[line.charAt(0) == '!' ? 0 : 1] = number;
                done = state[0];
            }
        } catch (IOException e) {
            // its end was cut off
        }
        return state;
    }

    /** Its process. */
    public Process process() {
        return process;
    }

    /** Kills it at once, wherever it is. */
    public void kill() {
        process.toHandle().destroyForcibly();
    }

    /** Waits for its end; its exit status. */
    public int await() throws InterruptedException {
        return await(Duration.ofMinutes(5));
    }

    /** The same, for so long at most. */
    public int await(Duration most) throws InterruptedException {
        if (!process.waitFor(most.toNanos(), TimeUnit.NANOSECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("a worker does not end");
        }
        return process.exitValue();
    }

    /** Number of the last operation that it has done so far. */
    public long done() {
        return done;
    }

    /** Number of the last operation that it has begun, once it has ended. */
    public long begun() {
        return said.join()[1];
    }

    /**
     * What must be in the file of its keys: with all that was begun, or with what was acknowledged alone.
     *
     * @param records what was in it before its first operation
     */
    public Map<String, byte[]> expected(Map<String, byte[]> records, long first, boolean withInFlight) {
        Map<String, byte[]> expected = new TreeMap<>(records);
        for (long number = first; number <= said.join()[withInFlight ? 1 : 0]; number++) {
            value(seed, number).ifPresentOrElse(keep(expected, key(name, seed, number)),
                    drop(expected, key(name, seed, number)));
        }
        return expected;
    }

    private static Consumer<byte[]> keep(Map<String, byte[]> expected, String key) {
        return value -> expected.put(key, value);
    }

    private static Runnable drop(Map<String, byte[]> expected, String key) {
        return () -> expected.remove(key);
    }

    private static Random random(long seed, long number) {
        Random random = new Random(seed * 1_000_003 + number);
        random.nextInt();
        return random;
    }

    private static String key(String name, long seed, long number) {
        return name + random(seed, number).nextInt(KEYS);
    }

    /** Empty: the key is deleted. */
    private static Optional<byte[]> value(long seed, long number) {
        Random random = random(seed, number);
        random.nextInt(KEYS);
        if (random.nextInt(4) == 0) {
            return Optional.empty();
        }
        byte[] value = new byte[8 + random.nextInt(random.nextInt(30) == 0 ? 3000 : 90)];
        random.nextBytes(value);
        return Optional.of(value);
    }

    /** The process: file, kind, name, seed, first, count, transactions, flags. */
    public static void main(String[] words) {
        Plan plan = new Plan(words[1], words[2], Long.parseLong(words[3]), Long.parseLong(words[4]),
                Long.parseLong(words[5]), Integer.parseInt(words[6]), Integer.parseInt(words[7]));
        Path file = Path.of(words[0]);
        try (Subject subject = plan.kind.equals("libtdb")
                ? new LibTdbFile(file, 0, plan.flags)
                : new Ours(file)) {
            work(subject, plan, System.out);
        }
        Runtime.getRuntime().halt(0);
    }

    private static void work(Subject subject, Plan plan, PrintStream out) {
        Random random = new Random(plan.seed + plan.first);
        long end = plan.first + plan.count;
        for (long number = plan.first; number < end;) {
            boolean transaction = random.nextInt(100) < plan.transactions;
            long last = transaction ? Math.min(end - 1, number + TRANSACTION) : number;
            say(out, '?', last);
            if (transaction) {
                subject.begin();
            }
            for (; number <= last; number++) {
                byte[] key = key(plan.name, plan.seed, number).getBytes(UTF_8);
                value(plan.seed, number).ifPresentOrElse(value -> subject.store(key, value), () -> subject.delete(key));
            }
            if (transaction) {
                subject.commit();
            }
            say(out, '!', last);
            if (random.nextInt(150) == 0) {
                traverse(subject, plan);
            }
        }
    }

    /**
     * With mutexes a traversal and a commit of the library can wait for each other for ever (docs/interop.md): there its
     * traversals keep its commits out.
     */
    private static void traverse(Subject subject, Plan plan) {
        boolean alone = plan.kind.equals("libtdb") && (plan.flags & MUTEXES) != 0;
        if (alone) {
            subject.begin();
        }
        subject.traverse();
        if (alone) {
            subject.commit();
        }
    }

    private static void say(PrintStream out, char what, long number) {
        out.print(what + "" + number + "\n");
        out.flush();
    }

    /** The file open in this engine. */
    private static final class Ours implements Subject {

        private final Tdb tdb;
        private Optional<Transaction> transaction = Optional.empty();

        Ours(Path file) {
            tdb = Tdb.open(file, OpenOptions.WRITE);
        }

        private Editable records() {
            return transaction.isPresent() ? transaction.get() : tdb;
        }

        @Override
        public void store(byte[] key, byte[] value) {
            records().store(key, value);
        }

        @Override
        public void delete(byte[] key) {
            records().delete(key);
        }

        @Override
        public void begin() {
            transaction = Optional.of(tdb.begin());
        }

        @Override
        public void commit() {
            transaction.orElseThrow().commit();
            transaction = Optional.empty();
        }

        @Override
        public long traverse() {
            return tdb.traverse(Fetch.RECORDS, _ -> true);
        }

        @Override
        public void close() {
            tdb.close();
        }
    }
}
