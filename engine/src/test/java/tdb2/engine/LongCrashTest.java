package tdb2.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tdb2.engine.EngineSubject.Scenario;
import tdb2.engine.disk.CrashLab;
import tdb2.engine.disk.CrashLab.Budget;
import tdb2.engine.disk.CrashLab.Result;
import tdb2.engine.storage.SeenOffsets;
import tdb2.engine.transaction.Protocol;

/**
 * The scenarios of {@link EngineCrashTest} with one seed after the other, until there were as many distinct images as
 * {@code tdb2.crash.images} says (100,000 when nothing says so). Figures go to {@code target/crash.txt};
 * engine/docs/crash.md keeps them.
 */
@Tag("long")
class LongCrashTest {

    private static final long WANTED = Long.getLong("tdb2.crash.images", 100_000);

    @Test
    void theEngineSurvivesEverySeed() throws IOException {
        SeenOffsets images = new SeenOffsets();
        Map<String, Long> distinct = new TreeMap<>();
        long began = System.nanoTime();
        long tried = 0;
        long found = 0;
        for (long seed = 1; found < WANTED; seed++) {
            for (Map.Entry<String, Scenario> scenario : EngineCrashTest.scenarios().entrySet()) {
                var subject = new EngineSubject(scenario.getKey(), Protocol.SPECIFIED, EngineCrashTest.RECORDS,
                        scenario.getValue());
                Result result = new CrashLab(subject, new Budget(seed, 2000, 1500, 12, 2, 12), images).run();
                assertThat(result.failures()).as("%s, seed %d", scenario.getKey(), seed).isEmpty();
                tried += result.tried();
                found += result.distinct();
                distinct.merge(scenario.getKey(), result.distinct(), Long::sum);
                keep(seed, tried, found, distinct, System.nanoTime() - began);
            }
        }
        assertThat(found).isGreaterThanOrEqualTo(WANTED);
    }

    /** Also while it runs, so that a run that is ended tells how far it came. */
    private static void keep(long seed, long tried, long found, Map<String, Long> distinct, long nanos)
            throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("seeds %,d, images tried %,d, distinct %,d, %,d s".formatted(seed, tried, found,
                nanos / 1_000_000_000));
        distinct.forEach((name, count) -> lines.add("%-8s %,d".formatted(name, count)));
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", "crash.txt"), lines);
    }
}
