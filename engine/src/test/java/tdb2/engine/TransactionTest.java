package tdb2.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tdb2.engine.error.LockException;
import tdb2.engine.error.RefusedException;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.testing.HoldingProcess;
import tdb2.engine.transaction.Durability;

/** Write and read transactions of one process, durable when they are committed. */
@Timeout(120)
class TransactionTest {

    @TempDir
    private Path directory;

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private Tdb fresh() {
        return Tdb.create(directory.resolve("t%d.tdb".formatted(System.nanoTime())), CreateOptions.DEFAULT);
    }

    private static void isSound(Tdb tdb) {
        assertThat(tdb.regions((_, _) -> false).faults()).isEmpty();
    }

    @Test
    void aTransactionSeesItsOwnStoresAndOthersSeeThemWhenItIsCommitted() {
        try (Tdb tdb = fresh(); Tdb other = Tdb.open(Path.of(tdb.name()))) {
            tdb.store(bytes("old"), bytes("1"));
            try (Transaction transaction = tdb.begin()) {
                transaction.store(bytes("new"), bytes("2"));
                transaction.append(bytes("old"), Content.of(bytes("!")));
                assertThat(transaction.fetch(bytes("new"))).hasValue(bytes("2"));
                assertThat(transaction.fetch(bytes("old"))).hasValue(bytes("1!"));
                List<String> seen = new ArrayList<>();
                transaction.traverse(Fetch.KEYS, entry -> seen.add(new String(entry.key(), UTF_8)));
                assertThat(seen).containsExactlyInAnyOrder("old", "new");
                assertThat(other.fetch(bytes("new"))).isEmpty();
                assertThat(tdb.fetch(bytes("old"))).hasValue(bytes("1"));
                assertThat(transaction.commit()).isEqualTo(1);
            }
            assertThat(other.fetch(bytes("new"))).hasValue(bytes("2"));
            assertThat(tdb.fetch(bytes("old"))).hasValue(bytes("1!"));
            isSound(tdb);
        }
    }

    @Test
    void aCancelledOrClosedTransactionLeavesNothing() {
        try (Tdb tdb = fresh()) {
            Transaction first = tdb.begin();
            first.store(bytes("k"), bytes("1"));
            first.prepare();
            assertThatThrownBy(() -> first.store(bytes("k"), bytes("2"))).isInstanceOf(RefusedException.class);
            first.cancel();
            tdb.begin().close();
            assertThat(tdb.fetch(bytes("k"))).isEmpty();
            assertThatThrownBy(first::commit).isInstanceOf(RefusedException.class);
            tdb.store(bytes("k"), bytes("plain"));
            assertThat(tdb.fetch(bytes("k"))).hasValue(bytes("plain"));
            isSound(tdb);
        }
    }

    @Test
    void whatAPlainWriterAddedWhileATransactionWaitedForItIsThere() throws Exception {
        byte[] large = new byte[300_000];
        try (Tdb writer = fresh();
                Tdb other = Tdb.open(Path.of(writer.name()), OpenOptions.WRITE);
                Tdb third = Tdb.open(Path.of(writer.name()), OpenOptions.WRITE.withLockTimeout(Duration.ZERO));
                ExecutorService thread = Executors.newSingleThreadExecutor()) {
            other.begin().commit();
            Future<byte[]> seen;
            try (RecordLock _ = writer.locks().lock(Mode.WRITE, bytes("k"))) {
                seen = thread.submit(() -> {
                    try (Transaction transaction = other.begin()) {
                        byte[] value = transaction.fetch(bytes("k")).orElseThrow();
                        transaction.store(bytes("k"), bytes("small"));
                        transaction.commit();
                        return value;
                    }
                });
                awaitTransaction(third);
                writer.store(bytes("k"), large);
            }
            assertThat(seen.get(60, TimeUnit.SECONDS)).isEqualTo(large);
            assertThat(writer.fetch(bytes("k"))).hasValue(bytes("small"));
            isSound(writer);
        }
    }

