package tdb2.ui.summary;

import java.util.ArrayList;
import java.util.List;

/** Size and free space of a file as it was seen, oldest first; of long watching every other point is dropped. Event thread only. */
final class Trend {

    private static final int MOST = 600;

    /**
     * What was seen.
     *
     * @param millis when, milliseconds since 1970
     * @param size bytes of the file
     * @param free bytes of free records
     * @param fragmentation 0 when the free space is one piece, towards 1 when it is in crumbs
     */
    record Point(long millis, long size, long free, double fragmentation) {

        private boolean sameAs(Point other) {
            return size == other.size && free == other.free && fragmentation == other.fragmentation;
        }
    }

    private final List<Point> points = new ArrayList<>();

    /** Takes note; where nothing changes only the first and the last look are kept. */
    void add(Point point) {
        int count = points.size();
        if (count >= 2 && points.get(count - 1).sameAs(point) && points.get(count - 2).sameAs(point)) {
            points.removeLast();
        }
        points.add(point);
        if (points.size() > MOST) {
            for (int i = points.size() - 2; i > 0; i -= 2) {
                points.remove(i);
            }
        }
    }

    List<Point> points() {
        return List.copyOf(points);
    }
}
