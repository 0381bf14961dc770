package tdb2.engine.lock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

import tdb2.engine.error.LockException;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.testing.NeedsCLibrary;

@Timeout(120)
class DialectLocksTest {

    /** As the native one, but with 8 groups of 4 bytes, free buckets from 40 on. */
    private static final SpanLocks MAP = new SpanLocks("hash group", 1, 3, 8, 8, 4);
    private static final ByteRange OPEN = MAP.open();
    private static final ByteRange TRANSACTION = MAP.transaction();
    private static final ByteRange GATE = MAP.gate().orElseThrow();
    private static final ByteRange ALL = MAP.allRecords();
    private static final ByteRange EXPANSION = MAP.expansion();

    private final ModelFunctions kernel = new ModelFunctions();
    private final List<LockEvent> events = new ArrayList<>();
    private final DialectLocks locks = new DialectLocks("a.tdb", new LockTable("a.tdb", kernel), MAP,
            event -> {
                synchronized (events) {
                    events.add(event);
                }
            });

    private static ByteRange group(int number) {
        return MAP.partition(number).orElseThrow();
    }

    @Test
    void inOrderEverythingIsGranted() {
        for (ByteRange range : List.of(OPEN, TRANSACTION, GATE, group(2), group(5), MAP.freeBucket(8), EXPANSION)) {
            locks.lock(range, Mode.WRITE);
        }
        assertThat(locks.held()).extracting(lock -> lock.meaning().describe()).containsExactly("open", "transaction",
                "gate", "hash group 2", "hash group 5", "free bucket at 0x8", "expansion");
    }

    @Test
    void outOfOrderIsAMistakeThatNamesBoth() {
        locks.lock(EXPANSION, Mode.WRITE);
        assertThatThrownBy(() -> locks.lock(group(1), Mode.READ)).isInstanceOf(LockOrderException.class)
                .hasMessageContaining("hash group 1").hasMessageContaining("expansion");
        assertThat(locks.tryLock(group(1), Mode.READ)).as("trying is allowed").isTrue();
        locks.unlock(EXPANSION);
        assertThatThrownBy(() -> locks.lock(group(0), Mode.READ)).isInstanceOf(LockOrderException.class)
                .hasMessageContaining("ascending");
        assertThatThrownBy(() -> locks.lock(ALL, Mode.READ)).isInstanceOf(LockOrderException.class);
        assertThatThrownBy(() -> locks.lock(TRANSACTION, Mode.WRITE)).isInstanceOf(LockOrderException.class);
        assertThatThrownBy(() -> locks.lock(group(1), Mode.WRITE)).isInstanceOf(LockOrderException.class)
                .hasMessageContaining("upgrade");
        locks.lock(group(1), Mode.READ);
        locks.ownedBy("somebody else").lock(TRANSACTION, Mode.WRITE);
    }

    @Test
    void insideWhatIsHeldEverythingMayBeLocked() {
        locks.lock(ALL, Mode.WRITE);
        locks.lock(group(7), Mode.WRITE);
        locks.lock(group(3), Mode.READ);
        locks.lock(MAP.freeBucket(16), Mode.WRITE);
        locks.lock(MAP.freeBucket(8), Mode.WRITE);
        assertThat(kernel.calls()).isEqualTo(1);
    }

    @Test
    @NeedsCLibrary // without it a lock for reading does not become one for writing
    void aCommitClosesTheGateAndUpgrades() {
        LockBackend reader = locks.ownedBy("a read transaction");
        reader.lock(GATE, Mode.READ);
        reader.lock(ALL, Mode.READ);
        reader.unlock(GATE);
        locks.lock(TRANSACTION, Mode.WRITE);
        locks.lock(ALL, Mode.READ);
        locks.lock(GATE, Mode.WRITE);
        assertThatThrownBy(() -> locks.lock(ALL, Mode.WRITE, Waiting.atMost(Duration.ZERO)))
                .isInstanceOf(LockException.class).hasMessageContaining("all records locked for writing")
                .hasMessageContaining("a read transaction");
        assertThat(locks.ownedBy("a late one").tryLock(GATE, Mode.READ)).isFalse();
        reader.unlock(ALL);
        locks.lock(ALL, Mode.WRITE);
        assertThat(kernel.at(20)).contains(Mode.WRITE);
        locks.unlock(ALL);
        assertThat(kernel.at(20)).as("the downgrade").contains(Mode.READ);
    }

