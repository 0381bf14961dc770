package tdb2.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import tdb2.engine.EngineSubject.Scenario;
import tdb2.engine.disk.CrashLab;
import tdb2.engine.disk.CrashLab.Budget;
import tdb2.engine.disk.CrashLab.Result;
import tdb2.engine.transaction.Protocol;

/**
 * The scenarios of {@link EngineCrashTest} with one seed after the other, until there were as many distinct images as
 * {@code tdb2.crash.images} says (100,000 when nothing says so), by {@code tdb2.crash.threads} threads. Figures go to
 * {@code target/crash.txt}; engine/docs/crash.md keeps them. A run that was ended goes on where it was: what was tried
 * stands in {@code target/crash.images}, which is to be deleted when the engine has changed.
 */
@Tag("long")
class LongCrashTest {

    private static final long WANTED = Long.getLong("tdb2.crash.images", 100_000);
    private static final int THREADS = Integer.getInteger("tdb2.crash.threads", 1);

    @Test
    void theEngineSurvivesEverySeed() throws IOException, InterruptedException, ExecutionException {
        try (CrashLog log = CrashLog.open(Path.of("target"), WANTED);
                ExecutorService threads = Executors.newFixedThreadPool(THREADS)) {
            for (long seed = 1; !log.isEnough(); seed++) {
                List<Callable<Void>> labs = new ArrayList<>();
                for (Map.Entry<String, Scenario> scenario : EngineCrashTest.nativeScenarios().entrySet()) {
                    long present = seed;
                    labs.add(() -> {
                        lab(present, scenario.getKey(), scenario.getValue(), log);
                        return null;
                    });
                }
                for (Future<Void> lab : threads.invokeAll(labs)) {
                    lab.get();
                }
            }
            assertThat(log.isEnough()).isTrue();
        }
    }

    /** Whatever can be tried completely is, once; the other seeds look elsewhere. */
    private static void lab(long seed, String name, Scenario scenario, CrashLog log) throws IOException {
        if (log.isEnough() || log.isDone(seed, name)) {
            return;
        }
        CrashLog.Entry entry = log.entry(seed, name);
        var subject = new EngineSubject(name, Protocol.SPECIFIED, EngineCrashTest.RECORDS, scenario);
        Result result = new CrashLab(subject, new Budget(seed, seed == 1 ? 2000 : 0, 150, 12, 2, 4), entry).run();
        assertThat(result.failures()).as("%s, seed %d", name, seed).isEmpty();
        log.done(entry, result.tried());
    }
}
