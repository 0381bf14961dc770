package tdb2.ui.space;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;

import org.junit.jupiter.api.Test;

import tdb2.engine.Tdb;
import tdb2.engine.event.Progress;
import tdb2.engine.inspect.Region;
import tdb2.engine.inspect.RegionMap;
import tdb2.ui.testing.Fixtures;

/** Pages of regions, forward and backward. */
class WindowTest {

    private static final int PAGE = 7;

    @Test
    void pagesAreTheSameInBothDirections() {
        try (Tdb tdb = Tdb.open(Fixtures.file("tdb2/chain100.tdb"))) {
            RegionMap map = tdb.regions(Progress.NONE);
            var all = new ArrayList<Region>();
            map.forEach(0, Progress.NONE, all::add);
            assertThat(all).hasSizeGreaterThan(2 * PAGE);
            assertThat(read(map, 0, 0)).isEqualTo(all.subList(0, PAGE));
            long third = all.get(3).offset();
            assertThat(read(map, third, 0)).isEqualTo(all.subList(3, 3 + PAGE));
            assertThat(read(map, third + 1, 2)).isEqualTo(all.subList(5, 5 + PAGE));
            assertThat(read(map, all.get(5).offset(), -2)).isEqualTo(all.subList(3, 3 + PAGE));
            assertThat(read(map, third, -100)).isEqualTo(all.subList(0, PAGE));
        }
    }

    @Test
    void theEndIsAFullPage() {
        try (Tdb tdb = Tdb.open(Fixtures.file("tdb2/chain100.tdb"))) {
            RegionMap map = tdb.regions(Progress.NONE);
            var all = new ArrayList<Region>();
            map.forEach(0, Progress.NONE, all::add);
            List<Region> last = all.subList(all.size() - PAGE, all.size());
            assertThat(read(map, all.getLast().offset(), 0)).isEqualTo(last);
            assertThat(read(map, 0, 1000)).isEqualTo(last);
            assertThat(read(map, tdb.size(), -PAGE)).isEqualTo(last);
        }
    }

    private static List<Region> read(RegionMap map, long from, int skip) {
        return new Window(from, skip, PAGE).read(map, Progress.NONE);
    }
}
