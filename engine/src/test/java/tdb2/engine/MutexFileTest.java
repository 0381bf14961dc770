package tdb2.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import tdb2.engine.backup.Backup;
import tdb2.engine.backup.BackupOptions;
import tdb2.engine.check.Check;
import tdb2.engine.check.Quiet;
import tdb2.engine.error.LockException;
import tdb2.engine.error.RefusedException;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Tdb1Header;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.lock.MutexLayout;
import tdb2.engine.observe.LockObserver;
import tdb2.engine.observe.ObservedLock;
import tdb2.engine.posix.MutexArea;
import tdb2.engine.repair.InPlace;
import tdb2.engine.testing.HoldingProcess;
import tdb2.engine.testing.InteropWorker;
import tdb2.engine.testing.NeedsCLibrary;
import tdb2.engine.testing.Neighbour;
import tdb2.engine.testing.SambaTools;

/** A TDB1 file with robust mutexes, joined (spec c-formats, section 1). Beside libtdb: {@link LibTdbInteropTest}. */
@Timeout(120)
class MutexFileTest {

    private static final byte[] KEY = "key".getBytes(UTF_8);
    private static final byte[] VALUE = "value".getBytes(UTF_8);
    private static final OpenOptions SOON = OpenOptions.WRITE.withLockTimeout(Duration.ofMillis(30));
    private static final int MUTEX_SIZE = 64;

    @TempDir
    private Path folder;
    private Path file;
    private int records;

    @BeforeEach
    void aFileOfTheLibrary() throws IOException {
        assumeTrue(MutexArea.isKnownLayout(), "mutexes are laid out otherwise here");
        file = folder.resolve("mutexes.tdb");
        Files.write(file, Specimens.named("tdb1/mutex-default-hash.tdb").content());
        records = Specimens.named("tdb1/mutex-default-hash.tdb").expect().path("records").asInt();
    }

    private void isSound(Tdb tdb) {
        assertThat(Check.diagnose(tdb, Progress.NONE).findings()).isEmpty();
    }

    @Test
    void isReadWrittenAndChangedInTransactions() {
        try (Tdb tdb = Tdb.open(file, OpenOptions.WRITE)) {
            tdb.store(KEY, VALUE);
            try (Transaction transaction = tdb.begin()) {
                transaction.store("other".getBytes(UTF_8), VALUE);
                transaction.commit();
            }
            assertThat(tdb.delete(KEY)).isTrue();
        }
        try (Tdb tdb = Tdb.open(file)) {
            assertThat(tdb.fetch("other".getBytes(UTF_8))).hasValue(VALUE);
            assertThat(tdb.traverse(Fetch.KEYS, _ -> true)).isEqualTo(records + 1);
            isSound(tdb);
        }
    }

    @Test
    void isNeverClearedAndWhoFindsNobodyMakesTheMutexesAnew() throws IOException {
        byte[] content = Files.readAllBytes(file);
        int somebodyOfTheLastBoot = 4711;
        ByteBuffer words = ByteBuffer.wrap(content).order(ByteOrder.nativeOrder());
        words.putInt(MutexLayout.ALL_RECORDS, somebodyOfTheLastBoot).putShort(MutexLayout.MODE, MutexLayout.WRITE);
        words.putInt(MutexLayout.FREE_LIST, somebodyOfTheLastBoot);
        Files.write(file, content);
        try (Tdb tdb = Tdb.open(file, SOON)) {
            tdb.store(KEY, new byte[3000]);
            assertThat(tdb.traverse(Fetch.KEYS, _ -> true)).isEqualTo(records + 1);
        }
    }

    @Test
    void mutexesThatSomebodyMayHoldAreLeftAlone() {
        try (Tdb first = Tdb.open(file, OpenOptions.WRITE);
                RecordLock _ = first.locks().lock(Mode.WRITE, KEY);
                ExecutorService another = Executors.newSingleThreadExecutor();
                Tdb second = Tdb.open(file, SOON)) {
            Future<?> store = another.submit(() -> second.store(KEY, VALUE));
            assertThatThrownBy(store::get).cause().isInstanceOf(LockException.class)
                    .hasMessageContaining("this process, through another open file");
        }
    }

