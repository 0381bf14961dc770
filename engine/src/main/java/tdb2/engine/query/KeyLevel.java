package tdb2.engine.query;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tdb2.engine.Fetch;
import tdb2.engine.RecordCursor;
import tdb2.engine.Tdb;
import tdb2.engine.event.Progress;
import tdb2.engine.inspect.Position;

/**
 * The names next to the top below one path of the keys: one level of the tree that the keys span. Made by one pass over the
 * file; memory is bounded by the number of names kept.
 *
 * @param names the first in order, as unsigned bytes
 * @param moreRecords records below names that were not kept
 */
public record KeyLevel(List<Name> names, long moreRecords) {

    /** How many names are kept. */
    public static final int KEPT = 2000;

    private static final int CHECK = 64;

    public KeyLevel {
        names = List.copyOf(names);
    }

    /**
     * One name.
     *
     * @param name its bytes; the array is not changed by anybody
     * @param records records whose keys end with this name or go on below it
     * @param below records whose keys go on below it
     */
    public record Name(byte[] name, long records, long below) {}

    /** The names below a path; an empty path is the top. */
    public static KeyLevel of(Tdb tdb, KeySplit split, List<byte[]> path, Progress progress) {
        return of(tdb, split, path, KEPT, progress);
    }

    static KeyLevel of(Tdb tdb, KeySplit split, List<byte[]> path, int kept, Progress progress) {
        Counting counting = new Counting(kept);
        RecordCursor cursor = tdb.cursor(Position.START, Fetch.KEYS);
        for (long seen = 1; cursor.next(); seen++) {
            List<byte[]> names = split.names(cursor.entry().key());
            if (names.size() > path.size() && split.isBelow(names, path)) {
                counting.add(names.get(path.size()), names.size() > path.size() + 1);
            }
            if (seen % CHECK == 0) {
                progress.check(tdb.name(), cursor.done(), cursor.total());
            }
        }
        return counting.level();
    }

    /** The keys of the first records, to guess from how they are taken apart. */
    public static List<byte[]> sample(Tdb tdb, int records) {
        RecordCursor cursor = tdb.cursor(Position.START, Fetch.KEYS);
        return java.util.stream.Stream.generate(() -> cursor.next() ? cursor.entry().key() : null).limit(records)
                .takeWhile(key -> key != null).toList();
    }

    /** Keeps the first names. One that is dropped never comes back: those kept only become smaller. */
    private static final class Counting {
        private final int kept;
        private final TreeMap<byte[], long[]> counts = new TreeMap<>(Arrays::compareUnsigned);
        private long more;

        Counting(int kept) {
            this.kept = kept;
        }

        void add(byte[] name, boolean goesOn) {
            if (counts.size() == kept && !counts.containsKey(name) && counts.comparator().compare(name,
                    counts.lastKey()) > 0) {
                more++;
                return;
            }
            long[] count = counts.computeIfAbsent(name, _ -> new long[2]);
            count[0]++;
            count[1] += goesOn ? 1 : 0;
            if (counts.size() > kept) {
                more += counts.pollLastEntry().getValue()[0];
            }
        }

        KeyLevel level() {
            return new KeyLevel(counts.entrySet().stream().map(Counting::name).toList(), more);
        }

        private static Name name(Map.Entry<byte[], long[]> entry) {
            return new Name(entry.getKey(), entry.getValue()[0], entry.getValue()[1]);
        }
    }
}
