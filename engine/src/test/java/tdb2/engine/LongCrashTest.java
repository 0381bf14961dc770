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
 * {@code tdb2.crash.images} says (100,000 when nothing says so), beginning with the seed {@code tdb2.crash.seed}. Figures
 * go to {@code target/crash.txt}; engine/docs/crash.md keeps them.
 */
@Tag("long")
class LongCrashTest {

    private static final long WANTED = Long.getLong("tdb2.crash.images", 100_000);
    private static final long FIRST = Long.getLong("tdb2.crash.seed", 1);

    private final SeenOffsets images = new SeenOffsets();
    private final Map<String, Long> distinct = new TreeMap<>();
    private long tried;
    private long found;

    @Test
    void theEngineSurvivesEverySeed() throws IOException {
        long began = System.nanoTime();
        for (long seed = FIRST; found < WANTED; seed++) {
            for (Map.Entry<String, Scenario> scenario : EngineCrashTest.scenarios().entrySet()) {
                count(scenario.getKey(), lab(seed, scenario.getKey(), scenario.getValue()));
                keep(seed, System.nanoTime() - began);
            }
        }
        assertThat(found).isGreaterThanOrEqualTo(WANTED);
    }

    /** Whatever can be tried completely is, once; the other seeds look elsewhere. */
    private Result lab(long seed, String name, Scenario scenario) {
        var subject = new EngineSubject(name, Protocol.SPECIFIED, EngineCrashTest.RECORDS, scenario);
        return new CrashLab(subject, new Budget(seed, seed == FIRST ? 2000 : 0, 400, 12, 2, 8), images).run();
    }

    private void count(String name, Result result) {
        assertThat(result.failures()).as(name).isEmpty();
        tried += result.tried();
        found += result.distinct();
        distinct.merge(name, result.distinct(), Long::sum);
    }

    /** Also while it runs, so that a run that is ended tells how far it came. */
    private void keep(long seed, long nanos) throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("seeds %,d to %,d, images tried %,d, distinct %,d, %,d s".formatted(FIRST, seed, tried, found,
                nanos / 1_000_000_000));
        distinct.forEach((name, count) -> lines.add("%-8s %,d".formatted(name, count)));
        Files.createDirectories(Path.of("target"));
        Files.write(Path.of("target", "crash.txt"), lines);
    }
}
