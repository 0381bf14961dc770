package tdb2.engine.transaction;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tdb2.engine.CreateOptions;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.Transaction;
import tdb2.engine.disk.SimulatedDisk;

/** A batch waits for the transactions others are at, and for nothing else. */
@Timeout(60)
class GatheringTest {

    private static final long SYNC = TimeUnit.MILLISECONDS.toNanos(4);
    private static final int TRIES = 100;

    private final ReentrantLock mutex = new ReentrantLock();
    private final Condition news = mutex.newCondition();
    private boolean others = true;
    private final Gathering gathering = new Gathering(() -> others);

    @BeforeEach
    void lock() {
        mutex.lock();
    }

    @Test
    void nobodyIsWaitedForWhereNobodyElseHasATransaction() {
        others = false;
        gathering.synced(SYNC);
        gathering.joined(true);
        assertThat(gathering.isOpen()).isFalse();
    }

    /** Those who were in the last batch come back, but they must wake first. */
    @Test
    void asManyAreWaitedForAsTheBatchBeforeHad() {
        others = false;
        gathering.synced(SYNC);
        gathering.joined(true);
        gathering.joined(false);
        assertThat(gathering.isOpen()).isFalse();
        gathering.left();
        gathering.joined(true);
        assertThat(gathering.isOpen()).isTrue();
        gathering.joined(false);
        assertThat(gathering.isOpen()).isFalse();
        gathering.left();
        gathering.joined(true);
        awaitTheEnd();
        gathering.left();
        gathering.joined(true);
        assertThat(gathering.isOpen()).isFalse();
    }

    @Test
    void aDiskThatTakesNoTimeIsNotWaitedFor() {
        gathering.joined(true);
        assertThat(gathering.isOpen()).isFalse();
    }

    @Test
    void whenNobodyJoinsTheWaitIsOver() {
        gathering.synced(SYNC);
        gathering.joined(true);
        awaitTheEnd();
        assertThat(gathering.isOpen()).isFalse();
    }

    @Test
    void thoseWhoJoinAllTheTimeAreNotWaitedForForEver() {
        gathering.synced(SYNC);
        gathering.joined(true);
        long joined = 0;
        while (gathering.isOpen()) {
            gathering.joined(false);
            joined++;
        }
        assertThat(joined).isPositive();
    }

    @Test
    void aThreadThatWasInterruptedDoesNotWaitAndStaysInterrupted() {
        gathering.synced(SYNC);
        gathering.joined(true);
        Thread.currentThread().interrupt();
        assertThat(awaitTheEnd()).isEqualTo(1);
        assertThat(Thread.interrupted()).isTrue();
    }

    /** The one that looked after the time of the batch before may not have woken yet. */
    @Test
    void theTimeOfTheNextBatchIsLookedAfterBySomebodyElse() throws Exception {
        gathering.synced(SYNC);
        try (ExecutorService pool = Executors.newSingleThreadExecutor()) {
            Condition before = mutex.newCondition();
            Future<?> late = pool.submit(() -> {
                mutex.lock();
                try {
                    gathering.joined(true);
                    gathering.await(before);
                } finally {
                    mutex.unlock();
                }
            });
            mutex.unlock();
            while (!isAwaited(before) && !late.isDone()) {
                Thread.onSpinWait();
            }
            mutex.lock();
            gathering.joined(true);
            awaitTheEnd();
            mutex.unlock();
            late.get();
        }
    }

    private boolean isAwaited(Condition condition) {
        mutex.lock();
        try {
            return mutex.hasWaiters(condition);
        } finally {
            mutex.unlock();
        }
    }

    /** Nobody signals: it comes to an end by the clock alone. Answers how often it was gone to sleep for. */
    private int awaitTheEnd() {
        int waits = 0;
        while (gathering.isOpen()) {
            gathering.await(news);
            waits++;
        }
        return waits;
    }

    /** Whether who comes second is in time depends on the system's scheduler: it is, sooner or later. */
    @Test
    void aTransactionThatWaitsForItsTurnIsInTheSyncOfTheOneBefore() throws Exception {
        SimulatedDisk disk = new SimulatedDisk("disk", CreateOptions.DEFAULT.withSeed(7).content());
        try (Tdb tdb = Tdb.of(disk, OpenOptions.WRITE); ExecutorService pool = Executors.newSingleThreadExecutor()) {
            commit(tdb.begin(), "makes the recovery slots");
            disk.beforeSync(_ -> LockSupport.parkNanos(SYNC));
            commit(tdb.begin(), "shows how long a sync takes");
            int tries = 0;
            long syncs = 2;
            while (syncs == 2 && tries++ < TRIES) {
                long before = disk.syncs();
                Transaction first = tdb.begin();
                Thread[] waiting = new Thread[1];
                Future<?> second = pool.submit(() -> {
                    synchronized (waiting) {
                        waiting[0] = Thread.currentThread();
                    }
                    commit(tdb.begin(), "second");
                });
                while (!waits(waiting)) {
                    Thread.onSpinWait();
                }
                commit(first, "first");
                second.get();
                syncs = disk.syncs() - before;
            }
            assertThat(syncs).isEqualTo(1);
        }
    }

    private static boolean waits(Thread[] thread) {
        synchronized (thread) {
            return thread[0] != null && thread[0].getState() == Thread.State.TIMED_WAITING;
        }
    }

    private static void commit(Transaction transaction, String value) {
        try (transaction) {
            transaction.store(value.getBytes(UTF_8), value.getBytes(UTF_8));
            transaction.commit();
        }
    }
}
