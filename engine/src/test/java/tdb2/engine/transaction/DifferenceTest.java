package tdb2.engine.transaction;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tdb2.engine.disk.SimulatedDisk;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.storage.WriteSet;
import tdb2.engine.storage.WriteSet.Run;

/** What goes into a bundle though it is the same as in the file: what nobody can say will still be there after a crash. */
class DifferenceTest {

    private static final ByteOrder ORDER = ByteOrder.LITTLE_ENDIAN;
    private static final int SIZE = 16 * 4096;
    private static final int AREA = 4 * 4096;
    private static final int OTHER_AREA = 6 * 4096;
    private static final int LENGTH = 1024;

    private final SimulatedDisk disk = new SimulatedDisk("disk", new byte[SIZE]);
    private final HeaderWords words = new HeaderWords(disk, ORDER);

    /** The area of slot 0 is where the header says. */
    private static final class Space implements BundleSpace {

        @Override
        public Optional<Room> content(WriteSet changes, int slot) {
            long at = slot == 0 ? changes.u64(Tdb2Header.AREA0, ORDER) : 0;
            return at == 0 ? Optional.empty() : Optional.of(new Room(at, LENGTH));
        }

        @Override
        public Optional<Room> area(WriteSet changes, int slot) {
            return content(changes, slot);
        }

        @Override
        public Room enlarge(WriteSet changes, int slot, long capacity) {
            throw new IllegalStateException("not asked here");
        }
    }

    private List<Run> behindHeader(WriteSet changes, Optional<WriteSet> below) {
        return Difference.of(words, new Space(), changes, below).everywhere().stream()
                .filter(run -> run.offset() >= AREA).toList();
    }

    private static void touch(WriteSet changes, long page) {
        changes.write(page, new byte[1], 0, 1);
    }

    @Test
    void allOfAnAreaThatIsGivenUpCountsAsDifferentAndNothingOfOneThatIsKept() {
        disk.putU64(Tdb2Header.FILE_END, SIZE, ORDER);
        disk.putU64(Tdb2Header.AREA0, AREA, ORDER);
        WriteSet kept = new WriteSet(disk);
        kept.write(AREA, new byte[] { 1 }, 0, 1);
        assertThat(behindHeader(kept, Optional.empty())).isEmpty();
        WriteSet givenUp = new WriteSet(disk);
        touch(givenUp, AREA);
        givenUp.putU64(Tdb2Header.AREA0, OTHER_AREA, ORDER);
        assertThat(behindHeader(givenUp, Optional.empty())).containsExactly(new Run(AREA, LENGTH));
    }

    @Test
    void soDoesAllOfAnAreaOfTheStateBelow() {
        disk.putU64(Tdb2Header.FILE_END, SIZE, ORDER);
        WriteSet below = new WriteSet(disk);
        below.putU64(Tdb2Header.AREA0, AREA, ORDER);
        WriteSet above = new WriteSet(below);
        touch(above, AREA);
        above.putU64(Tdb2Header.AREA0, 0, ORDER);
        assertThat(behindHeader(above, Optional.of(below))).containsExactly(new Run(AREA, LENGTH));
    }

    @Test
    void soDoesWhatLiesBehindTheOldEnd() {
        disk.putU64(Tdb2Header.FILE_END, OTHER_AREA, ORDER);
        WriteSet grown = new WriteSet(disk);
        touch(grown, OTHER_AREA);
        grown.putU64(Tdb2Header.FILE_END, OTHER_AREA + LENGTH, ORDER);
        assertThat(behindHeader(grown, Optional.empty())).containsExactly(new Run(OTHER_AREA, LENGTH));
    }
}
