package tdb2.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tdb2.engine.check.Check;
import tdb2.engine.event.Progress;
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
    /** Of a record's header: the sixth word tells what it is. */
    private static final int MAGIC = 20;
    private static final int DEAD = 0xFEE1DEAD;
    private static final byte[] KEY = "key".getBytes(UTF_8);
    private static final byte[] LARGER = new byte[500];

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

    private enum Gone {
        DELETED(tdb -> tdb.delete(KEY)), REPLACED_BY_A_LARGER_ONE(tdb -> tdb.store(KEY, LARGER));

        private final Consumer<Tdb> work;

        Gone(Consumer<Tdb> work) {
            this.work = work;
        }
    }

    @ParameterizedTest
    @EnumSource
    void aRecordThatATraversalStandsOnStaysInItsChainDeadUntilItHasGoneOn(Gone gone) throws Exception {
        Path file = folder.resolve("a.tdb");
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT.withDialect(Dialect.TDB1).withHashSize(1));
                Neighbour traversal = new Neighbour(file)) {
            tdb.store(KEY, "value".getBytes(UTF_8));
            int record = chain(file).getFirst();
            assertThat(traversal.lock(record, 1, false)).isTrue();

            gone.work.accept(tdb);
            assertThat(chain(file)).last().isEqualTo(record);
            assertThat(word(file, record + MAGIC)).isEqualTo(DEAD);
            assertThat(Check.diagnose(tdb, Progress.NONE).findings()).isEmpty();

            tdb.store("while it stands there".getBytes(UTF_8), LARGER);
            assertThat(chain(file)).last().isEqualTo(record);
            traversal.unlock();
            tdb.store("when it has gone on".getBytes(UTF_8), LARGER);
            assertThat(chain(file)).hasSize(Math.toIntExact(tdb.traverse(Fetch.KEYS, _ -> true)));
            assertThat(word(file, record + MAGIC)).isNotEqualTo(DEAD);
        }
    }

    /** Where the records of the only chain are, from its head on. */
    private static List<Integer> chain(Path file) throws IOException {
        List<Integer> records = new ArrayList<>();
        for (int at = word(file, (int) FIRST_CHAIN + 4); at != 0; at = word(file, at)) {
            records.add(at);
            assertThat(records).as("a chain without an end").hasSizeLessThan(10);
        }
        return records;
    }

    private static int word(Path file, int offset) throws IOException {
        return ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.nativeOrder()).getInt(offset);
    }

    private static void awaitWaiter(Path file) throws InterruptedException {
        long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
        while (new LockObserver().locksOn(file).stream().noneMatch(ObservedLock::waiting)) {
            assertThat(System.nanoTime() - end).as("a request that waits").isNegative();
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }
}
