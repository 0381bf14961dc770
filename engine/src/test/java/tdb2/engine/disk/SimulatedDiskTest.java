package tdb2.engine.disk;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** What the medium may hold after a power cut. */
class SimulatedDiskTest {

    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;

    private static long word(byte[] image, int offset) {
        return new SimulatedDisk("image", image).u64(offset, ORDER);
    }

    @Test
    void anySubsetOfUnsyncedSectorsMayBeThere() {
        SimulatedDisk disk = new SimulatedDisk("disk", new byte[4 * SimulatedDisk.SECTOR]);
        disk.putU64(0, 1, ORDER);
        disk.putU64(512, 2, ORDER);
        disk.sync();
        disk.putU64(512, 3, ORDER);
        disk.putU64(512, 4, ORDER);
        disk.putU64(1024, 5, ORDER);
        Unsynced whole = disk.unsynced(false);
        Set<String> seen = new HashSet<>();
        for (long n = 0; n < whole.count(); n++) {
            byte[] image = whole.image(n).content();
            assertThat(word(image, 0)).isEqualTo(1);
            seen.add(word(image, 512) + " " + word(image, 1024));
        }
        assertThat(seen).containsExactlyInAnyOrder("2 0", "3 0", "4 0", "2 5", "3 5", "4 5");
    }

    @Test
    void aTornSectorChangesOverAtAWord() {
        SimulatedDisk disk = new SimulatedDisk("disk", new byte[SimulatedDisk.SECTOR]);
        byte[] now = new byte[24];
        Arrays.fill(now, (byte) 1);
        disk.write(0, now, 0, 24);
        Unsynced torn = disk.unsynced(true);
        Set<String> seen = new HashSet<>();
        for (long n = 0; n < torn.count(); n++) {
            byte[] image = torn.image(n).content();
            seen.add("" + image[0] + image[8] + image[16]);
        }
        assertThat(seen).containsExactlyInAnyOrder("000", "100", "110", "111", "011", "001");
    }

    @Test
    void growthMayBeLost() {
        SimulatedDisk disk = new SimulatedDisk("disk", new byte[100]);
        disk.extend(2000);
        disk.putU64(1000, 7, ORDER);
        Set<String> seen = new HashSet<>();
        for (long n = 0; n < disk.unsynced(false).count(); n++) {
            byte[] image = disk.unsynced(false).image(n).content();
            seen.add(image.length + (image.length > 1008 ? " " + word(image, 1000) : ""));
        }
        assertThat(seen).containsExactlyInAnyOrder("100", "2000 0", "2000 7");
    }

    @Test
    void samplesOftenHaveAllThatWasStoredHoweverOftenASectorChanged() {
        SimulatedDisk disk = new SimulatedDisk("disk", new byte[2 * SimulatedDisk.SECTOR]);
        for (int i = 0; i < 128; i++) {
            disk.putU64(8L * i, i + 1, ORDER);
        }
        SplittableRandom random = new SplittableRandom(1);
        int complete = 0;
        for (int i = 0; i < 400; i++) {
            byte[] image = disk.unsynced(true).sample(random).content();
            complete += Arrays.equals(image, disk.content()) ? 1 : 0;
        }
        assertThat(complete).isBetween(40, 360);
    }
}
