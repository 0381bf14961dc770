package tdb2.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tdb2.engine.check.Check;
import tdb2.engine.check.Diagnosis;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.testing.InteropWorker;
import tdb2.engine.testing.InteropWorker.Plan;
import tdb2.engine.testing.SambaTools;

/** Processes of this engine and of Samba's library change one TDB1 file at the same time, and are killed. */
@Timeout(1800)
class LibTdbInteropTest {

    private static final String MUTEXES = "mutexes";
    private static final String[] KINDS = { "ours", "libtdb", "ours", "libtdb" };

    @TempDir
    private Path folder;
    private Path file;

    private final List<InteropWorker> started = new ArrayList<>();
    private Optional<Tdb> present = Optional.empty();
    private int flags;

    @BeforeEach
    void library() {
        SambaTools.require("tdbtool");
        file = folder.resolve("shared.tdb");
    }

    @AfterEach
    void closed() {
        present.ifPresent(Tdb::close);
    }

    private void create(String order, String hash) throws InterruptedException {
        if (order.equals(MUTEXES)) {
            createWithMutexes(hash);
            return;
        }
        CreateOptions options = CreateOptions.DEFAULT.withDialect(Dialect.TDB1).withHashSize(17)
                .withOrder(order.equals("BE") ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
        Tdb.create(file, options.withHash(hash.equals("jenkins") ? new HashChoice.Jenkins() : new HashChoice.Default()))
                .close();
    }

    /** Only the library makes such files. It clears one that nobody has open, so that this process stays. */
    private void createWithMutexes(String hash) throws InterruptedException {
        flags = InteropWorker.CLEAR_IF_FIRST | InteropWorker.MUTEXES
                | (hash.equals("jenkins") ? InteropWorker.JENKINS : 0);
        assertThat(worker(1, 1, 0, 0).await()).isZero();
        present = Optional.of(Tdb.open(file, OpenOptions.WRITE));
    }

    private InteropWorker worker(int number, long first, long count, int transactions) {
        InteropWorker worker = new InteropWorker(file,
                new Plan(KINDS[number], "w%d.".formatted(number), number, first, count, transactions, flags));
        started.add(worker);
        return worker;
    }

    @AfterEach
    void nobodyIsLeft() {
        started.forEach(InteropWorker::kill);
    }

    @ParameterizedTest
    @CsvSource({ "LE, default", "BE, jenkins", "mutexes, jenkins" })
    void whatBothKindsOfProcessesStoreIsThereAndBothChecksFindNothing(String order, String hash)
            throws IOException, InterruptedException {
        create(order, hash);
        together(order.equals(MUTEXES) ? 300 : 1500);
    }

    @ParameterizedTest
    @CsvSource({ "LE, default", "LE, jenkins", "BE, default", "BE, jenkins", "mutexes, default", "mutexes, jenkins" })
    @Tag("long")
    void aMillionOperationsOfBothKinds(String order, String hash) throws IOException, InterruptedException {
        create(order, hash);
        together(62_500);
    }

    private void together(long count) throws IOException, InterruptedException {
        List<InteropWorker> workers = new ArrayList<>();
        for (int i = 0; i < KINDS.length; i++) {
            workers.add(worker(i, 1, count, 3));
        }
        Map<String, byte[]> expected = new TreeMap<>();
        for (InteropWorker worker : workers) {
            assertThat(worker.await()).isZero();
            expected = worker.expected(expected, 1, false);
        }
        holds(expected, 0);
        assertThat(SambaTools.check(file)).contains("integrity is OK and has " + expected.size() + " records");
    }

    /** @param lost records at most that were written by the killed, who did not come to lead to them */
    private void holds(Map<String, byte[]> expected, int lost) {
        try (Tdb tdb = Tdb.open(file, OpenOptions.WRITE)) {
            expected.forEach((key, value) -> assertThat(tdb.fetch(key.getBytes(UTF_8))).as(key).hasValue(value));
            assertThat(tdb.traverse(Fetch.KEYS, _ -> true)).isEqualTo(expected.size());
            Diagnosis diagnosis = Check.diagnose(tdb, Progress.NONE);
            assertThat(diagnosis.recordsSuspect()).as("%s", diagnosis.findings()).isZero();
            assertThat(diagnosis.recordsUnreachable()).as("%s", diagnosis.findings()).isLessThanOrEqualTo(lost);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = { "LE", MUTEXES })
    void afterKillsInsideTransactionsBothChecksFindNothing(String order) throws IOException, InterruptedException {
        create(order, "default");
        kills(order.equals(MUTEXES) ? 2 : 12, 100);
        assertThat(SambaTools.check(file)).contains("integrity is OK");
    }

    @ParameterizedTest
    @ValueSource(strings = { "LE", MUTEXES })
    void afterKillsInsidePlainOperationsEachKeyHasItsLastValueOrTheOneInFlight(String order) throws IOException,
            InterruptedException {
        create(order, "default");
        kills(order.equals(MUTEXES) ? 2 : 12, 0);
    }

    @ParameterizedTest
    @CsvSource({ "LE, 0", "LE, 100", "LE, 5", "mutexes, 0", "mutexes, 100", "mutexes, 5" })
    @Tag("long")
    void manyKills(String order, int transactions) throws IOException, InterruptedException {
        create(order, "default");
        kills(300, transactions);
    }

    /** Four processes at a time; one after the other is killed at some moment and another goes on with its keys. */
    private void kills(int rounds, int transactions) throws IOException, InterruptedException {
        Random random = new Random(transactions);
        List<Map<String, byte[]>> records = new ArrayList<>();
        List<InteropWorker> workers = new ArrayList<>();
        long[] first = new long[KINDS.length];
        for (int i = 0; i < KINDS.length; i++) {
            first[i] = 1;
            records.add(new TreeMap<>());
            workers.add(worker(i, 1, Integer.MAX_VALUE, transactions));
        }
        for (int round = 0; round < rounds; round++) {
            TimeUnit.MILLISECONDS.sleep(500 + random.nextInt(400));
            int victim = random.nextInt(KINDS.length);
            workers.get(victim).kill();
            workers.get(victim).await();
            records.set(victim, survivors(victim, workers.get(victim), records.get(victim), first[victim]));
            first[victim] = workers.get(victim).begun() + 1;
            workers.set(victim, worker(victim, first[victim], Integer.MAX_VALUE, transactions));
        }
        Map<String, byte[]> all = new TreeMap<>();
        for (int i = 0; i < KINDS.length; i++) {
            assertThat(workers.get(i).process().isAlive()).as("worker %d", i).isTrue();
            workers.get(i).kill();
            workers.get(i).await();
        }
        for (int i = 0; i < KINDS.length; i++) {
            all.putAll(survivors(i, workers.get(i), records.get(i), first[i]));
        }
        holds(all, transactions == 100 ? 0 : rounds + KINDS.length);
    }

    /**
     * What is there of a killed worker's keys: with what was in flight or without it. libtdb deletes a value that has no
     * room for the new one before it stores that: a kill in between leaves neither.
     */
    private Map<String, byte[]> survivors(int kind, InteropWorker worker, Map<String, byte[]> before, long first) {
        Map<String, byte[]> without = worker.expected(before, first, false);
        Map<String, byte[]> with = worker.expected(before, first, true);
        try (Tdb tdb = Tdb.open(file, OpenOptions.WRITE)) {
            if (matches(tdb, without, with)) {
                return without;
            }
            Map<String, byte[]> neither = new TreeMap<>(without);
            neither.entrySet().removeIf(entry -> !Arrays.equals(entry.getValue(), with.get(entry.getKey())));
            return KINDS[kind].equals("libtdb") && matches(tdb, neither, with) ? neither : matching(tdb, with, without);
        }
    }

    private static Map<String, byte[]> matching(Tdb tdb, Map<String, byte[]> with, Map<String, byte[]> without) {
        assertThat(matches(tdb, with, without)).as("the last acknowledged state or the one in flight").isTrue();
        return with;
    }

    private static boolean matches(Tdb tdb, Map<String, byte[]> state, Map<String, byte[]> other) {
        return state.entrySet().stream().allMatch(entry -> tdb.fetch(entry.getKey().getBytes(UTF_8))
                .filter(value -> Arrays.equals(value, entry.getValue())).isPresent())
                && other.keySet().stream().filter(key -> !state.containsKey(key))
                        .allMatch(key -> tdb.fetch(key.getBytes(UTF_8)).isEmpty());
    }
}
