package tdb2.engine;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tdb2.engine.check.Check;
import tdb2.engine.disk.DiskWatcher;
import tdb2.engine.disk.SimulatedDisk;
import tdb2.engine.error.RefusedException;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Tdb2Header;

/** The two words that name the pages of the recovery pointers: what a power cut or damage makes of them. */
@Timeout(120)
class RecoverySlotWordsTest {

    private static final ByteOrder ORDER = ByteOrder.nativeOrder();
    private static final long SLOT0 = Tdb2Header.RECOVERY_SLOT0;
    private static final int RECORDS = 300;

    /** Keeps every image of the file in which some of the stores of both words, made since the last sync, are missing. */
    private static final class PowerCuts implements DiskWatcher {

        private final SimulatedDisk disk;
        private final Map<Long, byte[]> unsynced = new TreeMap<>();
        private final List<byte[]> images = new ArrayList<>();

        PowerCuts(SimulatedDisk disk) {
            this.disk = disk;
        }

        @Override
        public void stored(long offset, byte[] before, byte[] after) {
            if (offset == SLOT0 || offset == SLOT0 + 8) {
                unsynced.putIfAbsent(offset, before);
                images.add(disk.content());
                unsynced.forEach((at, old) -> {
                    byte[] image = disk.content();
                    ByteBuffer.wrap(image).put((int) (long) at, old);
                    images.add(image);
                });
            }
        }

        @Override
        public void synced() {
            unsynced.clear();
        }
    }

    private static SimulatedDisk fresh() {
        return new SimulatedDisk("disk", CreateOptions.DEFAULT.withSeed(7).content());
    }

    private static void commit(Tdb tdb, String key) {
        try (Transaction transaction = tdb.begin()) {
            transaction.store(key.getBytes(UTF_8), new byte[100]);
            transaction.commit();
        }
    }

    private static void canBeUsedFurther(byte[] image, long records) {
        SimulatedDisk disk = new SimulatedDisk("after the power cut", image);
        try (Tdb tdb = Tdb.of(disk, OpenOptions.WRITE)) {
            commit(tdb, "one more");
            commit(tdb, "and another");
            tdb.repack(Progress.NONE);
            commit(tdb, "the last");
            commit(tdb, "the very last");
            assertThat(tdb.regions(Progress.NONE).faults()).isEmpty();
            assertThat(tdb.traverse(Fetch.RECORDS, _ -> true)).isEqualTo(records + 4);
        }
        assertThat(Check.diagnose(Tdb.of("again", disk.content(), OpenOptions.DEFAULT),
                Progress.NONE).findings()).isEmpty();
    }

    @Test
    void aPowerCutBeforeTheFirstCommitNeverLeavesAPageThatIsTheHeader() {
        SimulatedDisk disk = fresh();
        PowerCuts cuts = new PowerCuts(disk);
        Tdb tdb = Tdb.of(disk, OpenOptions.WRITE);
        disk.watch(cuts);
        tdb.begin().cancel();
        assertThat(cuts.images).hasSizeGreaterThan(2);
        cuts.images.forEach(image -> canBeUsedFurther(image, 0));
    }

    @Test
    void aPowerCutWhileThePagesMoveLeavesPagesOfOneRecordOrNone() {
        SimulatedDisk disk = fresh();
        PowerCuts cuts = new PowerCuts(disk);
        Tdb tdb = Tdb.of(disk, OpenOptions.WRITE);
        for (int i = 0; i < RECORDS; i++) {
            tdb.store(("k" + i).getBytes(UTF_8), new byte[500]);
        }
        commit(tdb, "k0");
        disk.watch(cuts);
        tdb.repack(Progress.NONE);
        assertThat(cuts.images).hasSizeGreaterThan(2);
        cuts.images.forEach(image -> canBeUsedFurther(image, RECORDS));
    }

    @ParameterizedTest
    @CsvSource({ "4096, 8192", "8192, 8192", "0x4000, 0x8000000", "7, 11", "-4096, 4096" })
    void aFileWhosePointersStandElsewhereIsNotWrittenTo(String first, String second) {
        SimulatedDisk disk = fresh();
        commit(Tdb.of(disk, OpenOptions.WRITE), "key");
        long boot = disk.u64(Tdb2Header.BOOT_ID, ORDER);
        disk.putU64(Tdb2Header.BOOT_ID, boot + 1, ORDER);
        disk.putU64(SLOT0, Long.decode(first), ORDER);
        disk.putU64(SLOT0 + 8, Long.decode(second), ORDER);
        byte[] before = disk.content();
        assertThatThrownBy(() -> Tdb.of(disk, OpenOptions.WRITE)).isInstanceOf(RefusedException.class)
                .hasMessageContaining("repair");
        assertThatThrownBy(() -> Tdb.recover(disk, OpenOptions.WRITE)).isInstanceOf(RefusedException.class);
        assertThat(disk.content()).isEqualTo(before);
    }

    /** It only ever rises, so no settling makes it the committed one. */
    @ParameterizedTest
    @CsvSource({ "4711", "-1" })
    @Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void aRetiredWordThatIsTooHighKeepsNoPlainWriterWaitingForEver(long retired) {
        SimulatedDisk disk = fresh();
        commit(Tdb.of(disk, OpenOptions.WRITE), "key");
        disk.putU64(Tdb2Header.RETIRED, retired, ORDER);
        long syncs = disk.syncs();
        Tdb tdb = Tdb.of(disk, OpenOptions.WRITE);
        tdb.store("another".getBytes(UTF_8), new byte[100]);
        assertThat(disk.syncs()).isEqualTo(syncs);
        assertThat(tdb.traverse(Fetch.KEYS, _ -> true)).isEqualTo(2);
    }

    @Test
    void aFileWhoseEndLiesBeforeThePointersIsNotWrittenTo() {
        SimulatedDisk disk = fresh();
        commit(Tdb.of(disk, OpenOptions.WRITE), "key");
        disk.putU64(Tdb2Header.FILE_END, disk.u64(SLOT0, ORDER), ORDER);
        assertThatThrownBy(() -> Tdb.of(disk, OpenOptions.WRITE)).isInstanceOf(RefusedException.class)
                .hasMessageContaining("end of zones");
    }

    @Test
    void bothPointersInOnePageAreRefusedToo() {
        SimulatedDisk disk = fresh();
        commit(Tdb.of(disk, OpenOptions.WRITE), "key");
        for (long word : LongStream.of(SLOT0, SLOT0 + 8).toArray()) {
            SimulatedDisk damaged = new SimulatedDisk("damaged", disk.content());
            damaged.putU64(word, damaged.u64(2 * SLOT0 + 8 - word, ORDER), ORDER);
            assertThatThrownBy(() -> Tdb.of(damaged, OpenOptions.WRITE)).isInstanceOf(RefusedException.class);
        }
    }
}