    @Test
    void theListenerIsToldWhatHappened() {
        kernel.strangerLocks(group(4), Mode.WRITE);
        assertThatThrownBy(() -> locks.lock(group(4), Mode.READ, Waiting.atMost(Duration.ofMillis(2))))
                .isInstanceOf(LockException.class);
        kernel.strangerUnlocks(ALL);
        locks.ownedBy("me").lock(group(4), Mode.READ);
        locks.ownedBy("me").unlock(group(4));
        assertThat(events).extracting(LockEvent::kind).containsExactly(LockEvent.Kind.WAITING, LockEvent.Kind.REFUSED,
                LockEvent.Kind.GRANTED, LockEvent.Kind.RELEASED);
        assertThat(events).extracting(LockEvent::meaning)
                .containsOnly(new LockMeaning.Partitions("hash group", 4, 4));
        assertThat(events.get(1).waited()).isGreaterThanOrEqualTo(2_000_000);
        assertThat(events.get(1).at()).isGreaterThanOrEqualTo(events.get(0).at());
        assertThat(events.getLast().owner()).isEqualTo("me");
        assertThat(locks.held()).isEmpty();
    }

    @Test
    void freeRecordsAreLockedWithOneCall() {
        locks.lock(ALL, Mode.WRITE);
        assertThat(kernel.calls()).isEqualTo(1);
        locks.unlock(ALL);
        assertThat(kernel.calls()).isEqualTo(2);
    }

    @Test
    void whatWasHadOfAllRecordsGoesBackWhenTheRestIsNotGranted() {
        kernel.strangerLocks(group(6), Mode.READ);
        assertThatThrownBy(() -> locks.lock(ALL, Mode.WRITE, Waiting.atMost(Duration.ofMillis(5))))
                .isInstanceOf(LockException.class).hasMessageContaining("all records");
        for (int at = 0; at < 64; at++) {
            assertThat(kernel.at(at)).isEmpty();
        }
        assertThat(locks.held()).isEmpty();
    }

    /** At every moment somebody holds some group, and never for long: whoever wants all of them at once waits for ever. */
    @Test
    void aStreamOfShortLocksDoesNotStarveAllRecords() throws Exception {
        kernel.strangerLocks(group(0), Mode.READ);
        AtomicLong steps = new AtomicLong();
        CompletableFuture<Void> stream = CompletableFuture.runAsync(() -> {
            int held = 0;
            int refused = 0;
            for (int next = 1; refused < 8; next = (next + 1) % 8) {
                if (next != held && kernel.strangerLocks(group(next), Mode.READ)) {
                    kernel.strangerUnlocks(group(held));
                    held = next;
                    refused = 0;
                } else {
                    refused++;
                }
                steps.incrementAndGet();
            }
            kernel.strangerUnlocks(group(held)); // it has had its turn everywhere
        });
        while (steps.get() < 1_000) {
            Thread.onSpinWait();
        }
        assertThat(locks.tryLock(ALL, Mode.WRITE)).as("at once").isFalse();
        locks.lock(ALL, Mode.WRITE);
        stream.get(1, TimeUnit.MINUTES);
        assertThat(locks.held()).hasSize(1);
        locks.unlock(ALL);
        assertThat(kernel.at(20)).isEmpty();
        assertThat(kernel.at(50)).isEmpty();
    }
}
