package tdb2.ui.records;

import java.util.Arrays;
import tdb2.engine.index.PartitionWalk.Place;
import tdb2.engine.inspect.Position;

/**
 * Where the pages of a walk begin, packed into one array: a few dozen bytes for each page, so that 50 million records
 * cost some megabytes. Safe for several threads.
 */
final class Checkpoints {
    private long[] words = new long[64];
    private int[] starts = new int[16];
    private int count;

    Checkpoints() {
        add(Position.START);
    }

    /** Appends where the next page begins. */
    synchronized void add(Position position) {
        long[] place = position.place().coordinates();
        int start = starts[count];
        if (count + 2 > starts.length) {
            starts = Arrays.copyOf(starts, 2 * starts.length);
        }
        if (start + place.length + 1 > words.length) {
            words = Arrays.copyOf(words, 2 * words.length + place.length);
        }
        words[start] = position.partition();
        System.arraycopy(place, 0, words, start + 1, place.length);
        count++;
        starts[count] = start + 1 + place.length;
    }

    /** Where a page begins. */
    synchronized Position get(long page) {
        int at = Math.toIntExact(page);
        if (at >= count) {
            throw new IndexOutOfBoundsException("page " + page + " of " + count);
        }
        return new Position((int) words[starts[at]],
                new Place(Arrays.copyOfRange(words, starts[at] + 1, starts[at + 1])));
    }

    /** Pages begun. */
    synchronized int count() {
        return count;
    }

    /** The first page that can hold a record of a partition. */
    synchronized int firstPageOf(int partition) {
        int low = 0;
        int high = count - 1;
        while (low < high) { // the last page that begins before the partition
            int middle = (low + high + 1) >>> 1;
            if (words[starts[middle]] < partition) {
                low = middle;
            } else {
                high = middle - 1;
            }
        }
        return low;
    }
}