    /** Waits until another has the transaction lock and had time to come to the next one. */
    private static void awaitTransaction(Tdb impatient) throws InterruptedException {
        boolean begun = false;
        while (!begun) {
            try {
                impatient.begin().cancel();
            } catch (LockException e) {
                begun = e.fault().expected().contains("transaction");
            }
            Thread.sleep(20);
        }
    }

    @Test
    void manyTransactionsLikeAMap() {
        Random random = new Random(5);
        Map<String, String> model = new TreeMap<>();
        try (Tdb tdb = fresh()) {
            for (int round = 0; round < 60; round++) {
                Map<String, String> inside = new TreeMap<>(model);
                Transaction transaction = tdb.begin();
                int operations = random.nextInt(60);
                for (int i = 0; i < operations; i++) {
                    String key = "key" + random.nextInt(200);
                    if (random.nextInt(3) == 0) {
                        assertThat(transaction.delete(bytes(key))).isEqualTo(inside.remove(key) != null);
                    } else {
                        String value = "v".repeat(random.nextInt(300)) + i;
                        transaction.store(bytes(key), bytes(value));
                        inside.put(key, value);
                    }
                }
                if (random.nextInt(20) == 0) {
                    transaction.wipe();
                    inside.clear();
                }
                if (random.nextInt(4) == 0) {
                    transaction.cancel();
                } else {
                    transaction.commit(random.nextBoolean() ? Durability.SYNC : Durability.SOFT);
                    model = inside;
                }
                if (round % 7 == 0) {
                    tdb.syncUpTo(Long.MAX_VALUE);
                    tdb.store(bytes("plain"), bytes("p" + round));
                    model.put("plain", "p" + round);
                }
                if (round % 20 == 13) {
                    RepackResult result = tdb.repack();
                    assertThat(result.records()).isEqualTo(model.size());
                }
            }
            tdb.syncUpTo(Long.MAX_VALUE);
            assertThat(content(tdb)).isEqualTo(model);
            isSound(tdb);
        }
    }

    private static Map<String, String> content(Tdb tdb) {
        Map<String, String> content = new TreeMap<>();
        tdb.traverse(Fetch.RECORDS, entry -> {
            content.put(new String(entry.key(), UTF_8), new String(entry.value().bytes(), UTF_8));
            return true;
        });
        return content;
    }

    @Test
    void nestingIsRefusedUnlessAllowedAndAnInnerCancelRuinsTheOuter() {
        try (Tdb tdb = fresh()) {
            try (Transaction _ = tdb.begin()) {
                assertThatThrownBy(tdb::begin).isInstanceOf(RefusedException.class).hasMessageContaining("nesting");
                assertThatThrownBy(() -> tdb.store(bytes("k"), bytes("v"))).isInstanceOf(RefusedException.class);
            }
            TransactionOptions nesting = TransactionOptions.DEFAULT.allowingNesting();
            Transaction outer = tdb.begin(nesting);
            Transaction inner = tdb.begin(nesting);
            inner.store(bytes("k"), bytes("v"));
            inner.commit();
            assertThat(tdb.fetch(bytes("k"))).isEmpty();
            outer.commit();
            assertThat(tdb.fetch(bytes("k"))).hasValue(bytes("v"));
            Transaction second = tdb.begin(nesting);
            tdb.begin(nesting).cancel();
            assertThatThrownBy(second::commit).isInstanceOf(RefusedException.class).hasMessageContaining("inner");
            tdb.store(bytes("k"), bytes("free again"));
        }
    }

    @Test
    void limitsOnSizeAndAgeCancel() throws InterruptedException {
        try (Tdb tdb = fresh()) {
            Transaction large = tdb.begin(TransactionOptions.DEFAULT.atMost(8 * 4096L));
            assertThatThrownBy(() -> large.store(bytes("k"), new byte[100_000])).isInstanceOf(RefusedException.class);
            tdb.store(bytes("free"), bytes("again"));
            assertThatThrownBy(large::commit).isInstanceOf(RefusedException.class);
            Transaction old = tdb.begin(TransactionOptions.DEFAULT.atMost(Duration.ofMillis(10)));
            Thread.sleep(300);
            assertThatThrownBy(old::commit).isInstanceOf(RefusedException.class).hasMessageContaining("age");
            for (int i = 0; i < 300; i++) { // it may be over before its thread has it
                Transaction brief = tdb.begin(TransactionOptions.DEFAULT.atMost(Duration.ofNanos(1)));
                while (!brief.isOver()) {
                    Thread.onSpinWait();
                }
                tdb.store(bytes("free"), bytes("again"));
            }
        }
    }

