package tdb2.engine.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tdb2.engine.disk.SimulatedDisk;
import tdb2.engine.error.CancelledException;
import tdb2.engine.error.Fault;
import tdb2.engine.error.LockException;
import tdb2.engine.error.RefusedException;
import tdb2.engine.error.StorageException;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.LockMap;
import tdb2.engine.lock.LockTable;
import tdb2.engine.lock.SpanLocks;
import tdb2.engine.lock.Waiting;
import tdb2.engine.storage.WriteSet;

/** Of a batch that cannot be written everybody hears who had a transaction in it, those who did not wait included. */
@Timeout(60)
class BatchFailureTest {

    private static final int AREA = 8192;
    private static final int LENGTH = 8;
    private static final LockMap MAP = SpanLocks.zoned(1);
    private static final CommitSettings SETTINGS = CommitSettings.standard(_ -> {
        // not asked here
    }).repeatable(Protocol.SPECIFIED, () -> 4711);

    private final byte[] start = new ByteWorkload(Protocol.SPECIFIED, List.of(), -1, false).start();
    private final SimulatedDisk disk = new SimulatedDisk("disk", Arrays.copyOf(start, start.length + 2 * AREA));
    private volatile boolean full;
    private volatile boolean refusing;
    /** Whether whoever locks all records for himself alone has to wait. */
    private volatile boolean busy;
    private long soft;
    private final Committer committer = new Committer(
            new Committer.File(disk, ByteOrder.LITTLE_ENDIAN, new Refusing(LockTable.alone("disk")), MAP), new Space(),
            () -> {
                throw new IllegalStateException("the slots are there");
            }, SETTINGS);

    /** Locks of which nobody gets all records alone, while they refuse. */
    private final class Refusing implements LockBackend {

        private final LockBackend real;

        Refusing(LockBackend real) {
            this.real = real;
        }

        private void require(ByteRange range, Mode mode) {
            if (refusing && mode == Mode.WRITE && range.equals(MAP.allRecords())) {
                throw new LockException(new Fault("disk", Fault.NOWHERE, "a lock", "ENOLCK", "close other files"));
            }
            if (busy && mode == Mode.WRITE && range.equals(MAP.allRecords())
                    && Thread.currentThread().isInterrupted()) {
                throw new CancelledException(new Fault("disk", Fault.NOWHERE, "a lock", "an interrupt", "try again"));
            }
        }

        @Override
        public boolean tryLock(ByteRange range, Mode mode) {
            require(range, mode);
            return real.tryLock(range, mode);
        }

        @Override
        public void lock(ByteRange range, Mode mode, Waiting waiting) {
            require(range, mode);
            real.lock(range, mode, waiting);
        }

        @Override
        public void unlock(ByteRange range) {
            real.unlock(range);
        }

        @Override
        public boolean wouldBlock(ByteRange range, Mode mode) {
            return real.wouldBlock(range, mode);
        }

        @Override
        public LockBackend ownedBy(Object owner) {
            return new Refusing(real.ownedBy(owner));
        }

        @Override
        public LockBackend upgradable() {
            return new Refusing(real.upgradable());
        }
    }

    /** Room for small bundles, unless there is none. */
    private final class Space implements BundleSpace {

        @Override
        public Optional<Room> content(WriteSet changes, int slot) {
            return Optional.of(new Room(start.length + (long) slot * AREA, AREA));
        }

        @Override
        public Optional<Room> area(WriteSet changes, int slot) {
            return full ? Optional.empty() : content(changes, slot);
        }

        @Override
        public Room enlarge(WriteSet changes, int slot, long capacity) {
            throw new StorageException(new Fault("disk", Fault.NOWHERE, "room for a bundle", "none", "make room"));
        }
    }

    @BeforeEach
    void endBehindTheAreas() {
        disk.putU64(Tdb2Header.FILE_END, start.length + 2 * AREA, ByteOrder.LITTLE_ENDIAN);
    }

