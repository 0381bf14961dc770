package tdb2.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteOrder;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tdb2.engine.disk.DiskWatcher;
import tdb2.engine.disk.SimulatedDisk;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.error.StorageException;
import tdb2.engine.format.Tdb2Header;

/** After a sync that failed nobody knows what is on the disk, and nothing is done as if he did. */
@Timeout(120)
class FailedSyncTest {

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static SimulatedDisk disk() {
        return new SimulatedDisk("disk", CreateOptions.DEFAULT.withSeed(7).content());
    }

    private static Tdb open(SimulatedDisk disk) {
        return Tdb.of(disk, OpenOptions.WRITE);
    }

    private static void commit(Tdb tdb, String key, String value) {
        try (Transaction transaction = tdb.begin()) {
            transaction.store(bytes(key), bytes(value));
            transaction.commit();
        }
    }

    private static long word(SimulatedDisk disk, long offset) {
        return disk.u64(offset, ByteOrder.nativeOrder());
    }

    private static SimulatedDisk afterReboot(SimulatedDisk disk) {
        SimulatedDisk next = new SimulatedDisk("rebooted", disk.content());
        next.putU64(Tdb2Header.BOOT_ID, word(next, Tdb2Header.BOOT_ID) + 1, ByteOrder.nativeOrder());
        return next;
    }