    @Test
    void aTransactionThatIsCancelledForItsAgeAmidATraverseEndsThat() {
        try (Tdb tdb = fresh()) {
            for (int i = 0; i < 10; i++) {
                tdb.store(bytes("k" + i), bytes("v"));
            }
            Transaction old = tdb.begin(TransactionOptions.DEFAULT.atMost(Duration.ofMillis(300)));
            List<byte[]> seen = new ArrayList<>();
            assertThatThrownBy(() -> old.traverse(Fetch.KEYS, entry -> {
                seen.add(entry.key());
                sleep(Duration.ofSeconds(2));
                return true;
            })).isInstanceOf(RefusedException.class).hasMessageContaining("age");
            assertThat(seen).hasSize(1);
        }
    }

    private static void sleep(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aTransactionThatOthersWaitForIsReportedWithOwnerAndAge() throws Exception {
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        OpenOptions telling = OpenOptions.WRITE.withLog(fault -> told.add(fault.message()));
        Path file = directory.resolve("reported.tdb");
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT.opened(telling)); Transaction mine = tdb.begin();
                ExecutorService others = Executors.newSingleThreadExecutor()) {
            Future<?> waits = others.submit(() -> tdb.begin().cancel());
            while (told.isEmpty()) {
                Thread.sleep(10);
            }
            mine.cancel();
            waits.get(60, TimeUnit.SECONDS);
            assertThat(told.getFirst()).contains("the transaction of " + Thread.currentThread().getName())
                    .containsPattern("[1-9][0-9]*\\.[0-9] s old");
            assertThat(told.getLast()).contains("the transaction of " + Thread.currentThread().getName(), "it is over");
        }
    }

    @Test
    void aTransactionBelongsToItsThreadAndOthersAreToldWhoHasIt() throws Exception {
        Path file = directory.resolve("named.tdb");
        OpenOptions impatient = OpenOptions.WRITE.withLockTimeout(Duration.ofMillis(50));
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT.opened(impatient)); Transaction mine = tdb.begin()) {
            try (ExecutorService others = Executors.newSingleThreadExecutor()) {
                Future<?> stranger = others.submit(() -> {
                    assertThatThrownBy(mine::commit).isInstanceOf(RefusedException.class);
                    assertThatThrownBy(tdb::begin).isInstanceOf(LockException.class)
                            .hasMessageContaining(Thread.currentThread().getName().isEmpty() ? "" : "transaction of");
                    assertThatThrownBy(() -> tdb.store(bytes("k"), bytes("v"))).isInstanceOf(LockException.class);
                });
                stranger.get(60, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void whoWaitsForAnotherProcessIsToldOfItWhileTheWaitGoesOn() throws Exception {
        List<String> told = Collections.synchronizedList(new ArrayList<>());
        Path file = directory.resolve("awaited.tdb");
        Tdb.create(file, CreateOptions.DEFAULT).close();
        try (HoldingProcess holding = new HoldingProcess(file);
                Tdb tdb = Tdb.open(file, OpenOptions.WRITE.withLog(fault -> told.add(fault.message())));
                ExecutorService others = Executors.newFixedThreadPool(2)) {
            List<Future<?>> waits = List.of(others.submit(() -> tdb.begin().cancel()),
                    others.submit(() -> tdb.store(bytes("k"), bytes("v"))));
            while (told.size() < 4) {
                Thread.sleep(10);
            }
            holding.close();
            waits.get(0).get(60, TimeUnit.SECONDS);
            waits.get(1).get(60, TimeUnit.SECONDS);
            assertThat(told).allMatch(one -> one.contains("held by process " + holding.pid() + " (java) for at least"))
                    .anyMatch(one -> one.contains("at least 1.")).anyMatch(one -> one.contains("at least 2."))
                    .anyMatch(one -> one.contains("a transaction to begin"));
        }
    }

    @Test
    void whoWaitsInVainForAnotherProcessIsToldWhichAndHowLong() throws Exception {
        try (Tdb tdb = fresh(); HoldingProcess holding = new HoldingProcess(Path.of(tdb.name()));
                Tdb waiting =
                        Tdb.open(Path.of(tdb.name()), OpenOptions.WRITE.withLockTimeout(Duration.ofMillis(300)))) {
            assertThatThrownBy(waiting::begin).isInstanceOf(LockException.class).hasMessageContaining("transaction")
                    .hasMessageContaining("process " + holding.pid() + " (java)").hasMessageContaining("waited");
        }
    }

    @Test
    void readersKeepACommitOutAndMayNotWrite() throws Exception {
        try (Tdb tdb = fresh(); ExecutorService others = Executors.newSingleThreadExecutor()) {
            tdb.store(bytes("k"), bytes("1"));
            ReadTransaction read = tdb.beginRead();
            Future<Long> commit = others.submit(() -> {
                try (Transaction transaction = tdb.begin()) {
                    transaction.store(bytes("k"), bytes("2"));
                    transaction.prepare();
                    return transaction.commit();
                }
            });
            assertThatThrownBy(tdb::begin).isInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> tdb.delete(bytes("k"))).isInstanceOf(RefusedException.class);
            assertThat(read.fetch(bytes("k"))).hasValue(bytes("1"));
            Thread.sleep(100);
            assertThat(commit.isDone()).isFalse();
            assertThat(read.fetch(bytes("k"))).hasValue(bytes("1"));
            read.close();
            assertThat(commit.get(60, TimeUnit.SECONDS)).isEqualTo(1);
            assertThat(tdb.fetch(bytes("k"))).hasValue(bytes("2"));
        }
    }

    @Test
    void threadsCommitTogether() throws Exception {
        try (Tdb tdb = fresh(); ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> all = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                int number = t;
                all.add(threads.submit(() -> {
                    for (int i = 0; i < 40; i++) {
                        try (Transaction transaction = tdb.begin()) {
                            transaction.store(bytes("t" + number + "." + i), bytes("v".repeat(i * 7)));
                            transaction.commit();
                        }
                        assertThat(tdb.exists(bytes("t" + number + "." + i))).isTrue();
                    }
                }));
            }
            for (Future<?> one : all) {
                one.get(100, TimeUnit.SECONDS);
            }
            assertThat(content(tdb)).hasSize(160);
            assertThat(tdb.committed()).isLessThanOrEqualTo(160);
            isSound(tdb);
        }
    }

    /** The one before may still be waiting for the disk. */
    @Test
    void aThreadsOwnTransactionIsKnownWhileThoseBeforeItEnd() throws Exception {
        try (Tdb tdb = fresh(); ExecutorService threads = Executors.newFixedThreadPool(4)) {
            List<Future<?>> all = new ArrayList<>();
            for (int t = 0; t < 4; t++) {
                byte[] key = bytes("t" + t);
                all.add(threads.submit(() -> {
                    for (int i = 0; i < 40; i++) {
                        try (Transaction transaction = tdb.begin()) {
                            transaction.store(key, bytes("v" + i));
                            Thread.sleep(1);
                            assertThatThrownBy(tdb::begin).isInstanceOf(RefusedException.class);
                            assertThatThrownBy(() -> tdb.store(key, key)).isInstanceOf(RefusedException.class);
                            transaction.commit();
                        }
                    }
                    return key;
                }));
            }
            for (Future<?> one : all) {
                one.get(60, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void variantZeroHasNone() {
        Path file = directory.resolve("zero.tdb");
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT.withVariant(0))) {
            assertThatThrownBy(tdb::begin).isInstanceOf(RefusedException.class).hasMessageContaining("convert");
            assertThatThrownBy(tdb::repack).isInstanceOf(RefusedException.class).hasMessageContaining("convert");
            tdb.store(bytes("k"), bytes("v"));
        }
    }
}
