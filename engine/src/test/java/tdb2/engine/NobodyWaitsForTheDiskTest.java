package tdb2.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import tdb2.engine.disk.DiskWatcher;
import tdb2.engine.disk.SimulatedDisk;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.transaction.Durability;

/** While the disk works for one thread's commit, others of the process are answered when they ask what is committed. */
@Timeout(60)
class NobodyWaitsForTheDiskTest {

    private final SimulatedDisk disk =
            new SimulatedDisk("slow", CreateOptions.DEFAULT.withSeed(7).withOrder(ByteOrder.LITTLE_ENDIAN).content());
    private final Tdb tdb = Tdb.of(disk, OpenOptions.WRITE);
    private final ExecutorService other = Executors.newSingleThreadExecutor();
    private int asked;

    @AfterEach
    void end() {
        disk.watch(DiskWatcher.NONE);
        tdb.close();
        other.shutdown();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** Each step of the disk takes until another thread has been answered. */
    private final class Slow implements DiskWatcher {

        @Override
        public void stored(long offset, byte[] before, byte[] after) {
            ask();
        }

        @Override
        public void resized(long before, long after) {
            ask();
        }

        @Override
        public void synced() {
            ask();
        }

        private void ask() {
            asked++;
            try {
                other.submit(() -> tdb.syncUpTo(0)).get(10, TimeUnit.SECONDS);
            } catch (Exception e) {
                throw new IllegalStateException("nobody answered another thread", e);
            }
        }
    }

    private void commit(String key, int length) {
        try (Transaction transaction = tdb.begin()) {
            transaction.store(bytes(key), new byte[length]);
            transaction.commit();
        }
    }

    @Test
    void whileATransactionIsPreparedAndCommitted() {
        commit("first", 10);
        disk.watch(new Slow());
        try (Transaction transaction = tdb.begin()) {
            transaction.store(bytes("key"), new byte[3000]);
            transaction.prepare();
            assertThat(asked).isPositive();
            transaction.commit();
        }
        try (Transaction transaction = tdb.begin()) {
            transaction.store(bytes("key"), new byte[30]);
            tdb.syncUpTo(transaction.commit(Durability.SOFT));
        }
    }

    @Test
    void whileTheFileIsCutOffAndTheRecoveryPointersMove() {
        for (int i = 0; i < 3000; i++) {
            tdb.store(bytes("before " + i), new byte[200]);
        }
        commit("first", 10);
        for (int i = 0; i < 3000; i++) {
            assertThat(tdb.delete(bytes("before " + i))).isTrue();
        }
        long page = slots();
        long size = disk.size();
        disk.watch(new Slow());
        tdb.repack(Progress.NONE);
        assertThat(disk.size()).isLessThan(size);
        assertThat(slots()).isNotEqualTo(page);
    }

    private long slots() {
        return disk.u64(Tdb2Header.RECOVERY_SLOT0, ByteOrder.LITTLE_ENDIAN);
    }
}
