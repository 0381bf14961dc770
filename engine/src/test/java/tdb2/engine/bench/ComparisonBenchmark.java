package tdb2.engine.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.infra.ThreadParams;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * The plain operations of this engine beside those of libtdb, LMDB and MVStore, in one run: keys of 8 bytes, values of
 * 100, nothing synced, no sequence number, file locks on where the store has them. One shot is one operation on each
 * record, in an order drawn once; threads share them out. So with a million records milliseconds are nanoseconds of one
 * operation. Results and how to repeat them: {@code docs/benchmarks.md} of this module.
 */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3)
@Measurement(iterations = 5)
@Fork(value = 1, jvmArgsAppend = {
        "--enable-native-access=ALL-UNNAMED", "--sun-misc-unsafe-memory-access=allow",
        "--add-opens=java.base/java.nio=ALL-UNNAMED", "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED" })
public class ComparisonBenchmark {

    /** Runs what JMH's command line says; all of it without one. */
    public static void main(String[] args) throws RunnerException, CommandLineOptionException {
        CommandLineOptions line = new CommandLineOptions(args);
        OptionsBuilder all = new OptionsBuilder();
        all.parent(line);
        if (line.getIncludes().isEmpty()) {
            all.include(ComparisonBenchmark.class.getSimpleName());
        }
        new Runner(all.build()).run();
    }

    /** A file that each shot finds as it wants it. */
    @State(Scope.Benchmark)
    public static class Store {

        @Param({ "tdb2", "libtdb-1000003", "libtdb-131", "lmdb", "mvstore" })
        String peer;

        @Param("1000000")
        int records;

        private int[] order;
        private Path directory;
        private Peer open;
        private byte version;

        /** Draws the order. */
        @Setup
        public void draw() {
            order = ProcessorTime.shuffled(records);
        }

        /** Puts in what is missing, or begins with an empty file. */
        @Setup(Level.Iteration)
        public void prepare(BenchmarkParams shot) throws IOException {
            version++;
            boolean empty = shot.getBenchmark().endsWith("insert");
            if (empty && open != null) {
                delete();
            }
            if (open == null) {
                directory = Files.createTempDirectory("bench");
                open = Peer.open(peer, directory);
                if (shot.getThreads() > 1 && !open.isShared()) {
                    throw new IllegalStateException(peer + " is for one thread");
                }
            }
            if (!empty && open.fetch(ProcessorTime.key(order[0])) < 0) {
                byte[] value = new byte[100];
                for (int number : order) {
                    open.store(ProcessorTime.key(number), value);
                }
            }
        }

        /** Deletes the file. */
        @TearDown
        public void delete() throws IOException {
            open.close();
            open = null;
            ProcessorTime.delete(directory);
        }
    }

    /** What is done with one key. */
    @FunctionalInterface
    private interface Deed {
        boolean done(Peer peer, byte[] key);
    }

    private static void each(Store store, ThreadParams thread, Deed deed) {
        for (int i = thread.getThreadIndex(); i < store.records; i += thread.getThreadCount()) {
            if (!deed.done(store.open, ProcessorTime.key(store.order[i]))) {
                throw new IllegalStateException("record " + store.order[i]);
            }
        }
    }

    private static void storeEach(Store store, ThreadParams thread) {
        byte[] value = new byte[100];
        each(store, thread, (peer, key) -> {
            value[8] = store.version; // some bytes are others than before
            value[50] = key[7];
            value[99] = (byte) ~store.version;
            peer.store(key, value);
            return true;
        });
    }

    /** Stores records that are not there. */
    @Benchmark
    public void insert(Store store, ThreadParams thread) {
        storeEach(store, thread);
    }

    /** Reads values into arrays. */
    @Benchmark
    public void fetch(Store store, ThreadParams thread) {
        each(store, thread, (peer, key) -> peer.fetch(key) == 100);
    }

    /** Looks at values where they stand. */
    @Benchmark
    public void parse(Store store, ThreadParams thread) {
        each(store, thread, (peer, key) -> peer.parse(key) >= 0);
    }

    /** Stores other values of the same length. */
    @Benchmark
    public void overwrite(Store store, ThreadParams thread) {
        storeEach(store, thread);
    }

    /** Passes all records, each thread all of them. */
    @Benchmark
    public void traverse(Store store) {
        if (store.open.traverse() != 108L * store.records) {
            throw new IllegalStateException("not all records");
        }
    }

    /** Deletes all records. */
    @Benchmark
    public void delete(Store store, ThreadParams thread) {
        each(store, thread, Peer::delete);
    }
}