    /** A transaction that writes one of the cells at the end of the file. */
    private long commit(int cell, String text, Durability durability) {
        return commit(committer.begin(Long.MAX_VALUE, Waiting.FOREVER), cell, text, durability);
    }

    private long commit(WriteSet changes, int cell, String text, Durability durability) {
        changes.write(at(cell), text.getBytes(StandardCharsets.US_ASCII), 0, LENGTH);
        return committer.commit(changes, durability);
    }

    /** A transaction that stands on a soft commit, and when it is committed there is no room for both. */
    private WriteSet onTopOfASoftOne() {
        full = false;
        soft = commit(0, "softly 1", Durability.SOFT);
        WriteSet upper = committer.begin(Long.MAX_VALUE, Waiting.FOREVER);
        if (committer.visible() >= soft) { // it took so long that others were let in, and so the soft one was written
            committer.cancel(upper);
            disk.write(at(0), new byte[LENGTH], 0, LENGTH);
            return onTopOfASoftOne();
        }
        full = true;
        return upper;
    }

    private int at(int cell) {
        return start.length - (cell + 1) * SimulatedDisk.SECTOR;
    }

    private String cell(int cell) {
        return new String(disk.content(), at(cell), LENGTH, StandardCharsets.US_ASCII);
    }

    @Test
    void whatIsPastItsCommitPointAndCannotBeAppliedIsCalledCommittedAndIsSeenByTheNext() {
        refusing = true;
        assertThatThrownBy(() -> commit(0, "is saved", Durability.SYNC)).isInstanceOf(StorageException.class)
                .hasMessageContaining("it is committed");
        assertThat(cell(0)).isNotEqualTo("is saved");
        refusing = false;
        committer.cancel(committer.begin(Long.MAX_VALUE, Waiting.FOREVER));
        assertThat(cell(0)).isEqualTo("is saved");
        WriteSet prepared = committer.begin(Long.MAX_VALUE, Waiting.FOREVER);
        prepared.write(at(1), "prepared".getBytes(StandardCharsets.US_ASCII), 0, LENGTH);
        committer.prepare(prepared);
        refusing = true;
        assertThatThrownBy(() -> committer.commit(prepared, Durability.SYNC)).isInstanceOf(StorageException.class)
                .hasMessageContaining("it is committed");
        refusing = false;
        commit(2, "next one", Durability.SYNC);
        assertThat(cell(1)).isEqualTo("prepared");
        committer.close();
    }

