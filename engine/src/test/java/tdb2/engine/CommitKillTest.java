package tdb2.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.testing.CommittingProcess;
import tdb2.engine.testing.DyingProcess;
import tdb2.engine.testing.NeedsCLibrary;

/**
 * A process is killed at each step of a commit, while others have the file open and commit as well: they recover at once
 * and go on, and find all of the dead one's transaction or nothing of it.
 */
@Timeout(1800)
@NeedsCLibrary // it dies at chosen calls of it
class CommitKillTest {

    private static final int STRIDE = 23;

    @TempDir
    private Path directory;
    private int step;
    private final Set<Boolean> outcomes = new HashSet<>();

    @Test
    void othersGoOnWhereverACommitIsKilled() throws Exception {
        killAtSteps(STRIDE);
        assertThat(step).as("steps of a commit").isGreaterThan(20);
    }

    @Test
    @Tag("long")
    void othersGoOnWhereverACommitIsKilledAtEachStep() throws Exception {
        killAtSteps(1);
        assertThat(outcomes).as("whether the transaction was there").containsExactlyInAnyOrder(true, false);
    }

    private void killAtSteps(int stride) throws Exception {
        Path file = directory.resolve("killed.tdb");
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT)) {
            CommittingProcess living = new CommittingProcess(file, 1);
            try {
                living.await(1);
                Thread.ofVirtual().start(() -> living.await(Integer.MAX_VALUE)); // or it would wait to be heard
                long number = 2;
                for (step = 1; DyingProcess.diesAt(file, number, step); step += stride) {
                    awaitCommits(tdb);
                    long seen = seen(tdb);
                    assertThat(seen).as("killed at step %d", step).isBetween(number - 1, number);
                    outcomes.add(seen == number);
                    try (RecordLock _ = tdb.locks().lockAll(Mode.READ)) {
                        assertThat(tdb.regions((_, _) -> false).faults()).as("killed at step %d", step).isEmpty();
                    }
                    number += 2;
                }
                assertThat(seen(tdb)).as("after a commit that was not killed").isEqualTo(number);
            } finally {
                living.kill();
            }
        }
    }

    /** Returns when the living process has committed again, and again. */
    private static void awaitCommits(Tdb tdb) throws InterruptedException {
        for (long before = tdb.committed(); tdb.committed() < before + 2;) {
            Thread.sleep(1);
        }
    }

    /** The transaction of the dying process that all its keys are of. */
    private static long seen(Tdb tdb) {
        try (ReadTransaction reading = tdb.beginRead()) {
            Set<Long> numbers = new HashSet<>();
            for (String key : DyingProcess.KEYS) {
                numbers.add(CommittingProcess.number(reading.fetch(key.getBytes(UTF_8)).orElseThrow()));
            }
            assertThat(numbers).hasSize(1);
            return numbers.iterator().next();
        }
    }
}
