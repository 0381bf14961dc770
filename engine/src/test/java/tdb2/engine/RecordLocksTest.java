package tdb2.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tdb2.engine.error.CancelledException;
import tdb2.engine.error.Fault;
import tdb2.engine.error.LockException;
import tdb2.engine.error.RefusedException;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.lock.Cancellation;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.lock.LockEvent;
import tdb2.engine.lock.LockMeaning;
import tdb2.engine.lock.Waiting;
import tdb2.engine.testing.Neighbour;

/** Locks of records that a program keeps over several operations. */
@Timeout(120)
class RecordLocksTest {

    /** The first byte of a key, doubled, is the top of its hash: the number of its hash group. */
    private static final HashChoice BY_GROUP = new HashChoice.Own("first byte is the group",
            (key, _) -> ByteBuffer.wrap(Arrays.copyOf(key, 8)).getLong() << 1);
    private static final Waiting SHORTLY = Waiting.atMost(Duration.ofMillis(20));

    @TempDir
    private Path directory;
    private Path file;
    private Tdb tdb;
    private final BlockingQueue<Fault> log = new LinkedBlockingQueue<>();
    private OpenOptions options;

    @BeforeEach
    void aFile() {
        file = directory.resolve("locked.tdb");
        options = OpenOptions.WRITE.withHash(BY_GROUP).withLog(log::add);
        tdb = Tdb.create(file, CreateOptions.DEFAULT.opened(options));
        tdb.store(key(5), bytes("five"));
        tdb.store(key(9), bytes("nine"));
    }

