package tdb2.engine.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntConsumer;
import java.util.stream.Stream;

/**
 * Processor time of the calling thread for each operation, where other work on the machine makes the clock worthless.
 * The best of several rounds; each round runs over a file of its own, so that all of them do the same. How to run it:
 * {@code docs/benchmarks.md} of this module.
 */
public final class ProcessorTime {

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();
    private static final List<String> DEEDS = List.of("insert", "fetch", "parse", "overwrite", "traverse", "delete");

    private final int records;
    private final int rounds;
    private final int[] order;

    private ProcessorTime(int records, int rounds) {
        this.records = records;
        this.rounds = rounds;
        this.order = shuffled(records);
    }

    /** Arguments: number of records, rounds, names of peers. */
    public static void main(String[] args) throws IOException {
        ProcessorTime run = new ProcessorTime(Integer.parseInt(args[0]), Integer.parseInt(args[1]));
        System.out.printf("%-15s %s%n", "ns/operation", String.join("  ", DEEDS));
        for (String peer : Arrays.asList(args).subList(2, args.length)) {
            long[] best = run.best(peer);
            StringBuilder line = new StringBuilder("%-15s".formatted(peer));
            for (int i = 0; i < best.length; i++) {
                line.append(("%" + (DEEDS.get(i).length() + (i == 0 ? 1 : 2)) + "d").formatted(best[i]));
            }
            System.out.println(line);
        }
    }

    private long[] best(String peer) throws IOException {
        long[] best = new long[DEEDS.size()];
        Arrays.fill(best, Long.MAX_VALUE);
        for (int round = 0; round < rounds; round++) {
            long[] cost = round(peer);
            for (int i = 0; i < best.length; i++) {
                best[i] = Math.min(best[i], cost[i]);
            }
        }
        return best;
    }

    private long[] round(String name) throws IOException {
        Path directory = Files.createTempDirectory("bench");
        byte[] value = new byte[100];
        try (Peer peer = Peer.open(name, directory)) {
            return new long[] {
                    cost(i -> peer.store(key(i), value)),
                    cost(i -> require(peer.fetch(key(i)) == value.length)),
                    cost(i -> require(peer.parse(key(i)) >= 0)),
                    cost(i -> {
                        ByteBuffer.wrap(value).putInt(8, i).putInt(40, ~i);
                        peer.store(key(i), value);
                    }),
                    time(() -> require(peer.traverse() == records * 108L)) / records,
                    cost(i -> require(peer.delete(key(i))))
            };
        } finally {
            delete(directory);
        }
    }

    private long cost(IntConsumer deed) {
        return time(() -> {
            for (int i : order) {
                deed.accept(i);
            }
        }) / records;
    }

    private static long time(Runnable work) {
        long before = THREADS.getCurrentThreadCpuTime();
        work.run();
        return THREADS.getCurrentThreadCpuTime() - before;
    }

    static byte[] key(int number) {
        return ByteBuffer.allocate(8).putLong(number).array();
    }

    static int[] shuffled(int count) {
        int[] numbers = new int[count];
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < count; i++) {
            int j = random.nextInt(i + 1);
            numbers[i] = numbers[j];
            numbers[j] = i;
        }
        return numbers;
    }

    static void delete(Path directory) throws IOException {
        try (Stream<Path> all = Files.walk(directory)) {
            for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(path);
            }
        }
    }

    private static void require(boolean right) {
        if (!right) {
            throw new IllegalStateException("a wrong answer");
        }
    }
}
