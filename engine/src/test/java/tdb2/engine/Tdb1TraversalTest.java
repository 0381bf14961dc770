package tdb2.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tdb2.engine.format.Dialect;
import tdb2.engine.observe.LockObserver;
import tdb2.engine.observe.ObservedLock;
import tdb2.engine.testing.NeedsCLibrary;
import tdb2.engine.testing.Neighbour;

/**
 * A traversal of libtdb keeps a lock on the record it stands on while it waits for the next chain (spec c-formats, section
 * 1): whoever wants all records must let it go on.
 */
@Timeout(120)
final class Tdb1TraversalTest {

    private static final int CHAINS = 17;
    private static final long FIRST_CHAIN = 168;
    private static final long RECORD = 1000;

    @TempDir
    private Path folder;

    private enum Alone {
        A_COMMIT(tdb -> {
            try (Transaction transaction = tdb.begin()) {
                transaction.store("key".getBytes(UTF_8), "value".getBytes(UTF_8));
                transaction.commit();
            }
        }), A_WIPE(Tdb::wipe);

        private final Consumer<Tdb> work;

        Alone(Consumer<Tdb> work) {
            this.work = work;
        }
    }

    @ParameterizedTest
    @EnumSource
    @NeedsCLibrary // without it waiting is polling, which nobody sees
    void whoWantsAllRecordsKeepsNoChainFromATraversalHeWaitsFor(Alone alone) throws InterruptedException {
        Path file = folder.resolve("a.tdb");
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT.withDialect(Dialect.TDB1).withHashSize(CHAINS));
                Neighbour traversal = new Neighbour(file)) {
            assertThat(traversal.lock(RECORD, 1, true)).isTrue();
            CompletableFuture<Void> done = CompletableFuture.runAsync(() -> alone.work.accept(tdb));
            awaitWaiter(file);

            traversal.beginLock(FIRST_CHAIN + 4L * 3, 1, true);
            traversal.awaitLock();
            traversal.unlock();

            done.join();
        }
    }

    private static void awaitWaiter(Path file) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (new LockObserver().locksOn(file).stream().noneMatch(ObservedLock::waiting)) {
            assertThat(System.nanoTime() - end).as("a request that waits").isNegative();
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }
}
