package tdb2.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tdb2.engine.check.Check;
import tdb2.engine.check.Finding;
import tdb2.engine.check.Finding.Code;
import tdb2.engine.disk.SimulatedDisk;
import tdb2.engine.error.Conflict;
import tdb2.engine.error.ConflictException;
import tdb2.engine.error.RefusedException;
import tdb2.engine.error.StorageException;
import tdb2.engine.event.Progress;
import tdb2.engine.posix.FailingCalls;
import tdb2.engine.posix.FailingCalls.Way;
import tdb2.engine.storage.MemoryStorage;
import tdb2.engine.testing.StoreLog;

/** Changes that are made only when records are as they were last seen, alone and many at once. */
@Timeout(120)
class EditsTest {

    @TempDir
    private Path directory;

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** What a killed writer leaves, and what a commit does until it is settled. */
    private static boolean isLeft(Finding finding) {
        return Set.of(Code.LEAK, Code.UNREACHABLE, Code.BACK_LINK, Code.RECOVERY_PENDING).contains(finding.code());
    }

    private static Map<String, String> content(Tdb tdb) {
        Map<String, String> content = new TreeMap<>();
        tdb.traverse(Fetch.RECORDS, entry -> {
            content.put(new String(entry.key(), UTF_8), new String(entry.value().bytes(), UTF_8));
            return true;
        });
        return content;
    }

    private static Tdb holding(int variant, Map<String, String> records) {
        Tdb tdb = Tdb.inMemory("edited", CreateOptions.DEFAULT.withVariant(variant).withSeed(9));
        records.forEach((key, value) -> tdb.store(bytes(key), bytes(value)));
        return tdb;
    }

    private static ConflictException refused(Tdb tdb, Edit... edits) {
        ConflictException refusal = catchThrowableOfType(ConflictException.class, () -> Edits.of(edits).apply(tdb));
        assertThat(refusal).isNotNull();
        assertThat(refusal.fault().file()).isEqualTo("edited");
        return refusal;
    }

