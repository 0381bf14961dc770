package tdb2.engine.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileChannel.MapMode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import tdb2.engine.CreateOptions;
import tdb2.engine.Tdb;
import tdb2.engine.check.Check;
import tdb2.engine.check.Diagnosis;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;

/**
 * How fast a file is checked, as a share of what memory gives in the same run: the same file, all of it in the cache, read
 * from its start to its end, and a word at a time in no order. How to run it: {@code docs/benchmarks.md} of this module.
 */
public final class CheckSpeed {

    private static final long HASH_SIZE = 1 << 20;
    private static final int ROUNDS = 3;
    private static final double MIB = 1 << 20;
    private static final double NANOS = 1e9;

    private static long sum;

    /** Something that goes over a whole file. */
    @FunctionalInterface
    private interface Pass {
        void run() throws IOException;
    }

    private CheckSpeed() {}

    /** Arguments: number of records, a folder with room, dialects. */
    public static void main(String[] arguments) throws IOException {
        long records = Long.parseLong(arguments[0]);
        for (String name : Arrays.asList(arguments).subList(2, arguments.length)) {
            Path file = Files.createTempFile(Path.of(arguments[1]), "check", ".tdb");
            Files.delete(file);
            try {
                make(file, Dialect.valueOf(name), records);
                measure(name, file, records);
            } finally {
                Files.deleteIfExists(file);
            }
        }
        System.out.println("# " + sum);
    }

    private static void make(Path file, Dialect dialect, long records) {
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT.withDialect(dialect).withHashSize(HASH_SIZE))) {
            for (long i = 0; i < records; i++) {
                tdb.store("key %d".formatted(i).getBytes(UTF_8), "value %d of the record".formatted(i).getBytes(UTF_8));
            }
        }
    }

    private static void measure(String name, Path file, long records) throws IOException {
        double size = Files.size(file) / MIB;
        try (FileChannel channel = FileChannel.open(file); Arena arena = Arena.ofConfined()) {
            MemorySegment map = channel.map(MapMode.READ_ONLY, 0, channel.size(), arena);
            double memory = best(() -> inOrder(map));
            double calls = best(() -> byCalls(channel));
            double random = best(() -> inNoOrder(map, records));
            double check = once(() -> check(file, records));
            System.out.printf("%s: %,d records, %.0f MiB%n", name, records, size);
            for (var line : List.of(new Line("mapped, in order", memory), new Line("read by calls", calls),
                    new Line("check", check))) {
                System.out.printf("  %-18s %8.2f s %8.0f MiB/s %6.1f %% of the fastest%n", line.what, line.seconds,
                        size / line.seconds, 100 * Math.min(memory, calls) / line.seconds);
            }
            System.out.printf("  %-18s %8.2f s %8.0f ns each: a word for each record%n", "mapped, no order", random,
                    random * NANOS / records);
        }
    }

    /** What was done, and how long it took. */
    private record Line(String what, double seconds) {}

    private static double best(Pass pass) throws IOException {
        double best = Double.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            best = Math.min(best, once(pass));
        }
        return best;
    }

    private static double once(Pass pass) throws IOException {
        long start = System.nanoTime();
        pass.run();
        return (System.nanoTime() - start) / NANOS;
    }

    private static void inOrder(MemorySegment map) {
        long all = 0;
        for (long at = 0; at + Long.BYTES <= map.byteSize(); at += Long.BYTES) {
            all += map.get(ValueLayout.JAVA_LONG, at);
        }
        sum += all;
    }

    private static void byCalls(FileChannel channel) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocateDirect(1 << 20);
        long at = 0;
        for (int read = channel.read(buffer, at); read > 0; read = channel.read(buffer.clear(), at)) {
            at += read;
            sum += buffer.get(0);
        }
    }

    private static void inNoOrder(MemorySegment map, long words) {
        SplittableRandom random = new SplittableRandom(1);
        long most = map.byteSize() / Long.BYTES;
        long all = 0;
        for (long i = 0; i < words; i++) {
            all += map.getAtIndex(ValueLayout.JAVA_LONG, random.nextLong(most));
        }
        sum += all;
    }

    private static void check(Path file, long records) {
        try (Tdb tdb = Tdb.open(file)) {
            Diagnosis diagnosis = Check.diagnose(tdb, Progress.NONE);
            if (diagnosis.recordsIntact() != records || diagnosis.verdict() != Diagnosis.Verdict.SOUND) {
                throw new IllegalStateException(diagnosis.toString());
            }
        }
    }
}
