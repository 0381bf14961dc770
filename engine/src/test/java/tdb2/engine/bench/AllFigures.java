package tdb2.engine.bench;

import java.io.IOException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * All tables of the plain operations, one after the other, in about a quarter of an hour on a machine that does nothing
 * else: few shots of each. How to run it: {@code docs/benchmarks.md} of this module.
 */
public final class AllFigures {

    private AllFigures() {}

    /** Arguments: records of the large files, a million without. */
    public static void main(String[] args) throws RunnerException, IOException {
        int large = args.length == 0 ? 1_000_000 : Integer.parseInt(args[0]);
        int middle = Math.max(1, large / 10);
        run(large, 1, 1, 1, "tdb2", "tdb1-1000003", "libtdb-1000003", "lmdb", "mvstore");
        for (int threads : new int[] { 1, 2, 4 }) {
            run(middle, threads, 2, 2, "tdb2", "lmdb", "mvstore");
        }
        run(10_000, 1, 30, 10, "tdb2", "tdb1-131", "libtdb-131", "lmdb", "mvstore");
        run(1_000, 1, 200, 50, "tdb2", "tdb1-131", "libtdb-131", "lmdb", "mvstore");
        run(100, 1, 1_000, 200, "tdb2", "tdb1-131", "libtdb-131", "lmdb", "mvstore");
        Processes.main(new String[] { "" + middle, "4", "2", "tdb2", "libtdb-1000003", "lmdb" });
    }

    private static void run(int records, int threads, int warmups, int shots, String... peers) throws RunnerException {
        ChainedOptionsBuilder options = new OptionsBuilder().include(ComparisonBenchmark.class.getSimpleName())
                .param("peer", peers).param("records", "" + records).threads(threads).warmupIterations(warmups)
                .measurementIterations(shots);
        new Runner(options.build()).run();
    }
}
