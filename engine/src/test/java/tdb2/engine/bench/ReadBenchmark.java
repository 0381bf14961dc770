package tdb2.engine.bench;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import tdb2.engine.Entry;
import tdb2.engine.Fetch;
import tdb2.engine.RecordCursor;
import tdb2.engine.Tdb;
import tdb2.engine.event.Progress;
import tdb2.engine.inspect.Position;

/**
 * Reading a TDB1 file of 100,000 records with this engine and with Samba's library, in one run. Both take their locks.
 * Results and how to run it: {@code BENCHMARKS.md} of this module.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(value = 2, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class ReadBenchmark {

    private static final int RECORDS = 100_000;
    private static final int CHAINS = 10_007;

    private Path file;
    private LibTdb peer;
    private Tdb tdb;
    private int next;

    /** Runs all of it. */
    public static void main(String[] args) throws RunnerException {
        new Runner(new OptionsBuilder().include(ReadBenchmark.class.getSimpleName()).build()).run();
    }

    /** The peer makes the file; both open it. */
    @Setup
    public void open() throws IOException {
        file = Files.createTempDirectory("bench").resolve("bench.tdb");
        peer = new LibTdb(file, CHAINS, 0);
        for (int i = 0; i < RECORDS; i++) {
            peer.store(key(i), "a value of some length, number %d".formatted(i).repeat(3)
                    .getBytes(StandardCharsets.US_ASCII));
        }
        tdb = Tdb.open(file);
    }

    /** Closes both and deletes the file. */
    @TearDown
    public void close() throws IOException {
        tdb.close();
        peer.close();
        Files.delete(file);
        Files.delete(file.getParent());
    }

    private static byte[] key(int number) {
        return "key-%06d".formatted(number).getBytes(StandardCharsets.US_ASCII);
    }

    private byte[] anyKey() {
        next = (next + 7919) % RECORDS;
        byte[] key = { 'k', 'e', 'y', '-', 0, 0, 0, 0, 0, 0 };
        int rest = next;
        for (int i = 9; i > 3; i--) {
            key[i] = (byte) ('0' + rest % 10);
            rest /= 10;
        }
        return key;
    }

    @Benchmark
    public int fetchByEngine() {
        Optional<Entry> found = tdb.find(anyKey());
        return found.orElseThrow().value().bytes().length;
    }

    @Benchmark
    public int fetchByLibtdb() {
        return peer.fetch(anyKey());
    }

    @Benchmark
    public long walkByEngine() {
        RecordCursor cursor = tdb.cursor(Position.START, Fetch.RECORDS);
        long bytes = 0;
        while (cursor.next()) {
            bytes += cursor.entry().key().length + cursor.entry().value().preview().length;
        }
        return bytes;
    }

    @Benchmark
    public long walkByLibtdb() {
        return peer.traverse();
    }

    /** What only this engine has: one look at the whole file. */
    @Benchmark
    public long surveyByEngine() {
        return tdb.survey(Progress.NONE).census().records();
    }
}
