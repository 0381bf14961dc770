package tdb2.ui.space;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

import tdb2.engine.event.Progress;
import tdb2.engine.inspect.Region;
import tdb2.engine.inspect.RegionMap;

/**
 * Some regions that follow each other.
 *
 * @param from an offset
 * @param skip how many regions behind the one at {@code from} to begin; negative for before it
 * @param count how many
 */
record Window(long from, int skip, int count) {

    private static final long FIRST_LOOK = 1 << 14;

    /** Reads the regions; fewer where the file ends, but a full page as long as there are enough before. */
    List<Region> read(RegionMap map, Progress progress) {
        if (skip <= 0) {
            List<Region> page = forward(map, start(map, from, -skip, progress), 0, progress);
            return page.size() < count ? last(map, progress) : page;
        }
        List<Region> page = forward(map, from, skip, progress);
        return page.size() < count ? last(map, progress) : page;
    }

    /** The last page of the file. */
    private List<Region> last(RegionMap map, Progress progress) {
        long size = map.survey().assembly().bytes().size();
        return forward(map, start(map, size, count, progress), 0, progress);
    }

    private List<Region> forward(RegionMap map, long at, int pass, Progress progress) {
        var page = new ArrayList<Region>(count);
        int[] passed = new int[1];
        map.forEach(at, progress, region -> {
            if (passed[0]++ >= pass) {
                page.add(region);
            }
            return page.size() < count;
        });
        return page;
    }

    /** Where the region begins that stands some regions before an offset: looks back further and further. */
    private static long start(RegionMap map, long offset, int before, Progress progress) {
        if (before == 0 || offset <= 0) {
            return Math.max(0, offset);
        }
        for (long look = FIRST_LOOK;; look *= 4) {
            long from = Math.max(0, offset - look);
            var ring = new ArrayDeque<Long>();
            map.forEach(from, progress, region -> {
                if (region.offset() >= offset || region.end() > offset) {
                    return false;
                }
                ring.add(region.offset());
                if (ring.size() > before) {
                    ring.remove();
                }
                return true;
            });
            if (ring.size() == before || from == 0) {
                return ring.isEmpty() ? 0 : ring.peek();
            }
        }
    }
}
