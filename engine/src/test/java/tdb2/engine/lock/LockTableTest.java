package tdb2.engine.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicIntegerArray;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import tdb2.engine.error.CancelledException;
import tdb2.engine.error.LockException;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.testing.NeedsCLibrary;

@Timeout(120)
class LockTableTest {

    private static final ByteRange TEN = new ByteRange(10, 10);
    private static final ByteRange PART = new ByteRange(12, 2);
    private static final ByteRange ALL = new ByteRange(0, 0);

    private final ModelFunctions kernel = new ModelFunctions();
    private final LockTable table = new LockTable("a.tdb", kernel);
    private final LockBackend alice = table.ownedBy("alice");
    private final LockBackend bob = table.ownedBy("bob");
    private final LockBackend carol = table.ownedBy("carol");

    private static CompletableFuture<Void> begin(LockBackend owner, ByteRange range, Mode mode) {
        return begin(owner, range, mode, Waiting.FOREVER);
    }

    private static CompletableFuture<Void> begin(LockBackend owner, ByteRange range, Mode mode, Waiting waiting) {
        CompletableFuture<Void> done = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().daemon().start(() -> {
            try {
                owner.lock(range, mode, waiting);
                done.complete(null);
            } catch (RuntimeException e) {
                done.completeExceptionally(e);
            }
        });
        while (!done.isDone() && thread.getState() != Thread.State.WAITING
                && thread.getState() != Thread.State.TIMED_WAITING) {
            Thread.onSpinWait(); // until it waits
        }
        return done;
    }