    @Test
    void whoSyncsUpToWhatCouldNotBeAppliedHearsThatOrSeesItAfterwards() {
        refusing = true;
        assertThatThrownBy(() -> commit(0, "is saved", Durability.SYNC)).isInstanceOf(StorageException.class);
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> committer.syncUpTo(Long.MAX_VALUE)).isInstanceOf(StorageException.class)
                    .hasMessageContaining("it is committed");
        }
        refusing = false;
        committer.syncUpTo(Long.MAX_VALUE);
        assertThat(cell(0)).isEqualTo("is saved");
        committer.close();
    }

    @Test
    void whoSyncsUpToWhatCannotBeAppliedWhileSomebodyStandsOnItHearsThat() {
        WriteSet upper = onTopOfASoftOne();
        full = false;
        refusing = true;
        assertThatThrownBy(() -> committer.syncUpTo(soft)).hasMessageContaining("it is committed");
        refusing = false;
        assertThatThrownBy(() -> committer.syncUpTo(soft)).hasMessageContaining("background");
        assertThatThrownBy(() -> committer.syncUpTo(soft)).hasMessageContaining("it is committed");
        committer.cancel(upper);
        committer.syncUpTo(soft);
        assertThat(cell(0)).isEqualTo("softly 1");
        committer.close();
    }

    @Test
    void softCommitsThatCannotBeAppliedAreNotCalledLost() {
        WriteSet upper = onTopOfASoftOne();
        full = false;
        refusing = true;
        assertThatThrownBy(() -> commit(upper, 1, "together", Durability.SYNC)).isInstanceOf(StorageException.class)
                .hasMessageContaining("it is committed");
        refusing = false;
        assertThatThrownBy(() -> committer.syncUpTo(soft)).hasMessageContaining("it is committed");
        committer.syncUpTo(soft);
        assertThat(cell(1)).isEqualTo("together");
        commit(2, "next one", Durability.SYNC);
        assertThat(cell(0)).isEqualTo("softly 1");
        assertThat(cell(1)).isEqualTo("together");
        committer.close();
    }

    @Test
    void softCommitsThatALaterTransactionOfTheirBatchTookAlongAreToldOf() {
        WriteSet upper = onTopOfASoftOne();
        assertThatThrownBy(() -> commit(upper, 1, "too much", Durability.SYNC)).isInstanceOf(StorageException.class);
        full = false;
        for (int i = 0; i < 2; i++) {
            assertThatThrownBy(() -> committer.syncUpTo(soft)).isInstanceOf(StorageException.class);
        }
        long next = commit(2, "later on", Durability.SYNC);
        committer.syncUpTo(next);
        assertThat(cell(2)).isEqualTo("later on");
        assertThat(cell(0)).isNotEqualTo("softly 1");
        assertThat(cell(1)).isNotEqualTo("too much");
        committer.close();
    }

    @Test
    void whoeverBeginsNextHearsOfLostSoftCommits() {
        WriteSet upper = onTopOfASoftOne();
        assertThatThrownBy(() -> commit(upper, 1, "too much", Durability.SOFT)).isInstanceOf(StorageException.class);
        full = false;
        assertThatThrownBy(() -> commit(1, "too soon", Durability.SYNC)).isInstanceOf(StorageException.class)
                .hasMessageContaining("lost");
        commit(1, "all well", Durability.SYNC);
        assertThat(cell(1)).isEqualTo("all well");
        committer.close();
    }

    @Test
    void closingTellsOfSoftCommitsThatNobodyHeardOf() {
        WriteSet upper = onTopOfASoftOne();
        assertThatThrownBy(() -> commit(upper, 1, "too much", Durability.SYNC)).isInstanceOf(StorageException.class);
        assertThatThrownBy(committer::close).isInstanceOf(StorageException.class).hasMessageContaining("lost");
    }

    @Test
    void softCommitsThatFailWithTheSyncOfAnotherAreToldOfAndTheFileIsPoisoned() {
        WriteSet upper = onTopOfASoftOne();
        full = false;
        disk.beforeSync(_ -> {
            throw new StorageException(new Fault("disk", Fault.NOWHERE, "a sync", "EIO", "replace the disk"));
        });
        assertThatThrownBy(() -> commit(upper, 1, "together", Durability.SYNC)).isInstanceOf(StorageException.class);
        assertThatThrownBy(() -> committer.syncUpTo(soft)).isInstanceOf(StorageException.class);
        assertThat(new HeaderWords(disk, ByteOrder.LITTLE_ENDIAN).poisoned()).isTrue();
    }

    @Test
    void whoIsInterruptedWhileItsFileIsCutOffHearsThatItIsCommitted() {
        WriteSet changes = committer.begin(Long.MAX_VALUE, Waiting.FOREVER);
        changes.putU64(Tdb2Header.FILE_END, disk.size() - SimulatedDisk.SECTOR, ByteOrder.LITTLE_ENDIAN);
        busy = true;
        Thread.currentThread().interrupt();
        assertThat(committer.commit(changes, Durability.SYNC)).isEqualTo(1);
        assertThat(Thread.interrupted()).isTrue();
        busy = false;
        committer.close();
    }

    /** Nobody waits for ever for what a thread has left that ran out of memory. */
    @Test
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void anErrorWhileABundleReachesTheDiskFailsItAndLetsOthersGoOn() throws Exception {
        WriteSet upper = onTopOfASoftOne();
        full = false;
        disk.beforeSync(_ -> {
            throw new OutOfMemoryError("tried");
        });
        assertThatThrownBy(() -> commit(upper, 1, "together", Durability.SYNC)).isInstanceOf(OutOfMemoryError.class);
        disk.beforeSync(_ -> {
            // there is memory again
        });
        assertThatThrownBy(() -> committer.syncUpTo(soft)).isInstanceOf(StorageException.class);
        assertThat(new HeaderWords(disk, ByteOrder.LITTLE_ENDIAN).poisoned()).isTrue();
        assertThatThrownBy(() -> commit(2, "next one", Durability.SYNC)).isInstanceOf(RefusedException.class);
        assertThat(committer.recover(Waiting.FOREVER)).isTrue();
        commit(2, "next one", Durability.SYNC);
        assertThat(cell(2)).isEqualTo("next one");
    }

    @Test
    void whoWaitsForABatchHearsThatALaterTransactionMadeItFail() throws Exception {
        CountDownLatch syncing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        disk.beforeSync(_ -> {
            syncing.countDown();
            await(goOn);
        });
        BundleQueue queue = queue();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<?> first = threads.submit(() -> gather(queue, 0, "is saved", _ -> true));
            await(syncing);
            CountDownLatch gathered = new CountDownLatch(1);
            Future<?> second = threads.submit(() -> gather(queue, 1, "gathered", _ -> {
                gathered.countDown();
                return true;
            }));
            await(gathered);
            full = true;
            assertThatThrownBy(() -> gather(queue, 2, "too much", _ -> false)).isInstanceOf(StorageException.class);
            full = false;
            assertThatThrownBy(second::get).hasCauseInstanceOf(StorageException.class);
            goOn.countDown();
            first.get();
        }
        assertThat(cell(0)).isEqualTo("is saved");
        assertThat(cell(1)).isNotEqualTo("gathered");
        assertThat(new HeaderWords(disk, ByteOrder.LITTLE_ENDIAN).poisoned()).isFalse();
    }

    @Test
    void whoWaitsHearsThatTheBundleBelowHasFailed() throws Exception {
        CountDownLatch syncing = new CountDownLatch(1);
        CountDownLatch goOn = new CountDownLatch(1);
        disk.beforeSync(_ -> {
            syncing.countDown();
            await(goOn);
            throw new StorageException(new Fault("disk", Fault.NOWHERE, "a sync", "EIO", "replace the disk"));
        });
        BundleQueue queue = queue();
        try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
            Future<?> leader = threads.submit(() -> gather(queue, 0, "too bad!", _ -> true));
            await(syncing);
            CountDownLatch gathered = new CountDownLatch(1);
            Future<?> follower = threads.submit(() -> gather(queue, 1, "gathered", _ -> {
                gathered.countDown();
                return true;
            }));
            await(gathered);
            goOn.countDown();
            assertThatThrownBy(leader::get).hasCauseInstanceOf(StorageException.class);
            assertThatThrownBy(follower::get).hasCauseInstanceOf(StorageException.class);
        }
        assertThat(cell(1)).isNotEqualTo("gathered");
        assertThat(new HeaderWords(disk, ByteOrder.LITTLE_ENDIAN).poisoned()).isTrue();
    }

    private BundleQueue queue() {
        return new BundleQueue(new HeaderWords(disk, ByteOrder.LITTLE_ENDIAN), new Space(), SETTINGS,
                TransactionLocks.of(LockTable.alone("disk"), SpanLocks.zoned(1), this), () -> {
                    // nobody
                }, _ -> {
                    // nobody is left
                }, () -> false);
    }

    /** Adds a transaction to the next batch, and waits for that if it is told to. */
    private void gather(BundleQueue queue, int cell, String text, Predicate<Batch> waits) {
        queue.mutex().lock();
        try {
            WriteSet changes = new WriteSet(queue.state());
            changes.write(at(cell), text.getBytes(StandardCharsets.US_ASCII), 0, LENGTH);
            Batch batch = queue.gather(changes).orElseThrow();
            if (waits.test(batch)) {
                queue.await(batch);
            }
        } finally {
            queue.mutex().unlock();
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
