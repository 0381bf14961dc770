package tdb2.engine.transaction;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tdb2.engine.disk.DiskWatcher;
import tdb2.engine.disk.SimulatedDisk;
import tdb2.engine.error.Fault;
import tdb2.engine.error.StorageException;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.LockMap;
import tdb2.engine.lock.LockTable;
import tdb2.engine.lock.SpanLocks;
import tdb2.engine.lock.Waiting;
import tdb2.engine.storage.WriteSet;

/** In which order a commit, a cancel and settling store, sync and lock: exactly so, and nothing else. */
@Timeout(60)
class StepsOfACommitTest {

    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    private static final LockMap MAP = SpanLocks.zoned(1);
    private static final Map<Long, String> WORDS = Map.of((long) Tdb2Header.COMMITTED, "committed",
            (long) Tdb2Header.RETIRED, "retired", (long) Tdb2Header.FILE_END, "file end",
            (long) Tdb2Header.RECOVERY_SLOT0, "slot 0", Tdb2Header.RECOVERY_SLOT0 + 8L, "slot 1");
    private static final CommitSettings SETTINGS = CommitSettings.standard(_ -> {
        // not asked here
    }).repeatable(Protocol.SPECIFIED, () -> 4711);

    private final List<String> steps = Collections.synchronizedList(new ArrayList<>());
    private final SimulatedDisk disk =
            new SimulatedDisk("disk", new ByteWorkload(Protocol.SPECIFIED, List.of(), -1, false).start());

    private Committer committer(CommitSettings settings) {
        disk.watch(new Watching());
        return new Committer(new Committer.File(disk, ORDER, new Watched(LockTable.alone("disk")), MAP),
                ByteWorkload.SPACE, () -> {
                    throw new IllegalStateException("the slots are there");
                }, settings);
    }

    private void step(String name) {
        if (steps.isEmpty() || !steps.getLast().equals(name)) {
            steps.add(name);
        }
    }

    /** Takes note of what is stored and synced. */
    private final class Watching implements DiskWatcher {

        @Override
        public void stored(long offset, byte[] before, byte[] after) {
            step(name(offset));
        }

        private String name(long offset) {
            if (offset == Tdb2Header.TX) {
                return "tx " + disk.u64(offset, ORDER);
            }
            if (offset >= ByteWorkload.DATA) {
                return "data";
            }
            if (offset >= ByteWorkload.SLOTS) {
                return offset >= ByteWorkload.AREAS ? "bundle" : "pointer";
            }
            return WORDS.getOrDefault(offset & -8, "word at " + offset);
        }

        @Override
        public void resized(long before, long after) {
            step("resized");
        }

        @Override
        public void synced() {
            step("synced");
        }
    }

    /** Takes note of when somebody is alone with all records. */
    private final class Watched implements LockBackend {

        private final LockBackend real;
        private boolean alone;

        Watched(LockBackend real) {
            this.real = real;
        }

        @Override
        public boolean tryLock(ByteRange range, Mode mode) {
            return real.tryLock(range, mode);
        }

        @Override
        public void lock(ByteRange range, Mode mode, Waiting waiting) {
            real.lock(range, mode, waiting);
            if (mode == Mode.WRITE && range.equals(MAP.allRecords())) {
                alone = true;
                step("alone");
            }
        }

        @Override
        public void unlock(ByteRange range) {
            if (alone && range.equals(MAP.allRecords())) {
                alone = false;
                step("not alone");
            }
            real.unlock(range);
        }

        @Override
        public boolean wouldBlock(ByteRange range, Mode mode) {
            return real.wouldBlock(range, mode);
        }

        @Override
        public LockBackend ownedBy(Object owner) {
            return new Watched(real.ownedBy(owner));
        }

        @Override
        public LockBackend upgradable() {
            return new Watched(real.upgradable());
        }
    }

    private static WriteSet changed(Committer committer, String text) {
        WriteSet changes = committer.begin(Long.MAX_VALUE, Waiting.FOREVER);
        changes.putU64(ByteWorkload.at(0), text.hashCode(), ORDER);
        return changes;
    }

    private static void commit(Committer committer, String text) {
        committer.commit(changed(committer, text), Durability.SYNC);
    }

    private static List<String> ofCommit(int number) {
        return List.of("tx " + 2 * number, "bundle", "pointer", "synced", "alone", "tx " + (2 * number + 1), "data",
                "committed", "tx 0", "not alone");
    }

