package tdb2.engine.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import tdb2.engine.CreateOptions;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.Transaction;
import tdb2.engine.disk.DiskWatcher;
import tdb2.engine.disk.SimulatedDisk;
import tdb2.engine.disk.Unsynced.Place.Kind;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.lock.SpanLocks;
import tdb2.engine.storage.WriteSet;
import tdb2.engine.transaction.BundleSpace.Room;

/** Where a bundle may be written: what is nobody's in the state before the transaction. */
class NativeBundleSpaceTest {

    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    private final SimulatedDisk disk =
            new SimulatedDisk("disk", CreateOptions.DEFAULT.withSeed(7).withOrder(ORDER).content());
    private final NativeBundleSpace space = new NativeBundleSpace(ORDER, SpanLocks.zoned(1));

    @BeforeEach
    void twoCommitsMakeTwoAreas() {
        try (Tdb tdb = Tdb.of(disk, OpenOptions.WRITE)) {
            for (int i = 0; i < 2; i++) {
                try (Transaction transaction = tdb.begin()) {
                    transaction.store(new byte[] { (byte) i }, new byte[100]);
                    transaction.commit();
                }
            }
        }
    }

    @Test
    void theZeroedPagesOfThePointersAreOnTheDiskBeforeTheHeaderNamesThem() {
        SimulatedDisk fresh = new SimulatedDisk("fresh", CreateOptions.DEFAULT.withSeed(7).withOrder(ORDER).content());
        List<Long> pages = new ArrayList<>();
        fresh.watch(new DiskWatcher() {
            @Override
            public void stored(long offset, byte[] before, byte[] after) {
                if (offset == Tdb2Header.RECOVERY_SLOT0 || offset == Tdb2Header.RECOVERY_SLOT0 + 8) {
                    long page = fresh.u64(offset, ORDER);
                    pages.add(page);
                    assertThat(fresh.unsynced(false).places()).filteredOn(place -> place.kind() == Kind.SECTOR)
                            .noneMatch(place -> place.offset() >= page && place.offset() < page + 4096);
                    assertThat(fresh.bytes(page, 4096)).containsOnly(0);
                }
            }
        });
        try (Tdb tdb = Tdb.of(fresh, OpenOptions.WRITE)) {
            tdb.begin().cancel();
        }
        assertThat(pages).hasSize(2);
    }

    @Test
    void anAreaThatStaysIsUsed() {
        WriteSet changes = new WriteSet(disk);
        assertThat(space.area(changes, 0)).isPresent().isEqualTo(space.content(changes, 0));
    }

    /** Before the old end are records of the state that a recovery may have to return to. */
    @Test
    void anAreaThatTheTransactionHasMovedToAPlaceBeforeTheOldEndIsNotUsed() {
        WriteSet changes = new WriteSet(disk);
        changes.putU64(Tdb2Header.AREA0, disk.u64(Tdb2Header.AREA0 + 8, ORDER), ORDER);
        assertThat(space.content(changes, 0)).isPresent();
        assertThat(space.area(changes, 0)).isEmpty();
    }

    @Test
    void anAreaThatTheTransactionHasAllocatedBeyondTheOldEndIsUsed() {
        WriteSet changes = new WriteSet(disk);
        Room room = space.enlarge(changes, 0, 9000);
        assertThat(room.offset()).isGreaterThanOrEqualTo(disk.u64(Tdb2Header.FILE_END, ORDER));
        assertThat(space.area(changes, 0)).hasValue(room);
    }
}
