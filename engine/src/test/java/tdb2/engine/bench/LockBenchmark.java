package tdb2.engine.bench;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
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
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.DialectLocks;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.LockListener;
import tdb2.engine.lock.LockTable;
import tdb2.engine.lock.OfdLocks;
import tdb2.engine.lock.SpanLocks;
import tdb2.engine.posix.Lockable;
import tdb2.engine.storage.FileOptions;
import tdb2.engine.storage.WritableFileStorage;

/**
 * A lock that nobody else wants, taken and dropped: what each layer adds to the two system calls. Results and how to run
 * it: {@code BENCHMARKS.md} of this module.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 5, time = 1)
@Fork(value = 2, jvmArgsAppend = "--enable-native-access=ALL-UNNAMED")
public class LockBenchmark {

    private static final SpanLocks MAP = SpanLocks.zoned(1);
    private static final ByteRange GROUP = MAP.partition(17).orElseThrow();

    private Path path;
    private WritableFileStorage storage;
    private Lockable file;
    private LockTable table;
    private DialectLocks locks;
    private LockBackend inside;
    private FileChannel channel;

    /** Runs all of it. */
    public static void main(String[] args) throws RunnerException {
        new Runner(new OptionsBuilder().include(LockBenchmark.class.getSimpleName()).build()).run();
    }

    /** Each way has the file open for itself. */
    @Setup
    public void open() throws IOException {
        path = Files.write(Files.createTempDirectory("bench").resolve("bench.tdb"), new byte[100]);
        storage = WritableFileStorage.open(path, FileOptions.standard());
        file = storage.lockable().orElseThrow();
        table = OfdLocks.forWriting(storage);
        locks = new DialectLocks("bench.tdb", table, MAP, LockListener.NONE);
        LockTable held = LockTable.alone("memory");
        inside = new DialectLocks("memory", held, MAP, LockListener.NONE);
        inside.lock(MAP.allRecords(), LockBackend.Mode.WRITE);
        channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
    }

    /** Closes all and deletes the file. */
    @TearDown
    public void close() throws IOException {
        channel.close();
        storage.close();
        Files.delete(path);
        Files.delete(path.getParent());
    }

    /** What the JDK offers. */
    @Benchmark
    public void byFileChannel() throws IOException {
        try (FileLock lock = channel.tryLock(GROUP.start(), GROUP.length(), false)) {
            assert lock != null;
        }
    }

    /** The two system calls. */
    @Benchmark
    public void bySystemCalls() {
        file.tryLock(GROUP.start(), GROUP.length(), true);
        file.unlock(GROUP.start(), GROUP.length());
    }

    /** With owners that are told apart. */
    @Benchmark
    public void byTable() {
        table.lock(GROUP, LockBackend.Mode.WRITE);
        table.unlock(GROUP);
    }

    /** With order, meaning, and what is held: what the engine uses. */
    @Benchmark
    public void byDialect() {
        locks.lock(GROUP, LockBackend.Mode.WRITE);
        locks.unlock(GROUP);
    }

    /** Inside a lock of all records: no system call. */
    @Benchmark
    public void insideAllRecords() {
        inside.lock(GROUP, LockBackend.Mode.WRITE);
        inside.unlock(GROUP);
    }
}