    @Test
    void aCommitIsDurableBeforeItKeepsReadersOutAndCountsWhenItIsInPlace() {
        Committer committer = committer(SETTINGS);
        for (int number = 1; number < 4; number++) {
            commit(committer, "number " + number);
            assertThat(steps).isEqualTo(ofCommit(number));
            assertThat(committer.visible()).isEqualTo(number);
            steps.clear();
        }
    }

    @Test
    void soDoesOneThatWasPrepared() {
        Committer committer = committer(SETTINGS);
        WriteSet changes = changed(committer, "prepared");
        committer.prepare(changes);
        assertThat(steps).containsExactly("tx 2", "bundle");
        committer.commit(changes, Durability.SYNC);
        assertThat(steps).isEqualTo(ofCommit(1));
    }

    @Test
    void aCancelAfterPreparingLeavesNoTransactionBehind() {
        Committer committer = committer(SETTINGS);
        WriteSet changes = changed(committer, "given up");
        committer.prepare(changes);
        committer.cancel(changes);
        assertThat(steps).containsExactly("tx 2", "bundle", "tx 0");
    }

    @Test
    void soDoesAPreparationThatFails() {
        Committer committer = committer(SETTINGS);
        WriteSet changes = changed(committer, "without room");
        disk.watch(new DiskWatcher() {
            @Override
            public void stored(long offset, byte[] before, byte[] after) {
                if (offset >= ByteWorkload.AREAS) {
                    throw new StorageException(new Fault("disk", Fault.NOWHERE, "room", "ENOSPC", "make some"));
                }
            }
        });
        assertThatThrownBy(() -> committer.prepare(changes)).isInstanceOf(StorageException.class);
        assertThat(disk.u64(Tdb2Header.TX, ORDER)).isZero();
        disk.watch(new Watching());
        committer.prepare(changes);
        committer.commit(changes, Durability.SYNC);
        assertThat(steps).isEqualTo(ofCommit(1));
    }

    @Test
    void settlingSyncsBeforeItRetiresAndForGoodAfterwardsToo() {
        Committer committer = committer(SETTINGS);
        commit(committer, "to be settled");
        steps.clear();
        assertThat(committer.mustSettle()).isTrue();
        committer.settle();
        assertThat(steps).containsExactly("synced", "retired");
        assertThat(committer.mustSettle()).isFalse();
        commit(committer, "once more");
        steps.clear();
        committer.close();
        assertThat(steps).containsExactly("synced", "retired", "synced");
    }

    @Test
    void aFileIsCutOffWhenTheBundleBeyondItsEndIsNotNeededAnyMore() {
        Committer committer = committer(SETTINGS);
        WriteSet changes = committer.begin(Long.MAX_VALUE, Waiting.FOREVER);
        changes.putU64(Tdb2Header.FILE_END, disk.size() - SimulatedDisk.SECTOR, ORDER);
        committer.commit(changes, Durability.SYNC);
        assertThat(steps).containsExactly("tx 2", "bundle", "pointer", "synced", "alone", "tx 3", "file end",
                "committed", "tx 0", "not alone", "synced", "retired", "synced", "alone", "resized", "not alone");
    }

    @Test
    void theRecoveryPointersMoveWhenTheySayNothingThatIsStillNeeded() {
        Committer committer = committer(SETTINGS);
        commit(committer, "before");
        steps.clear();
        WriteSet changes = committer.begin(Long.MAX_VALUE, Waiting.FOREVER);
        committer.moveSlots(changes, ByteWorkload.PAGE);
        committer.cancel(changes);
        assertThat(steps).containsExactly("synced", "retired", "synced", "pointer", "synced", "slot 0", "synced",
                "slot 1", "synced", "slot 0", "synced");
    }

    @Test
    void whatIsLeftAloneForAWhileIsSettledForGood() throws InterruptedException {
        Committer committer = committer(SETTINGS.withDelays(Duration.ZERO, Duration.ofMillis(20)));
        commit(committer, "idle");
        for (int i = 0; i < 1000 && steps.size() < ofCommit(1).size() + 3; i++) {
            Thread.sleep(10);
        }
        assertThat(steps.subList(ofCommit(1).size(), steps.size())).containsExactly("synced", "retired", "synced");
    }

    @Test
    void whoSyncsUpToASoftCommitReturnsWhenItIsDurableAndVisible() {
        Committer committer = committer(SETTINGS);
        long number = committer.commit(changed(committer, "softly"), Durability.SOFT);
        assertThat(steps).isEmpty();
        committer.syncUpTo(number);
        assertThat(steps).isEqualTo(ofCommit(1));
    }
}
