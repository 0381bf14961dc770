package tdb2.engine.bench;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/**
 * Several processes on one file, each with a share of the records: the clock's time of one operation, from the word to
 * begin to the last one's answer, the best of some rounds. How to run it: {@code docs/benchmarks.md} of this module.
 */
public final class Processes implements AutoCloseable {

    private static final List<String> DEEDS = List.of("insert", "fetch", "overwrite", "delete");
    private static final String CHILD = "child";

    private final List<Child> children = new ArrayList<>();
    private final Path directory = Files.createTempDirectory("bench");
    private final int records;

    /** One of the processes: does what a line says, and answers with a line. */
    private record Child(Process process, PrintStream to, BufferedReader from) {

        void await() throws IOException {
            if (!"done".equals(from.readLine())) {
                throw new IllegalStateException("a process has failed");
            }
        }
    }

    private Processes(String peer, int records, int count) throws IOException {
        this.records = records;
        for (int number = 0; number < count; number++) {
            List<String> command = new ArrayList<>();
            command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
            command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
            command.addAll(List.of("-cp", System.getProperty("java.class.path"), Processes.class.getName(), CHILD,
                    peer, directory.toString(), "" + records, "" + count, "" + number));
            Process process = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start();
            Child child = new Child(process, new PrintStream(process.getOutputStream(), true, UTF_8),
                    new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8)));
            children.add(child);
            child.await(); // one after the other: the first makes the file
        }
    }

    /** Arguments: number of records, rounds, number of processes, names of peers. */
    public static void main(String[] args) throws IOException {
        if (args[0].equals(CHILD)) {
            work(args);
            return;
        }
        int records = Integer.parseInt(args[0]);
        int rounds = Integer.parseInt(args[1]);
        int count = Integer.parseInt(args[2]);
        System.out.printf("%-15s %9s  %s%n", "ns/operation", "processes", String.join("  ", DEEDS));
        for (String peer : Arrays.asList(args).subList(3, args.length)) {
            for (int processes : new int[] { 1, count }) {
                try (Processes run = new Processes(peer, records, processes)) {
                    long[] best = run.best(rounds);
                    System.out.printf("%-15s %9d  %6d  %5d  %9d  %6d%n", peer, processes, best[0], best[1], best[2],
                            best[3]);
                }
            }
        }
    }

    private long[] best(int rounds) throws IOException {
        long[] best = new long[DEEDS.size()];
        Arrays.fill(best, Long.MAX_VALUE);
        for (int round = 0; round < rounds; round++) {
            for (int deed = 0; deed < best.length; deed++) {
                long before = System.nanoTime();
                for (Child child : children) {
                    child.to.println(DEEDS.get(deed));
                }
                for (Child child : children) {
                    child.await();
                }
                best[deed] = Math.min(best[deed], (System.nanoTime() - before) / records);
            }
        }
        return best;
    }

    @Override
    public void close() throws IOException {
        for (Child child : children) {
            child.to.close();
            child.process.onExit().join();
        }
        ProcessorTime.delete(directory);
    }

    /** What a child does: peer, directory, records, processes, its number. */
    private static void work(String[] args) throws IOException {
        int count = Integer.parseInt(args[4]);
        int number = Integer.parseInt(args[5]);
        int[] all = ProcessorTime.shuffled(Integer.parseInt(args[3]));
        int[] share = Stream.iterate(number, at -> at < all.length, at -> at + count).mapToInt(at -> all[at]).toArray();
        byte[] value = new byte[100];
        try (Peer peer = Peer.open(args[1], Path.of(args[2]));
                BufferedReader words = new BufferedReader(new InputStreamReader(System.in, UTF_8))) {
            System.out.println("done");
            for (String deed = words.readLine(); deed != null; deed = words.readLine()) {
                value[8]++;
                for (int record : share) {
                    byte[] key = ProcessorTime.key(record);
                    boolean right = switch (deed) {
                        case "fetch" -> peer.fetch(key) == value.length;
                        case "delete" -> peer.delete(key);
                        default -> {
                            value[50] = key[7];
                            value[99] = (byte) ~value[8];
                            peer.store(key, value);
                            yield true;
                        }
                    };
                    if (!right) {
                        throw new IllegalStateException(deed + " of record " + record);
                    }
                }
                System.out.println("done");
            }
        }
    }
}