    private static void granted(CompletableFuture<Void> lock) {
        try {
            lock.get(1, TimeUnit.MINUTES);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void aLockInsideOneThatIsHeldCostsNothing() {
        alice.lock(ALL, Mode.WRITE);
        int calls = kernel.calls();
        alice.lock(TEN, Mode.WRITE);
        alice.lock(PART, Mode.READ);
        alice.unlock(TEN);
        alice.unlock(PART);
        assertThat(kernel.calls()).isEqualTo(calls);
        alice.unlock(ALL);
        assertThat(kernel.at(12)).isEmpty();
    }

    @Test
    void aLockAndAnUnlockAreOneCallEach() {
        alice.lock(TEN, Mode.WRITE);
        bob.lock(new ByteRange(30, 4), Mode.WRITE);
        bob.unlock(new ByteRange(30, 4));
        alice.unlock(TEN);
        assertThat(kernel.calls()).isEqualTo(4);
    }

    @Test
    void aLockDroppedSoonGoesWithTheOneAroundItInOneCall() {
        alice.lock(TEN, Mode.WRITE);
        alice.lock(new ByteRange(30, 4), Mode.WRITE);
        alice.unlockSoon(new ByteRange(30, 4));
        assertThat(kernel.calls()).isEqualTo(2);
        assertThat(bob.tryLock(new ByteRange(30, 4), Mode.READ)).as("not dropped yet").isFalse();
        alice.lock(new ByteRange(30, 4), Mode.WRITE);
        alice.unlockSoon(new ByteRange(30, 4));
        assertThat(kernel.calls()).as("it was still there").isEqualTo(2);
        alice.unlock(TEN);
        assertThat(kernel.calls()).isEqualTo(3);
        assertThat(kernel.at(12)).isEmpty();
        assertThat(kernel.at(31)).isEmpty();
        assertThat(bob.tryLock(new ByteRange(30, 4), Mode.WRITE)).isTrue();
    }

    @Test
    void aLockDroppedSoonGoesBeforeItsOwnerTakesAnother() {
        alice.lock(TEN, Mode.WRITE);
        alice.lock(new ByteRange(30, 4), Mode.WRITE);
        alice.unlockSoon(new ByteRange(30, 4));
        alice.lock(new ByteRange(40, 4), Mode.WRITE);
        assertThat(kernel.at(31)).isEmpty();
        assertThat(kernel.at(12)).contains(Mode.WRITE);
        alice.unlockSoon(new ByteRange(40, 4));
        bob.lock(new ByteRange(50, 1), Mode.READ);
        alice.unlock(TEN);
        assertThat(kernel.at(12)).isEmpty();
        assertThat(kernel.at(41)).isEmpty();
        assertThat(kernel.at(50)).as("what others hold stays").contains(Mode.READ);
    }

    @Test
    void aLockThatIsDroppedSoonButInsideNoOtherGoesAtOnce() {
        alice.lock(TEN, Mode.WRITE);
        alice.unlockSoon(TEN);
        assertThat(kernel.at(12)).isEmpty();
    }

    @Test
    void whoWaitsForALockGetsItAtOnceWhenItIsDroppedSoon() {
        alice.lock(TEN, Mode.WRITE);
        alice.lock(new ByteRange(30, 4), Mode.WRITE);
        CompletableFuture<Void> waiter = begin(bob, new ByteRange(30, 4), Mode.WRITE);
        alice.unlockSoon(new ByteRange(30, 4));
        granted(waiter);
        alice.unlock(TEN);
    }

    @Test
    @NeedsCLibrary // without it there is no upgrade
    void upgradesAndDowngradesKeepWhatOthersHave() {
        alice.lock(ALL, Mode.READ);
        bob.lock(PART, Mode.READ);
        alice.lock(new ByteRange(20, 5), Mode.WRITE);
        assertThat(kernel.at(22)).contains(Mode.WRITE);
        alice.unlock(new ByteRange(20, 5));
        assertThat(kernel.at(22)).contains(Mode.READ);
        alice.unlock(ALL);
        assertThat(kernel.at(22)).isEmpty();
        assertThat(kernel.at(12)).contains(Mode.READ);
    }

    @Test
    void aSharedLockAroundAnExclusiveOneWaitsWithoutWeakeningIt() {
        kernel.strangerLocks(new ByteRange(18, 1), Mode.WRITE);
        alice.lock(PART, Mode.WRITE);
        CompletableFuture<Void> whole = begin(alice, TEN, Mode.READ);
        assertThat(kernel.at(12)).contains(Mode.WRITE);
        kernel.strangerUnlocks(ALL);
        granted(whole);
        assertThat(kernel.at(12)).contains(Mode.WRITE);
        assertThat(kernel.at(18)).contains(Mode.READ);
    }

    @Test
    void whoComesLaterDoesNotOvertake() {
        alice.lock(TEN, Mode.READ);
        CompletableFuture<Void> writer = begin(bob, TEN, Mode.WRITE);
        assertThat(carol.tryLock(TEN, Mode.READ)).as("the writer came first").isFalse();
        CompletableFuture<Void> reader = begin(carol, TEN, Mode.READ);
        alice.unlock(TEN);
        granted(writer);
        assertThat(reader).isNotDone();
        bob.unlock(TEN);
        granted(reader);
    }

    @Test
    void aHolderDoesNotQueueBehindThoseWhoWaitForIt() {
        alice.lock(new ByteRange(10, 2), Mode.READ);
        CompletableFuture<Void> writer = begin(bob, TEN, Mode.WRITE); // waits for alice
        CompletableFuture<Void> reader = begin(carol, new ByteRange(15, 2), Mode.READ); // behind bob
        assertThat(reader).isNotDone();
        granted(begin(alice, new ByteRange(15, 2), Mode.WRITE)); // behind neither
        alice.unlock(new ByteRange(15, 2));
        alice.unlock(new ByteRange(10, 2));
        granted(writer);
        bob.unlock(TEN);
        granted(reader);
    }

    @Test
    void nobodyTakesForWritingWhatAnotherIsAboutToGetForReading() {
        kernel.strangerLocks(new ByteRange(18, 1), Mode.WRITE);
        CompletableFuture<Void> reader = begin(alice, TEN, Mode.READ);
        assertThat(bob.tryLock(PART, Mode.WRITE)).isFalse();
        CompletableFuture<Void> writer = begin(bob, PART, Mode.WRITE);
        kernel.strangerUnlocks(ALL);
        granted(reader);
        assertThat(writer).isNotDone();
        alice.unlock(TEN);
        granted(writer);
        assertThat(kernel.at(12)).contains(Mode.WRITE);
    }

    @Test
    @NeedsCLibrary // without it there is no upgrade
    void givingUpLeavesNothingBehindAndLetsOthersThrough() {
        kernel.strangerLocks(new ByteRange(18, 1), Mode.READ);
        alice.lock(PART, Mode.READ);
        assertThatThrownBy(() -> alice.lock(TEN, Mode.WRITE, Waiting.atMost(Duration.ofMillis(30))))
                .isInstanceOf(LockException.class).hasMessageContaining("a.tdb")
                .hasMessageContaining("bytes 10 to 19").hasMessageContaining("process 4711 (stranger)")
                .hasMessageContaining("waited 0.0").hasMessageContaining("try again");
        assertThat(kernel.at(12)).contains(Mode.READ);
        assertThat(kernel.at(15)).isEmpty();
        bob.lock(PART, Mode.READ);
        assertThatThrownBy(() -> alice.lock(PART, Mode.WRITE, Waiting.atMost(Duration.ZERO)))
                .isInstanceOf(LockException.class).hasMessageContaining("bob");
        bob.unlock(PART);
        alice.lock(PART, Mode.WRITE, Waiting.atMost(Duration.ZERO));
    }

    @Test
    void aWaitEndsWhenItIsCancelled() {
        bob.lock(TEN, Mode.WRITE);
        Cancellation cancellation = new Cancellation();
        CompletableFuture<Void> here = begin(alice, TEN, Mode.READ, Waiting.FOREVER.cancelledBy(cancellation));
        kernel.strangerLocks(new ByteRange(40, 1), Mode.WRITE);
        CompletableFuture<Void> below = begin(carol, new ByteRange(40, 2), Mode.WRITE,
                Waiting.FOREVER.cancelledBy(cancellation));
        cancellation.cancel();
        for (CompletableFuture<Void> wait : List.of(here, below)) {
            assertThatThrownBy(() -> wait.get(1, TimeUnit.MINUTES)).hasCauseInstanceOf(CancelledException.class);
        }
        assertThatThrownBy(() -> alice.lock(TEN, Mode.READ, Waiting.FOREVER.cancelledBy(cancellation)))
                .isInstanceOf(CancelledException.class);
        assertThat(kernel.at(41)).isEmpty();
    }

    @Test
    void aWaitEndsWhenItsThreadIsInterrupted() throws InterruptedException {
        bob.lock(TEN, Mode.WRITE);
        CompletableFuture<Boolean> flag = new CompletableFuture<>();
        Thread thread = Thread.ofPlatform().start(() -> {
            try {
                alice.lock(TEN, Mode.READ, Waiting.FOREVER);
            } catch (CancelledException e) {
                flag.complete(Thread.currentThread().isInterrupted());
            }
        });
        thread.interrupt();
        thread.join();
        assertThat(flag).isCompletedWithValue(true);
    }

    /** Many threads and a stranger at once: nobody ever has what excludes another, and in the end nothing is held. */
    @Test
    void exclusionHoldsWhateverHappens() throws Exception {
        int threads = 6;
        AtomicIntegerArray holders = new AtomicIntegerArray(64); // readers count 1, a writer 1000
        CountDownLatch running = new CountDownLatch(threads);
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < threads; i++) {
            Random random = new Random(i);
            all.add(CompletableFuture.runAsync(() -> {
                for (int round = 0; round < 1_500; round++) {
                    ByteRange range = new ByteRange(random.nextInt(60), 1 + random.nextInt(4));
                    Mode mode = random.nextInt(3) == 0 ? Mode.WRITE : Mode.READ;
                    try {
                        table.lock(range, mode, Waiting.atMost(Duration.ofNanos(random.nextInt(3_000_000))));
                    } catch (LockException e) {
                        continue;
                    }
                    hold(holders, range, mode, 1);
                    ByteRange inner = new ByteRange(random.nextInt(60), 1 + random.nextInt(4));
                    inside(holders, inner, inner.overlaps(range) ? 0 : random.nextInt(3));
                    hold(holders, range, mode, -1);
                    table.unlock(range);
                }
                running.countDown();
            }, task -> Thread.ofPlatform().daemon().start(task)));
        }
        Random random = new Random(99);
        while (running.getCount() > 0) {
            ByteRange range = new ByteRange(random.nextInt(60), 1 + random.nextInt(4));
            Mode mode = random.nextBoolean() ? Mode.WRITE : Mode.READ;
            if (kernel.strangerLocks(range, mode)) {
                hold(holders, range, mode, 1);
                hold(holders, range, mode, -1);
                kernel.strangerUnlocks(range);
            }
        }
        for (CompletableFuture<Void> one : all) {
            one.get(1, TimeUnit.MINUTES);
        }
        for (int at = 0; at < 64; at++) {
            assertThat(kernel.at(at)).as("byte %d", at).isEmpty();
        }
    }

    /** Takes and drops a lock some times while another is held, if nobody else has it. */
    private void inside(AtomicIntegerArray holders, ByteRange range, int times) {
        for (int i = 0; i < times && table.tryLock(range, Mode.READ); i++) {
            hold(holders, range, Mode.READ, 1);
            hold(holders, range, Mode.READ, -1);
            table.unlockSoon(range);
        }
    }

    private static void hold(AtomicIntegerArray holders, ByteRange range, Mode mode, int sign) {
        for (int at = (int) range.start(); at < range.endExclusive(); at++) {
            int now = holders.addAndGet(at, sign * (mode == Mode.WRITE ? 1_000 : 1));
            if (sign > 0) {
                assertThat(now == 1_000 || now < 1_000).as("byte %d: %d", at, now).isTrue();
            }
            if (sign > 0 && mode == Mode.WRITE) {
                assertThat(now).isEqualTo(1_000);
            }
        }
    }
}