    private static void isConflict(Conflict conflict, String key, Optional<String> expected, Optional<String> found) {
        assertThat(conflict.key()).isEqualTo(bytes(key));
        assertThat(conflict.expected().map(value -> new String(value, UTF_8))).isEqualTo(expected);
        assertThat(conflict.found().map(value -> new String(value, UTF_8))).isEqualTo(found);
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1 })
    void aRecordThatIsAsExpectedIsChanged(int variant) {
        try (Tdb tdb = holding(variant, Map.of("b", "old", "c", "gone"))) {
            Edit.insert(bytes("a"), bytes("new")).apply(tdb);
            Edit.replace(bytes("b"), bytes("old"), bytes("longer than before")).apply(tdb);
            Edit.delete(bytes("c"), bytes("gone")).apply(tdb);
            assertThat(content(tdb)).isEqualTo(Map.of("a", "new", "b", "longer than before"));
            assertThat(tdb.locks().held()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1 })
    void aRecordThatIsNotAsExpectedIsLeftAndBothValuesAreTold(int variant) {
        Map<String, String> there = Map.of("b", "theirs", "empty", "");
        try (Tdb tdb = holding(variant, there)) {
            isConflict(refused(tdb, Edit.insert(bytes("b"), bytes("mine"))).conflicts().getFirst(), "b",
                    Optional.empty(), Optional.of("theirs"));
            isConflict(refused(tdb, Edit.replace(bytes("b"), bytes("old"), bytes("mine"))).conflicts().getFirst(), "b",
                    Optional.of("old"), Optional.of("theirs"));
            isConflict(refused(tdb, Edit.delete(bytes("x"), bytes("old"))).conflicts().getFirst(), "x",
                    Optional.of("old"), Optional.empty());
            isConflict(refused(tdb, Edit.insert(bytes("empty"), bytes(""))).conflicts().getFirst(), "empty",
                    Optional.empty(), Optional.of(""));
            isConflict(refused(tdb, Edit.delete(bytes("x"), bytes(""))).conflicts().getFirst(), "x",
                    Optional.of(""), Optional.empty());
            assertThat(content(tdb)).isEqualTo(there);
            assertThat(tdb.locks().held()).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1 })
    void manyAreAllMadeOrNoneAndAllConflictsAreTold(int variant) {
        Map<String, String> there = Map.of("a", "1", "b", "2", "c", "3");
        try (Tdb tdb = holding(variant, there)) {
            List<Conflict> conflicts = refused(tdb, Edit.delete(bytes("a"), bytes("1")),
                    Edit.replace(bytes("b"), bytes("other"), bytes("x")), Edit.insert(bytes("d"), bytes("4")),
                    Edit.insert(bytes("c"), bytes("5"))).conflicts();
            assertThat(conflicts).hasSize(2);
            isConflict(conflicts.get(0), "b", Optional.of("other"), Optional.of("2"));
            isConflict(conflicts.get(1), "c", Optional.empty(), Optional.of("3"));
            assertThat(content(tdb)).isEqualTo(there);

            Edits edits = Edits.of(Edit.delete(bytes("a"), bytes("1")), Edit.insert(bytes("A"), bytes("1")),
                    Edit.replace(bytes("b"), bytes("2"), bytes("two")));
            edits.apply(tdb);
            assertThat(content(tdb)).isEqualTo(Map.of("A", "1", "b", "two", "c", "3"));
            edits.inverse().apply(tdb);
            assertThat(content(tdb)).isEqualTo(there);
            assertThat(Check.of(tdb, Progress.NONE)).allMatch(EditsTest::isLeft);
            Edits.of().apply(tdb);
        }
    }

    @Test
    void oneEditThatIsToLastIsATransactionToo() {
        try (Tdb tdb = holding(1, Map.of("a", "1"))) {
            Edits.of(Edit.replace(bytes("a"), bytes("1"), bytes("plain"))).apply(tdb);
            assertThat(tdb.committed()).isZero();
            Edits.of(Edit.replace(bytes("a"), bytes("plain"), bytes("lasting"))).commit(tdb);
            assertThat(tdb.committed()).isEqualTo(1);
            ConflictException refusal = catchThrowableOfType(ConflictException.class,
                    () -> Edits.of(Edit.delete(bytes("a"), bytes("plain"))).commit(tdb));
            isConflict(refusal.conflicts().getFirst(), "a", Optional.of("plain"), Optional.of("lasting"));
            Edits.of().commit(tdb);
            assertThat(tdb.committed()).isEqualTo(1);
        }
        try (Tdb tdb = holding(0, Map.of("a", "1"))) {
            Edits.of(Edit.replace(bytes("a"), bytes("1"), bytes("2"))).commit(tdb);
            assertThat(content(tdb)).isEqualTo(Map.of("a", "2"));
        }
    }

    @Test
    void twoEditsOfOneRecordAreRefused() {
        assertThatThrownBy(() -> Edits.of(Edit.delete(bytes("twice"), bytes("1")),
                Edit.insert(bytes("twice"), bytes("2")))).isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("twice");
    }

    @Test
    void whoeverMayNotWriteIsRefusedBeforeAnythingIsCompared() {
        Edit edit = Edit.insert(bytes("a"), bytes("1"));
        try (Tdb tdb = holding(1, Map.of("a", "there"))) {
            tdb.add(Flag.READ_ONLY);
            assertThatThrownBy(() -> edit.apply(tdb)).isInstanceOf(RefusedException.class);
            tdb.remove(Flag.READ_ONLY);
            try (Transaction _ = tdb.begin()) {
                assertThatThrownBy(() -> edit.apply(tdb)).isInstanceOf(RefusedException.class);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1 })
    void whatAnotherThreadChangesBetweenLookingAndStoringIsNeverLost(int variant) throws Exception {
        Path file = directory.resolve("counted.tdb");
        int threads = 4;
        int rounds = 60;
        try (Tdb first = Tdb.create(file, CreateOptions.DEFAULT.withVariant(variant));
                Tdb second = Tdb.open(file, OpenOptions.WRITE);
                ExecutorService pool = Executors.newFixedThreadPool(threads)) {
            first.store(bytes("one"), bytes("0"));
            first.store(bytes("two"), bytes("0"));
            List<CompletableFuture<Void>> done = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Tdb tdb = i % 2 == 0 ? first : second;
                boolean both = i < 2;
                done.add(CompletableFuture.runAsync(() -> count(tdb, both, rounds), pool));
            }
            CompletableFuture.allOf(done.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
            assertThat(content(first)).isEqualTo(Map.of("one", "" + threads * rounds, "two", "" + 2 * rounds));
            assertThat(Check.of(first, Progress.NONE)).allMatch(EditsTest::isLeft);
        }
    }

    private static void count(Tdb tdb, boolean both, int rounds) {
        for (int done = 0; done < rounds;) {
            try {
                List<Edit> edits = new ArrayList<>(List.of(one(tdb, "one")));
                if (both) {
                    edits.add(one(tdb, "two"));
                }
                Edits.of(edits).apply(tdb);
                done++;
            } catch (ConflictException e) {
                assertThat(e.conflicts()).isNotEmpty(); // again, from what is there now
            }
        }
    }

    private static Edit one(Tdb tdb, String key) {
        byte[] seen = tdb.fetch(bytes(key)).orElseThrow();
        return Edit.replace(bytes(key), seen, bytes("" + (Integer.parseInt(new String(seen, UTF_8)) + 1)));
    }

    @Test
    void aProcessKilledInTheMiddleLeavesAllOrNothing() {
        StoreLog log;
        try (Tdb tdb = holding(1, Map.of("a", "1", "b", "2"))) {
            log = new StoreLog(tdb.bytes(0, (int) tdb.size()));
        }
        Map<String, String> before = Map.of("a", "1", "b", "2");
        Map<String, String> after = Map.of("b", "two", "c", "3");
        Tdb tdb = Tdb.of(log, OpenOptions.WRITE);
        log.begin();
        Edits.of(Edit.delete(bytes("a"), bytes("1")), Edit.replace(bytes("b"), bytes("2"), bytes("two")),
                Edit.insert(bytes("c"), bytes("3"))).apply(tdb);
        for (byte[] image : log.killed()) {
            try (Tdb found = Tdb.of(new MemoryStorage("killed", image), OpenOptions.WRITE)) {
                assertThat(content(found)).isIn(before, after);
                assertThat(Check.of(found, Progress.NONE))
                        .allMatch(EditsTest::isLeft);
            }
        }
        assertThat(content(tdb)).isEqualTo(after);
    }

    @Test
    void howeverManyTheyAreOneTransactionWithOneSync() {
        SimulatedDisk disk = new SimulatedDisk("disk", CreateOptions.DEFAULT.withSeed(7).content());
        try (Tdb tdb = Tdb.of(disk, OpenOptions.WRITE.withCommits(
                standard -> standard.withDelays(Duration.ZERO, Duration.ZERO)))) {
            Edits.of(Edit.insert(bytes("a"), bytes("1")), Edit.insert(bytes("b"), bytes("2"))).commit(tdb);
            for (Edits edits : List.of(Edits.of(Edit.replace(bytes("a"), bytes("1"), bytes("one"))),
                    Edits.of(Edit.delete(bytes("a"), bytes("one")), Edit.replace(bytes("b"), bytes("2"), bytes("two")),
                            Edit.insert(bytes("c"), bytes("3"))),
                    Edits.of(Edit.delete(bytes("b"), bytes("two")), Edit.delete(bytes("c"), bytes("3"))))) {
                long syncs = disk.syncs();
                long commits = tdb.committed();
                edits.commit(tdb);
                assertThat(disk.syncs() - syncs).isEqualTo(1);
                assertThat(tdb.committed() - commits).isEqualTo(1);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1 })
    void aFullDiskUndoesWhatWasDone(int variant) {
        Path file = directory.resolve("full.tdb");
        Map<String, String> before = Map.of("a", "1", "b", "2");
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT.withVariant(variant))) {
            before.forEach((key, value) -> tdb.store(bytes(key), bytes(value)));
            Edits edits = Edits.of(Edit.delete(bytes("a"), bytes("1")), Edit.replace(bytes("b"), bytes("2"),
                    bytes("two")), Edit.insert(bytes("c"), bytes("small")),
                    Edit.insert(bytes("d"), new byte[1 << 20]));
            try (FailingCalls failing = new FailingCalls("fallocate", 1, true, Way.ENOSPC)) {
                assertThatThrownBy(() -> edits.apply(tdb)).isInstanceOf(StorageException.class)
                        .hasMessageContaining("ENOSPC").hasNoSuppressedExceptions();
                assertThat(failing.failed()).isPositive();
            }
            assertThat(content(tdb)).isEqualTo(before);
            assertThat(Check.of(tdb, Progress.NONE)).allMatch(EditsTest::isLeft);
            edits.apply(tdb);
            assertThat(content(tdb)).hasSize(3).containsEntry("b", "two").containsKey("d");
        }
    }
}
