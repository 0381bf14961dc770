package tdb2.engine.inspect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.SortedMap;
import java.util.stream.IntStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tdb2.engine.CreateOptions;
import tdb2.engine.Tdb;
import tdb2.engine.event.Progress;
import tdb2.engine.index.HashTree;

@Timeout(120)
class TreeDepthsTest {

    @TempDir
    Path directory;

    /** With a seed of its own every file is another one, and some are far from the mean. */
    @ParameterizedTest
    @ValueSource(ints = { 500, 2000, 12_000 })
    void aTreeThatWasWrittenIsAsDeepAsExpected(int records) {
        try (Tdb tdb = Tdb.create(directory.resolve("a.tdb2"), CreateOptions.DEFAULT.withSeed(1))) {
            for (int i = 0; i < records; i++) {
                tdb.store(("key " + i).getBytes(StandardCharsets.UTF_8), new byte[0]);
            }
            var assembly = tdb.view().assembly();
            SortedMap<Integer, Long> depths = Survey.of(assembly, tdb.reads(), Progress.NONE).census().depths();
            int groups = ((HashTree) assembly.index()).groupsOfNewTable();
            for (int level = 0; level <= depths.lastKey(); level++) {
                assertThat((double) depths.getOrDefault(level, 0L)).as("level " + level)
                        .isCloseTo(TreeDepths.at(level, records, groups), within(0.05 * records));
            }
        }
    }

    @Test
    void allRecordsAreAtSomeLevel() {
        for (long records : new long[] { 0, 1, 100, 10_000_000, 1L << 40 }) {
            double all = IntStream.range(0, 20).mapToDouble(level -> TreeDepths.at(level, records, 1)).sum();
            assertThat(all).isCloseTo(records, within(1e-6 * records + 1e-9));
        }
    }

    @Test
    void fewRecordsStandAtTheTop() {
        assertThat(TreeDepths.at(0, 128, 1)).isCloseTo(128, within(0.01));
        assertThat(TreeDepths.at(0, 10_000_000, 8)).isCloseTo(0, within(1e-9));
    }
}
