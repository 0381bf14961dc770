package tdb2.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tdb2.engine.check.Check;
import tdb2.engine.check.Diagnosis;
import tdb2.engine.check.Finding.Severity;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.posix.MutexArea;
import tdb2.engine.testing.InteropWorker;
import tdb2.engine.testing.InteropWorker.Plan;
import tdb2.engine.testing.SambaTools;

/** Processes of this engine and of Samba's library change one TDB1 file at the same time, and are killed. */
@Timeout(1800)
class LibTdbInteropTest {

    private static final String MUTEXES = "mutexes";
    private static final List<String> BOTH = List.of("ours", "libtdb", "ours", "libtdb");

    @TempDir
    private Path folder;
    private Path file;

    private final List<InteropWorker> started = new ArrayList<>();
    private Optional<Tdb> present = Optional.empty();
    private List<String> kinds = BOTH;
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
        assumeTrue(MutexArea.isKnownLayout(), "mutexes are laid out otherwise here");
        flags = InteropWorker.CLEAR_IF_FIRST | InteropWorker.MUTEXES
                | (hash.equals("jenkins") ? InteropWorker.JENKINS : 0);
        assertThat(worker(1, 1, 0, 0).await()).isZero();
        present = Optional.of(Tdb.open(file, OpenOptions.WRITE));
    }

    private InteropWorker worker(int number, long first, long count, int transactions) {
        InteropWorker worker = new InteropWorker(file,
                new Plan(kinds.get(number), "w%d.".formatted(number), number, first, count, transactions, flags));
        started.add(worker);
        return worker;
    }

    @AfterEach
    void nobodyIsLeft() {
        started.forEach(InteropWorker::kill);
    }

    @ParameterizedTest
    @CsvSource({ "LE, default", "mutexes, jenkins", "BE, jenkins" })
    void whatBothKindsOfProcessesStoreIsThereAndBothChecksFindNothing(String order, String hash)
            throws IOException, InterruptedException {
        create(order, hash);
        together(order.equals(MUTEXES) ? 300 : 1500);
    }

    /** Half a million operations by each kind; about every 3,000 operations somebody is killed and another goes on. */
    @ParameterizedTest
    @CsvSource({ "LE, default", "mutexes, jenkins", "BE, jenkins" })
    @Tag("long")
    @Timeout(value = 5, unit = TimeUnit.HOURS)
    void aMillionOperationsOfBothKindsWithKills(String order, String hash) throws IOException, InterruptedException {
        create(order, hash);
        long each = 250_000;
        int kills = 300;
        Team team = new Team(each, 3);
        Random random = new Random(each);
        for (int kill = 1; kill <= kills; kill++) {
            long next = kinds.size() * each * kill / (kills + 1);
            while (team.done() < next) {
                TimeUnit.MILLISECONDS.sleep(10);
            }
            TimeUnit.MICROSECONDS.sleep(random.nextInt(20_000));
            team.replace(random.nextInt(kinds.size()));
            System.out.printf("%s: %d kills, %d operations, %d bytes%n", order, kill, team.done(), Files.size(file));
        }
        Map<String, byte[]> expected = team.finished();
        holds(expected, kills);
        System.out.printf("%s: tdbtool: %s%n", order, SambaTools.check(file));
    }

    private void together(long count) throws IOException, InterruptedException {
        List<InteropWorker> workers = new ArrayList<>();
        for (int i = 0; i < kinds.size(); i++) {
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
    private void holds(Map<String, byte[]> expected, int lost) throws IOException, InterruptedException {
        try (Tdb tdb = Tdb.open(file, OpenOptions.WRITE)) {
            expected.forEach((key, value) -> assertThat(tdb.fetch(key.getBytes(UTF_8))).as(key).hasValue(value));
            assertThat(tdb.traverse(Fetch.KEYS, _ -> true)).isEqualTo(expected.size());
            Diagnosis diagnosis = Check.diagnose(tdb, Progress.NONE);
            assertThat(diagnosis.recordsSuspect()).as("%s", diagnosis.findings()).isZero();
            assertThat(diagnosis.recordsUnreachable()).as("%s", diagnosis.findings()).isLessThanOrEqualTo(lost);
            namesWhatSambasCheckFinds(diagnosis);
        }
    }

    private void namesWhatSambasCheckFinds(Diagnosis diagnosis) throws IOException, InterruptedException {
        String theirs = SambaTools.check(file);
        if (!theirs.contains("integrity is OK")) {
            assertThat(diagnosis.findings()).as(theirs).anyMatch(finding -> finding.severity() != Severity.INFO);
        }
    }

    @Test
    void processesWithoutTheCLibraryDoTheSameAmongOthers() throws IOException, InterruptedException {
        kinds = List.of("jdk", "libtdb", "ours", "jdk");
        create("LE", "default");
        together(600);
    }

    @Test
    void afterKillsOfProcessesWithoutTheCLibraryInsideTransactionsBothChecksFindNothing() throws IOException,
            InterruptedException {
        kinds = List.of("jdk", "libtdb", "jdk", "jdk");
        create("LE", "default");
        kills(6, 100);
        assertThat(SambaTools.check(file)).contains("integrity is OK");
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
        Team team = new Team(Integer.MAX_VALUE, transactions);
        for (int round = 0; round < rounds; round++) {
            TimeUnit.MILLISECONDS.sleep(500 + random.nextInt(400));
            team.replace(random.nextInt(kinds.size()));
        }
        holds(team.ended(), transactions == 100 ? 0 : rounds + kinds.size());
    }

    /** One process of each of {@link #kinds}, and what must be in the file of the keys of each. */
    private final class Team {

        private final long count;
        private final int transactions;
        private final List<Map<String, byte[]>> records = new ArrayList<>();
        private final List<InteropWorker> workers = new ArrayList<>();
        private final long[] first = new long[kinds.size()];

        /** @param count of operations of each */
        Team(long count, int transactions) {
            this.count = count;
            this.transactions = transactions;
            for (int i = 0; i < kinds.size(); i++) {
                first[i] = 1;
                records.add(new TreeMap<>());
                workers.add(worker(i, 1, count, transactions));
            }
        }

        /** Operations done so far, by all together. Whoever ended by himself has ended well. */
        long done() {
            workers.stream().filter(worker -> !worker.process().isAlive()).forEach(
                    worker -> assertThat(worker.process().exitValue()).isZero());
            return workers.stream().mapToLong(InteropWorker::done).sum();
        }

        /** Kills one and has another go on with its work. */
        void replace(int victim) throws InterruptedException {
            if (!kill(victim)) {
                return;
            }
            records.set(victim, survivors(victim, workers.get(victim), records.get(victim), first[victim]));
            first[victim] = workers.get(victim).begun() + 1;
            workers.set(victim, worker(victim, first[victim], count - first[victim] + 1, transactions));
        }

        /** Whether it was still at work. */
        private boolean kill(int victim) throws InterruptedException {
            workers.get(victim).kill();
            return workers.get(victim).await() != 0;
        }

        /** What must be there when all are killed. */
        Map<String, byte[]> ended() throws InterruptedException {
            Map<String, byte[]> all = new TreeMap<>();
            for (int i = 0; i < kinds.size(); i++) {
                assertThat(workers.get(i).process().isAlive()).as("worker %d", i).isTrue();
                kill(i);
            }
            for (int i = 0; i < kinds.size(); i++) {
                all.putAll(survivors(i, workers.get(i), records.get(i), first[i]));
            }
            return all;
        }

        /** What must be there when all have done their work. */
        Map<String, byte[]> finished() throws InterruptedException {
            Map<String, byte[]> all = new TreeMap<>();
            for (int i = 0; i < kinds.size(); i++) {
                assertThat(workers.get(i).await(Duration.ofHours(4))).as("worker %d", i).isZero();
                all.putAll(workers.get(i).expected(records.get(i), first[i], false));
            }
            return all;
        }
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
            return kinds.get(kind).equals("libtdb") && matches(tdb, neither, with)
                    ? neither
                    : matching(tdb, kinds.get(kind), with, without);
        }
    }

    private static Map<String, byte[]> matching(Tdb tdb, String kind, Map<String, byte[]> with,
            Map<String, byte[]> without) {
        assertThat(matches(tdb, with, without))
                .as("the last acknowledged state or the one in flight, of %s; others: %s",
                        kind, others(tdb, with, without))
                .isTrue();
        return with;
    }

    /** Keys that have neither the one value nor the other, with what they have. */
    private static List<String> others(Tdb tdb, Map<String, byte[]> with, Map<String, byte[]> without) {
        return Stream.of(with, without).flatMap(state -> state.keySet().stream()).distinct()
                .filter(key -> !Arrays.equals(now(tdb, key), with.get(key))
                        || !Arrays.equals(now(tdb, key), without.get(key)))
                .map(key -> "%s: %s, in flight %s, before %s".formatted(key, Arrays.toString(now(tdb, key)),
                        Arrays.toString(with.get(key)), Arrays.toString(without.get(key))))
                .limit(5).toList();
    }

    private static byte[] now(Tdb tdb, String key) {
        return tdb.fetch(key.getBytes(UTF_8)).orElse(null);
    }

    private static boolean matches(Tdb tdb, Map<String, byte[]> state, Map<String, byte[]> other) {
        return state.entrySet().stream().allMatch(entry -> tdb.fetch(entry.getKey().getBytes(UTF_8))
                .filter(value -> Arrays.equals(value, entry.getValue())).isPresent())
                && other.keySet().stream().filter(key -> !state.containsKey(key))
                        .allMatch(key -> tdb.fetch(key.getBytes(UTF_8)).isEmpty());
    }
}