    @Test
    void aTransactionOfAnotherProcessLetsReadersInAndKeepsWritersOutAndIsNamed() throws Exception {
        try (HoldingProcess holder = new HoldingProcess(file); Tdb tdb = Tdb.open(file, SOON)) {
            assertThat(tdb.fetch(KEY)).isEmpty();
            assertThatThrownBy(() -> tdb.store(KEY, VALUE)).isInstanceOf(LockException.class)
                    .hasMessageContaining("process " + holder.pid());
            assertThatThrownBy(tdb::wipe).isInstanceOf(LockException.class);
        }
    }

    @Test
    void whatAKilledProcessHeldIsTakenOver() throws Exception {
        try (Tdb tdb = Tdb.open(file, OpenOptions.WRITE)) {
            HoldingProcess holder = new HoldingProcess(file);
            CompletableFuture<Void> store = CompletableFuture.runAsync(() -> tdb.store(KEY, VALUE));
            holder.close();
            store.join();
            assertThat(tdb.fetch(KEY)).hasValue(VALUE);
            assertThat(tdb.fetch("held".getBytes(UTF_8))).isEmpty();
            isSound(tdb);
        }
    }

    @Test
    void manyVirtualAndPlatformThreadsLoseNothing() {
        byte[] counter = "counter".getBytes(UTF_8);
        int threads = 8;
        int each = 40;
        try (Tdb tdb = Tdb.open(file, OpenOptions.WRITE)) {
            List<Thread> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                Runnable work = () -> {
                    for (int n = 0; n < each; n++) {
                        try (RecordLock _ = tdb.locks().lock(Mode.WRITE, counter)) {
                            int before = tdb.fetch(counter).map(value -> Integer.parseInt(new String(value, UTF_8)))
                                    .orElse(0);
                            Thread.yield(); // a virtual thread may go on on another carrier
                            tdb.store(counter, Integer.toString(before + 1).getBytes(UTF_8));
                        }
                    }
                };
                all.add(i % 2 == 0 ? Thread.ofVirtual().start(work) : Thread.ofPlatform().start(work));
            }
            all.forEach(MutexFileTest::await);
            assertThat(tdb.fetch(counter)).hasValue(Integer.toString(threads * each).getBytes(UTF_8));
            isSound(tdb);
        }
    }

    private static void await(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aThreadThatEndsWithALockLeavesItToTheNext() throws InterruptedException {
        try (Tdb tdb = Tdb.open(file, OpenOptions.WRITE.withLockTimeout(Duration.ofSeconds(60)))) {
            List<RecordLock> kept = new ArrayList<>();
            Thread careless = Thread.ofPlatform().start(() -> kept.add(tdb.locks().lock(Mode.WRITE, KEY)));
            careless.join();
            tdb.store(KEY, VALUE);
            kept.getFirst().close();
            tdb.store(KEY, VALUE);
        }
    }

    @Test
    void allRecordsLockedForReadingByOneThreadAreReadByOthers() throws Exception {
        try (Tdb tdb = Tdb.open(file, SOON);
                RecordLock _ = tdb.locks().lockAll(Mode.READ);
                ExecutorService another = Executors.newSingleThreadExecutor()) {
            assertThat(tdb.fetch(KEY)).isEmpty();
            assertThat(another.submit(() -> tdb.fetch(KEY)).get()).isEmpty();
            Future<?> store = another.submit(() -> tdb.store(KEY, VALUE));
            assertThatThrownBy(store::get).cause().isInstanceOf(LockException.class);
        }
    }

    @Test
    void twoChainsOfOneOwnerAreGivenBackInAnyOrder() throws Exception {
        byte[] far = "far".getBytes(UTF_8);
        try (Tdb tdb = Tdb.open(file, SOON); ExecutorService another = Executors.newSingleThreadExecutor()) {
            RecordLock first = tdb.locks().lock(Mode.WRITE, KEY);
            RecordLock second = tdb.locks().lock(Mode.WRITE, far);
            first.close();
            another.submit(() -> tdb.store(KEY, VALUE)).get();
            assertThatThrownBy(another.submit(() -> tdb.store(far, VALUE))::get).cause()
                    .isInstanceOf(LockException.class);
            second.close();
            another.submit(() -> tdb.store(far, VALUE)).get();
        }
    }

    /** It stands on its record while it goes on to the next chain, which the library takes for reading. */
    @Test
    @NeedsCLibrary
    void whoWantsAllRecordsKeepsNoChainFromATraversalHeWaitsFor() throws Exception {
        long record = 40_000;
        try (Tdb tdb = Tdb.open(file, OpenOptions.WRITE);
                Tdb traversing = Tdb.open(file, OpenOptions.WRITE.withLockTimeout(Duration.ofSeconds(20)));
                Neighbour standing = new Neighbour(file)) {
            assertThat(standing.lock(record, 1, true)).isTrue();
            CompletableFuture<Void> commit = CompletableFuture.runAsync(() -> {
                try (Transaction transaction = tdb.begin()) {
                    transaction.store(KEY, VALUE);
                    transaction.commit();
                }
            });
            while (new LockObserver().locksOn(file).stream().noneMatch(ObservedLock::waiting)) {
                assertThat(commit).isNotDone();
                TimeUnit.MILLISECONDS.sleep(5);
            }
            assertThat(traversing.fetch(KEY)).isEmpty();
            standing.unlock();
            commit.join();
            assertThat(traversing.fetch(KEY)).hasValue(VALUE);
        }
    }

    @Test
    void whoHasAChainIsRefusedAllRecordsInsteadOfWaitingForHimself() {
        try (Tdb tdb = Tdb.open(file, OpenOptions.WRITE); RecordLock _ = tdb.locks().lock(Mode.WRITE, KEY)) {
            assertThatThrownBy(() -> tdb.locks().lockAll(Mode.WRITE)).isInstanceOf(LockException.class);
        }
    }

    @Test
    void readInPeaceWhenNobodyHasItOpenNotAByteChangesAndWhoeverComesWaits() throws IOException {
        byte[] before = Files.readAllBytes(file);
        try (Quiet quiet = Quiet.take(file, SOON, Duration.ofMinutes(1), Progress.NONE, _ -> {})) {
            assertThat(quiet.advanced(0, 0)).isFalse();
            assertThatThrownBy(() -> Tdb.open(file, SOON)).isInstanceOf(LockException.class);
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        Tdb.open(file, SOON).close();
    }

    @Test
    void aConsistentCheckARepairAndABackupWaitForAChainOfTheLibraryAndThenWritersWaitForThem() throws Exception {
        SambaTools.require("tdbtool");
        Path shared = folder.resolve("shared.tdb");
        BackupOptions soon = BackupOptions.DEFAULT.withLimits(Duration.ofMillis(30), Duration.ofMinutes(1));
        Path copy = folder.resolve("copy.tdb");
        try (HoldingProcess library = HoldingProcess.ofLibrary(shared, "key",
                InteropWorker.CLEAR_IF_FIRST | InteropWorker.MUTEXES); Tdb tdb = Tdb.open(shared, SOON)) {
            assertThatThrownBy(() -> Quiet.take(shared, SOON, Duration.ofMinutes(1), Progress.NONE, _ -> {}))
                    .isInstanceOf(LockException.class).hasMessageContaining("process " + library.pid());
            assertThatThrownBy(() -> InPlace.repair(shared, SOON, Progress.NONE)).isInstanceOf(LockException.class);
            assertThatThrownBy(() -> Backup.make(shared, copy, soon, Progress.NONE)).isInstanceOf(LockException.class);
            library.close();
            tdb.store(KEY, VALUE);
            try (Quiet _ = Quiet.take(shared, SOON, Duration.ofMinutes(1), Progress.NONE, _ -> {})) {
                assertThat(tdb.fetch(KEY)).hasValue(VALUE);
                assertThatThrownBy(() -> tdb.store(KEY, VALUE)).isInstanceOf(LockException.class);
            }
            Backup.make(shared, copy, soon, Progress.NONE);
            assertThat(InPlace.repair(shared, SOON, Progress.NONE).fixes()).isEmpty();
            tdb.store(KEY, KEY);
        }
        try (Tdb tdb = Tdb.open(copy)) {
            assertThat(tdb.fetch(KEY)).hasValue(VALUE);
        }
    }

    @Test
    void aRepairInPlaceKeepsOthersOutAndIsTakenBack() throws IOException {
        byte[] sound = Files.readAllBytes(file);
        byte[] broken = sound.clone();
        ByteBuffer words = ByteBuffer.wrap(broken).order(ByteOrder.nativeOrder());
        int tailer = words.getInt(MUTEX_SIZE) + firstRecord(words) + 24 + words.getInt(words.getInt(MUTEX_SIZE)
                + firstRecord(words) + 4) - 4;
        words.putInt(tailer, 17);
        Files.write(file, broken);
        try (Tdb user = Tdb.open(file, OpenOptions.WRITE)) {
            assertThat(InPlace.repair(file, SOON, Progress.NONE).fixes()).singleElement()
                    .satisfies(fix -> assertThat(fix.offset()).isEqualTo(tailer));
            isSound(user);
            user.fetch(KEY);
            assertThat(InPlace.undo(file, SOON)).hasSize(1);
            assertThat(user.fetch(KEY)).isEmpty();
        }
        int mutexes = words.getInt(MUTEX_SIZE);
        assertThat(Arrays.copyOfRange(Files.readAllBytes(file), mutexes, broken.length))
                .isEqualTo(Arrays.copyOfRange(broken, mutexes, broken.length));
    }

    /** Where the first chain that is not empty leads to, counted from behind the mutexes. */
    private static int firstRecord(ByteBuffer words) {
        int head = words.getInt(MUTEX_SIZE) + 172;
        while (words.getInt(head) == 0) {
            head += 4;
        }
        return words.getInt(head);
    }

    @Test
    void anotherLayoutOfMutexesIsRefusedForWritingAndNothingIsChanged() throws IOException {
        byte[] content = Files.readAllBytes(file);
        ByteBuffer words = ByteBuffer.wrap(content).order(ByteOrder.LITTLE_ENDIAN);
        int size = words.getInt(MUTEX_SIZE);
        byte[] longer = ByteBuffer.allocate(content.length + 4096).put(content, 0, size).put(new byte[4096])
                .put(content, size, content.length - size).putInt(MUTEX_SIZE, Integer.reverseBytes(size + 4096))
                .array();
        Files.write(file, longer);
        assertThatThrownBy(() -> Tdb.open(file, OpenOptions.WRITE)).isInstanceOf(RefusedException.class)
                .hasMessageContaining(size + " bytes of mutexes").hasMessageContaining("" + (size + 4096));
        assertThat(Files.readAllBytes(file)).isEqualTo(longer);
        try (Tdb tdb = Tdb.open(file)) {
            assertThat(tdb.traverse(Fetch.KEYS, _ -> true)).isEqualTo(records);
            assertThat(tdb.view().header()).isInstanceOf(Tdb1Header.class);
        }
    }

    @Test
    void aCopyInMemoryIsWrittenToWithoutMutexes() throws IOException {
        try (Tdb tdb = Tdb.of("copy", Files.readAllBytes(file), OpenOptions.WRITE)) {
            tdb.store(KEY, VALUE);
            assertThat(tdb.fetch(KEY)).hasValue(VALUE);
        }
    }
}