    @Test
    void afterASyncThatFailedNothingIsWrittenUntilTheFileIsRecovered() {
        SimulatedDisk disk = disk();
        Tdb tdb = open(disk);
        commit(tdb, "k", "old");
        failingSyncs(disk);
        assertThatThrownBy(() -> commit(tdb, "k", "new")).isInstanceOf(StorageException.class);
        workingSyncs(disk); // what the system threw away at the failure stays lost
        byte[] poisoned = disk.content();
        assertThatThrownBy(() -> commit(tdb, "k", "newer")).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> tdb.store(bytes("k"), bytes("plain"))).isInstanceOf(RefusedException.class);
        assertThat(disk.content()).isEqualTo(poisoned);
        assertThatThrownBy(() -> open(disk)).isInstanceOf(RefusedException.class).hasMessageContaining("recover");
        assertThat(Tdb.recover(disk, OpenOptions.WRITE)).isTrue();
        assertThat(Tdb.recover(disk, OpenOptions.WRITE)).isFalse();
        try (Tdb again = open(disk)) {
            assertThat(new String(again.fetch(bytes("k")).orElseThrow(), UTF_8)).isIn("old", "new");
            commit(again, "k", "after");
            assertThat(again.fetch(bytes("k"))).hasValue(bytes("after"));
        }
    }

    @Test
    void anotherHandleThatWasOpenBeforeWritesNothingEither() {
        SimulatedDisk disk = disk();
        Tdb tdb = open(disk);
        Tdb other = open(disk);
        commit(tdb, "k", "old");
        failingSyncs(disk);
        assertThatThrownBy(() -> commit(tdb, "k", "new")).isInstanceOf(StorageException.class);
        workingSyncs(disk);
        byte[] poisoned = disk.content();
        assertThatThrownBy(() -> commit(other, "k", "newer")).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> other.store(bytes("k"), bytes("plain"))).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> other.delete(bytes("k"))).isInstanceOf(RefusedException.class);
        assertThat(disk.content()).isEqualTo(poisoned);
        assertThat(other.fetch(bytes("k"))).hasValue(bytes("old"));
    }

    @Test
    void aFailedSyncOfSettlingPoisonsTheFileToo() {
        SimulatedDisk disk = disk();
        Tdb tdb = open(disk);
        commit(tdb, "k", "old");
        failingSyncs(disk);
        assertThatThrownBy(() -> tdb.store(bytes("k"), bytes("plain"))).isInstanceOf(StorageException.class);
        workingSyncs(disk);
        assertThatThrownBy(() -> tdb.store(bytes("k"), bytes("plain"))).isInstanceOf(RefusedException.class);
        assertThatThrownBy(() -> commit(tdb, "k", "new")).isInstanceOf(RefusedException.class);
    }

    /** The next sync succeeds, since the system has given up what it could not write: it tells nothing. */
    @Test
    void afterASyncThatFailedNobodySettlesInTheBackground() throws InterruptedException {
        SimulatedDisk disk = disk();
        Tdb tdb = Tdb.of(disk, OpenOptions.WRITE
                .withCommits(settings -> settings.withDelays(Duration.ZERO, Duration.ofMillis(20))));
        commit(tdb, "k", "old");
        failingSyncs(disk);
        assertThatThrownBy(() -> commit(tdb, "k", "new")).isInstanceOf(StorageException.class);
        workingSyncs(disk);
        long retired = word(disk, Tdb2Header.RETIRED);
        Thread.sleep(500);
        assertThat(word(disk, Tdb2Header.RETIRED)).isEqualTo(retired).isLessThan(tdb.committed());
    }

    private static void failingSyncs(SimulatedDisk disk) {
        disk.beforeSync(_ -> {
            throw new StorageException(new Fault("disk", Fault.NOWHERE, "a sync", "EIO", "replace the disk"));
        });
    }

    private static void workingSyncs(SimulatedDisk disk) {
        disk.beforeSync(_ -> {
            // it works again
        });
    }

    /** The system may have thrown away the bundles that a replay stands on: to try once more could tear the file. */
    @Test
    void aRecoveryWhoseSyncFailedIsNotTriedAgainBeforeTheBundlesAreStoredAnew() {
        SimulatedDisk disk = disk();
        commit(open(disk), "k", "value");
        SimulatedDisk rebooted = afterReboot(disk);
        failingSyncs(rebooted);
        assertThatThrownBy(() -> open(rebooted)).isInstanceOf(StorageException.class);
        workingSyncs(rebooted);
        assertThatThrownBy(() -> open(rebooted)).isInstanceOf(RefusedException.class).hasMessageContaining("recover");
        assertThat(Tdb.recover(rebooted, OpenOptions.WRITE)).isTrue();
        try (Tdb tdb = open(rebooted)) {
            assertThat(tdb.fetch(bytes("k"))).hasValue(bytes("value"));
        }
    }

    @Test
    void afterAFailedSyncAHalfStoredTransactionIsNotReadAndTheStateBeforeOneIs() {
        SimulatedDisk disk = disk();
        Tdb tdb = open(disk);
        commit(tdb, "k", "value");
        long next = tdb.committed() + 1;
        disk.putU64(Tdb2Header.POISON, 1, ByteOrder.nativeOrder());
        disk.putU64(Tdb2Header.TX, 2 * next, ByteOrder.nativeOrder());
        assertThat(tdb.fetch(bytes("k"))).hasValue(bytes("value"));
        disk.putU64(Tdb2Header.TX, 2 * next + 1, ByteOrder.nativeOrder());
        assertThatThrownBy(() -> tdb.fetch(bytes("k"))).isInstanceOf(RefusedException.class)
                .hasMessageContaining("recover");
    }

    /** What the system threw away may be the bundles: they must be on the disk before a replay stands on them. */
    @Test
    void recoveringStoresBundlesAndPointersAnewBeforeItsFirstSync() {
        SimulatedDisk disk = disk();
        Tdb tdb = open(disk);
        commit(tdb, "k", "old");
        failingSyncs(disk);
        assertThatThrownBy(() -> commit(tdb, "k", "new")).isInstanceOf(StorageException.class);
        workingSyncs(disk);
        Set<Long> stored = new HashSet<>();
        boolean[] synced = new boolean[1];
        disk.watch(new DiskWatcher() {
            @Override
            public void stored(long offset, byte[] before, byte[] after) {
                if (!synced[0]) {
                    stored.add(offset);
                }
            }

            @Override
            public void synced() {
                synced[0] = true;
            }
        });
        assertThat(Tdb.recover(disk, OpenOptions.WRITE)).isTrue();
        for (long slot = 0; slot < 2; slot++) {
            long page = word(disk, Tdb2Header.RECOVERY_SLOT0 + 8 * slot);
            assertThat(stored).contains(page, word(disk, page + 16));
        }
    }
}
