package tdb2.engine.bench;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * All tables of the plain operations, or some of them, few shots of each. A line is printed as soon as its figures are
 * there. How to run it: {@code docs/benchmarks.md} of this module.
 */
public final class AllFigures {

    private static final int MILLION = 1_000_000;
    private static final List<String> DEEDS = List.of("insert", "fetch", "parse", "overwrite", "traverse", "delete");

    private final int large;
    private final Map<String, Part> parts = new LinkedHashMap<>();

    /** One or more tables. */
    @FunctionalInterface
    private interface Part {
        void run() throws RunnerException, IOException;
    }

    /**
     * How a table is made.
     *
     * @param records in the file
     * @param threads that share them out
     * @param warmups shots before those that count
     * @param shots that count
     */
    private record Table(int records, int threads, int warmups, int shots) {}

    private AllFigures(int large) {
        this.large = large;
        parts.put("large", () -> table(many(), "tdb2", "libtdb-1000003", "lmdb", "mvstore"));
        parts.put("tdb1", () -> tdb1(""));
        parts.put("mutex", () -> tdb1("-mutex"));
        parts.put("small", this::small);
        parts.put("threads", this::threads);
        parts.put("processes",
                () -> Processes.main(new String[] { "" + middle(), "4", "2", "tdb2", "libtdb-1000003", "lmdb" }));
    }

    /** Arguments: names of parts, all of them without; before them the records of the large files, a million without. */
    public static void main(String[] args) throws RunnerException, IOException {
        boolean sized = args.length > 0 && args[0].chars().allMatch(Character::isDigit);
        AllFigures figures = new AllFigures(sized ? Integer.parseInt(args[0]) : MILLION);
        List<String> wanted = Stream.of(args).skip(sized ? 1 : 0).toList();
        for (String name : wanted.isEmpty() ? figures.parts.keySet() : wanted) {
            Part part = figures.parts.get(name);
            if (part == null) {
                throw new IllegalArgumentException(name + " is none of " + figures.parts.keySet());
            }
            System.out.printf("%n# %s%n", name);
            part.run();
        }
    }

    private int middle() {
        return Math.max(1, large / 10);
    }

    private Table many() {
        return new Table(large, 1, 2, 3);
    }

    private static Table thousand() {
        return new Table(1_000, 1, 200, 50);
    }

    private void tdb1(String kind) throws RunnerException {
        table(many(), "tdb1-1000003" + kind, "libtdb-1000003" + kind);
        table(thousand(), "tdb1-131" + kind, "libtdb-131" + kind);
    }

    private void small() throws RunnerException {
        for (Table size : List.of(new Table(10_000, 1, 30, 10), thousand(), new Table(100, 1, 1_000, 200))) {
            table(size, "tdb2", "libtdb-131", "lmdb", "mvstore");
        }
    }

    private void threads() throws RunnerException {
        for (int threads : new int[] { 1, 2, 4 }) {
            table(new Table(middle(), threads, 2, 2), "tdb2", "lmdb", "mvstore");
        }
    }

    /** Prints nanoseconds of one operation, a line for each peer, and how the first compares with libtdb. */
    private static void table(Table table, String... peers) throws RunnerException {
        System.out.printf("%n| %,d records, %d threads | %s |%n|%s%n", table.records, table.threads,
                String.join(" | ", DEEDS), " --- |".repeat(DEEDS.size() + 1));
        List<Map<String, Double>> lines = new ArrayList<>();
        for (String peer : peers) {
            Map<String, Double> line = measure(table, peer);
            print(peer, line, "%,.0f");
            lines.add(line);
            if (peer.startsWith("libtdb")) {
                Map<String, Double> ratios = new TreeMap<>(lines.getFirst());
                ratios.replaceAll((deed, nanos) -> nanos / line.get(deed));
                print(peers[0] + " to it", ratios, "%.2f");
            }
        }
    }

    private static void print(String name, Map<String, Double> line, String format) {
        System.out.printf("| %s | %s |%n", name,
                String.join(" | ", DEEDS.stream().map(deed -> format.formatted(line.get(deed))).toList()));
    }

    private static Map<String, Double> measure(Table table, String peer) throws RunnerException {
        var options = new OptionsBuilder().include(ComparisonBenchmark.class.getSimpleName()).param("peer", peer)
                .param("records", "" + table.records).threads(table.threads).warmupIterations(table.warmups)
                .measurementIterations(table.shots).verbosity(VerboseMode.SILENT).shouldFailOnError(true);
        Map<String, Double> line = new TreeMap<>();
        for (RunResult result : new Runner(options.build()).run()) {
            String benchmark = result.getParams().getBenchmark();
            line.put(benchmark.substring(benchmark.lastIndexOf('.') + 1),
                    result.getPrimaryResult().getScore() * MILLION / table.records);
        }
        return line;
    }
}