    @AfterEach
    void close() {
        tdb.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** A key in a hash group, 0 to 127. */
    private static byte[] key(int group) {
        return new byte[] { (byte) group, 'k' };
    }

    /** The short time in which another handle of this process waits for a lock of a key. */
    private Tdb impatient() {
        return Tdb.open(file, options.withLockTimeout(Duration.ofMillis(20)));
    }

    private static <T> T elsewhere(Callable<T> work) throws Exception {
        CompletableFuture<T> done = new CompletableFuture<>();
        Thread.ofPlatform().daemon().start(() -> {
            try {
                done.complete(work.call());
            } catch (Throwable e) {
                done.completeExceptionally(e);
            }
        });
        return done.get(60, TimeUnit.SECONDS);
    }

    @Test
    void aRecordLockedForReadingIsReadByOthersAndChangedByNobody() throws Exception {
        try (Tdb other = impatient()) {
            try (RecordLock _ = tdb.locks().lock(Mode.READ, key(5))) {
                assertThat(other.fetch(key(5))).hasValue(bytes("five"));
                assertThat(elsewhere(() -> tdb.fetch(key(5)))).hasValue(bytes("five"));
                assertThatThrownBy(() -> other.store(key(5), bytes("new"))).isInstanceOf(LockException.class);
                other.store(key(9), bytes("another partition"));
                assertThatThrownBy(() -> tdb.store(key(9), bytes("mine"))).as("who waits here keeps a commit waiting")
                        .isInstanceOf(RefusedException.class);
            }
            other.store(key(5), bytes("new"));
        }
    }

    @Test
    void aRecordLockedForWritingIsThisThreadsAlone() throws Exception {
        try (Tdb other = impatient(); RecordLock _ = tdb.locks().lock(Mode.WRITE, key(5))) {
            assertThatThrownBy(() -> other.fetch(key(5))).isInstanceOf(LockException.class)
                    .hasMessageContaining("locked.tdb");
            assertThat(elsewhere(() -> tdb.locks().tryLock(Mode.READ, key(5)))).isEmpty();
            assertThat(tdb.locks().held()).singleElement()
                    .satisfies(held -> assertThat(held.meaning().describe()).isEqualTo("hash group 5"));
            tdb.append(key(5), Content.of(bytes(" and more")));
            tdb.delete(key(5));
            tdb.store(key(5), bytes("v"));
            tdb.store(key(9), bytes("above"));
            tdb.store(key(1), bytes("below, where nobody is in the way"));
            assertThat(tdb.traverse(Fetch.KEYS, _ -> true)).isEqualTo(3);
        }
        assertThat(tdb.locks().held()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    void theLockOfAllRecordsKeepsWritersOutOfAll(Mode mode) {
        try (Tdb other = impatient(); RecordLock _ = tdb.locks().lockAll(mode)) {
            assertThatThrownBy(() -> other.store(key(77), bytes("v"))).isInstanceOf(LockException.class);
            assertThatThrownBy(other::begin).isInstanceOf(LockException.class);
            if (mode == Mode.READ) {
                assertThat(other.fetch(key(5))).isPresent();
            } else {
                assertThatThrownBy(() -> other.fetch(key(5))).isInstanceOf(LockException.class);
                tdb.wipe();
                tdb.store(key(77), new byte[100_000]);
            }
        }
    }

    @Test
    void locksNest() {
        try (Tdb other = impatient(); RecordLock outer = tdb.locks().lock(Mode.WRITE, key(5))) {
            tdb.locks().lock(Mode.WRITE, key(5)).close();
            tdb.locks().lock(Mode.READ, key(5)).close();
            assertThat(other.locks().tryLock(Mode.READ, key(5))).isEmpty();
            outer.close();
            outer.close();
            assertThat(other.locks().tryLock(Mode.READ, key(5))).isPresent().get().satisfies(RecordLock::close);
        }
    }

    @Test
    void severalKeysAreLockedAtOnceInWhateverOrderTheyAreNamed() throws Exception {
        CompletableFuture<Void> one = CompletableFuture.runAsync(() -> takeBoth(key(5), key(9)));
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> takeBoth(key(9), key(5)));
        CompletableFuture.allOf(one, other).get(60, TimeUnit.SECONDS);
    }

    private void takeBoth(byte[] one, byte[] other) {
        for (int i = 0; i < 200; i++) {
            try (RecordLock _ = tdb.locks().lock(Mode.WRITE, one, other)) {
                tdb.store(one, bytes("" + i));
                assertThat(tdb.fetch(other)).isPresent();
            }
        }
    }

    @Test
    void whatCouldEndInMutualWaitingIsOnlyTried() throws Exception {
        CountDownLatch locked = new CountDownLatch(1);
        CountDownLatch done = new CountDownLatch(1);
        CompletableFuture<Void> other = CompletableFuture.runAsync(() -> {
            try (RecordLock _ = tdb.locks().lock(Mode.WRITE, key(5))) {
                locked.countDown();
                done.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        locked.await();
        try (RecordLock _ = tdb.locks().lock(Mode.WRITE, key(9))) {
            assertThatThrownBy(() -> tdb.store(key(5), bytes("v"))).isInstanceOf(LockException.class)
                    .hasMessageContaining("while this thread keeps hash group 9");
            assertThatThrownBy(() -> tdb.locks().lock(Mode.READ, key(5))).isInstanceOf(LockException.class);
        }
        done.countDown();
        other.get(60, TimeUnit.SECONDS);
    }

    @Test
    void waitingEndsInTimeByCancellationAndByInterrupt() throws Exception {
        try (Tdb other = impatient(); RecordLock _ = tdb.locks().lock(Mode.WRITE, key(5))) {
            assertThatThrownBy(() -> other.locks().lock(Mode.WRITE, SHORTLY, key(5))).isInstanceOf(LockException.class);
            assertThatThrownBy(() -> other.locks().lockAll(Mode.READ, SHORTLY)).isInstanceOf(LockException.class);
            assertThat(other.locks().tryLockAll(Mode.READ)).isEmpty();

            Cancellation cancellation = new Cancellation();
            CompletableFuture<Void> waits = CompletableFuture.runAsync(() -> other.locks()
                    .lock(Mode.WRITE, Waiting.FOREVER.cancelledBy(cancellation), key(5)).close());
            cancellation.cancel();
            assertThatThrownBy(() -> waits.get(60, TimeUnit.SECONDS)).hasCauseInstanceOf(CancelledException.class);

            Thread thread = Thread.currentThread();
            CompletableFuture.delayedExecutor(20, TimeUnit.MILLISECONDS).execute(thread::interrupt);
            assertThatThrownBy(() -> other.locks().lockAll(Mode.WRITE, Waiting.FOREVER))
                    .isInstanceOf(CancelledException.class);
            assertThat(Thread.interrupted()).as("the thread stays interrupted").isTrue();
            assertThat(other.locks().held()).isEmpty();
            assertThat(other.locks().tryLock(Mode.WRITE, key(9))).as("nothing is left of it").isPresent().get()
                    .satisfies(RecordLock::close);
        }
    }

    @Test
    void readersThatWaitForTheirLocksMindTheTimeout() {
        try (Tdb reader = Tdb.open(file, OpenOptions.DEFAULT.withHash(BY_GROUP).waitingForLocks()
                .withLockTimeout(Duration.ofMillis(20))); RecordLock _ = tdb.locks().lock(Mode.WRITE, key(5))) {
            assertThatThrownBy(() -> reader.fetch(key(5))).isInstanceOf(LockException.class);
            assertThatThrownBy(() -> reader.traverse(Fetch.KEYS, _ -> true)).isInstanceOf(LockException.class);
            assertThat(reader.fetch(key(9))).isPresent();
        }
    }

    @Test
    void locksAndTransactionsOfOneThreadExcludeEachOther() {
        try (Transaction _ = tdb.begin()) {
            assertThatThrownBy(() -> tdb.locks().lock(Mode.READ, key(5))).isInstanceOf(RefusedException.class);
        }
        try (ReadTransaction _ = tdb.beginRead()) {
            assertThatThrownBy(() -> tdb.locks().lockAll(Mode.READ)).isInstanceOf(RefusedException.class);
        }
        try (RecordLock _ = tdb.locks().lock(Mode.WRITE, key(5))) {
            assertThatThrownBy(tdb::begin).isInstanceOf(RefusedException.class);
            assertThatThrownBy(tdb::beginRead).isInstanceOf(RefusedException.class);
            assertThatThrownBy(tdb::repack).isInstanceOf(RefusedException.class);
        }
        try (RecordLock _ = tdb.locks().lock(Mode.READ, key(5))) {
            assertThatThrownBy(() -> tdb.locks().lock(Mode.WRITE, key(9))).isInstanceOf(RefusedException.class);
        }
    }

    @Test
    void whatATransactionLeftIsSettledBeforeALockIsKept() {
        try (Transaction transaction = tdb.begin()) {
            transaction.store(key(5), bytes("committed"));
            transaction.commit();
        }
        try (RecordLock _ = tdb.locks().lock(Mode.WRITE, key(5))) {
            assertThat(tdb.view().assembly().recovery().state().status()).isNotNull();
            tdb.store(key(5), bytes("plain"));
        }
        assertThat(tdb.fetch(key(5))).hasValue(bytes("plain"));
    }

    @Test
    void aHandleForReadingLocksForReadingAlone() {
        try (Tdb reader = Tdb.open(file, OpenOptions.DEFAULT.withHash(BY_GROUP)); Tdb other = impatient()) {
            try (RecordLock _ = reader.locks().lock(Mode.READ, key(5))) {
                assertThatThrownBy(() -> other.store(key(5), bytes("v"))).isInstanceOf(LockException.class);
            }
            assertThatThrownBy(() -> reader.locks().lock(Mode.WRITE, key(5))).isInstanceOf(RefusedException.class);
            assertThatThrownBy(() -> reader.locks().tryLockAll(Mode.WRITE)).isInstanceOf(RefusedException.class);
        }
    }

    @Test
    void anotherProgramIsKeptOutAndWaitedFor() {
        try (Neighbour neighbour = new Neighbour(file)) {
            long group5 = 64 + (5L << 23);
            try (RecordLock _ = tdb.locks().lock(Mode.WRITE, key(5))) {
                assertThat(neighbour.lock(group5, 1, true)).isFalse();
                assertThat(neighbour.lock(group5 - 1, 1, false)).isTrue();
            }
            assertThat(neighbour.lock(group5, 1, false)).isTrue();
            assertThatThrownBy(() -> tdb.locks().lock(Mode.READ, SHORTLY, key(5))).isInstanceOf(LockException.class)
                    .hasMessageContaining("process " + neighbour.pid());
            neighbour.unlock();
            tdb.locks().lock(Mode.READ, key(5)).close();
        }
    }

    @Test
    void theLockOfAllRecordsIsGrantedThoughOthersComeAndGoWithoutPause() throws Exception {
        try (Tdb busy = Tdb.open(file, options); Tdb busier = Tdb.open(file, options)) {
            Thread one = Thread.ofPlatform().daemon().start(() -> comeAndGo(busy, 20, 60));
            Thread two = Thread.ofPlatform().daemon().start(() -> comeAndGo(busier, 40, 80));
            tdb.locks().lockAll(Mode.WRITE).close();
            try (Transaction transaction = tdb.begin()) {
                transaction.store(key(5), bytes("committed"));
                transaction.commit();
            }
            one.interrupt();
            two.interrupt();
            one.join(60_000);
            two.join(60_000);
            assertThat(one.isAlive() || two.isAlive()).isFalse();
        }
    }

    /** Takes each lock before it gives the one before back, from the first to the last, over and over. */
    private static void comeAndGo(Tdb busy, int from, int to) {
        while (!Thread.currentThread().isInterrupted()) {
            RecordLock last = null;
            try {
                last = busy.locks().lock(Mode.READ, key(from));
                for (int i = from + 1; i < to; i++) {
                    RecordLock next = busy.locks().lock(Mode.READ, key(i));
                    last.close();
                    last = next;
                }
            } catch (CancelledException _) {
                // interrupted while it waited
            } finally {
                if (last != null) {
                    last.close();
                }
            }
        }
    }

    @Test
    void theLocksOfAThreadThatEndedAreGivenBackAndToldOfWithTheirOrigin() throws Exception {
        RecordLock kept = elsewhere(() -> tdb.locks().lock(Mode.WRITE, key(5)));
        Fault told = log.poll(60, TimeUnit.SECONDS);
        assertThat(told).isNotNull();
        assertThat(told.file()).contains("locked.tdb");
        assertThat(told.expected()).contains("hash group 5");
        assertThat(told.found()).contains("RecordLocksTest").contains("ended thread");
        try (Tdb other = impatient()) {
            other.store(key(5), bytes("new"));
        }
        kept.close();
    }

    @Test
    void aLockThatNobodyCanGiveBackIsGivenBackAndToldOf() throws InterruptedException {
        tdb.locks().lock(Mode.WRITE, key(5));
        Fault told = null;
        while (told == null) {
            System.gc();
            told = log.poll(10, TimeUnit.MILLISECONDS);
        }
        assertThat(told.found()).contains("aLockThatNobodyCanGiveBack");
        try (Tdb other = impatient()) {
            other.store(key(5), bytes("new"));
        }
    }

    @Test
    void aHandleThatIsForgottenIsClosedAndToldOf() throws InterruptedException {
        Tdb.open(file, options).locks().lock(Mode.WRITE, key(5));
        assertThat(tdb.isShared()).isTrue();
        String told = "";
        while (!told.contains("forgotten")) {
            System.gc();
            Fault fault = log.poll(10, TimeUnit.MILLISECONDS);
            told += fault == null ? "" : fault.message();
        }
        assertThat(told).contains("aHandleThatIsForgotten").contains("locked.tdb");
        assertThat(tdb.isShared()).isFalse();
        tdb.store(key(5), bytes("new"));
    }

    @Test
    void aProcessKnowsWhetherItHasAFileOpenTwice() throws Exception {
        assertThat(tdb.isShared()).isFalse();
        Path link = Files.createLink(directory.resolve("another name.tdb"), file);
        try (Tdb reader = Tdb.open(link)) {
            assertThat(tdb.isShared()).isTrue();
            assertThat(reader.isShared()).isTrue();
        }
        assertThat(tdb.isShared()).isFalse();
        try (Tdb memory = Tdb.inMemory("memory", CreateOptions.DEFAULT)) {
            assertThat(memory.isShared()).isFalse();
        }
    }

    @Test
    void threadsOfADatabaseInMemoryAreKeptApart() throws Exception {
        try (Tdb memory = Tdb.inMemory("memory", CreateOptions.DEFAULT.opened(options))) {
            try (RecordLock _ = memory.locks().lock(Mode.WRITE, key(5))) {
                assertThat(elsewhere(() -> memory.locks().tryLock(Mode.READ, key(5)))).isEmpty();
            }
            List<CompletableFuture<Void>> work =
                    List.of(0, 1, 2).stream().map(number -> CompletableFuture.runAsync(() -> {
                        for (int i = 0; i < 500; i++) {
                            memory.append(key(i % 3), Content.of(new byte[] { (byte) (int) number }));
                        }
                    })).toList();
            CompletableFuture.allOf(work.toArray(CompletableFuture[]::new)).get(60, TimeUnit.SECONDS);
            assertThat(memory.fetch(key(0)).orElseThrow().length + memory.fetch(key(1)).orElseThrow().length
                    + memory.fetch(key(2)).orElseThrow().length).isEqualTo(1500);
        }
    }

    @Test
    void aListenerIsToldOfEveryLockInTheWordsOfTheDialect() {
        BlockingQueue<LockEvent> events = new LinkedBlockingQueue<>();
        try (Tdb told = Tdb.open(file, options.withLockListener(events::add))) {
            told.store(key(7), bytes("seven"));
            for (int i = 0; i < 300; i++) {
                told.store(key(i % 128), new byte[i * 5]);
            }
            told.wipe();
            try (Transaction transaction = told.begin()) {
                transaction.store(key(5), bytes("five"));
                transaction.commit();
            }
        }
        assertThat(events).anyMatch(event -> event.meaning().equals(new LockMeaning.Partitions("hash group", 7, 7))
                && event.kind() == LockEvent.Kind.GRANTED && event.mode() == Mode.WRITE)
                .anyMatch(event -> event.meaning() instanceof LockMeaning.AllRecords)
                .anyMatch(event -> event.meaning() instanceof LockMeaning.FreeBucket)
                .anyMatch(event -> event.meaning() instanceof LockMeaning.TransactionLock);
    }
}
