package tdb2.engine.query;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import tdb2.engine.Entry;
import tdb2.engine.event.Progress;

/**
 * How keys are taken apart into the names of a path: {@code HKLM\SOFTWARE\x} from the left, {@code DN=CN=x,DC=org} from
 * the right. NULs at the end of a key belong to no name; a separator behind a backslash separates nothing where the
 * separator itself is none. Immutable.
 *
 * @param separator between two names
 * @param fromRight whether the last name is the top
 */
public record KeySplit(byte separator, boolean fromRight) {

    /** What is tried when nobody says how. */
    public static final List<KeySplit> USUAL =
            List.of(new KeySplit((byte) '\\', false), new KeySplit((byte) '/', false),
                    new KeySplit((byte) ',', true), new KeySplit((byte) ':', false), new KeySplit((byte) '=', false));

    private static final double COMMON = 0.3;

    /** The names of a key, the top first; a key without a separator is one name. */
    public List<byte[]> names(byte[] key) {
        int end = key.length;
        while (end > 0 && key[end - 1] == 0) {
            end--;
        }
        List<byte[]> names = new ArrayList<>();
        int start = 0;
        for (int i = 0; i <= end; i++) {
            if (i == end || separates(key, i)) {
                names.add(Arrays.copyOfRange(key, start, i));
                start = i + 1;
            }
        }
        if (fromRight) {
            Collections.reverse(names);
        }
        return names;
    }

    private boolean separates(byte[] key, int at) {
        return key[at] == separator && (separator == '\\' || at == 0 || key[at - 1] != '\\');
    }

    /** Wants the keys at a path and all below it. */
    public Filter below(List<byte[]> path) {
        return new Below(this, List.copyOf(path));
    }

    /** The first of the usual splits that fits many keys of a sample, if one does. */
    public static Optional<KeySplit> guess(List<byte[]> sample) {
        return USUAL.stream().filter(split -> {
            long fits = sample.stream().filter(key -> split.names(key).size() > 1).count();
            return fits > 1 && fits >= COMMON * sample.size();
        }).findFirst();
    }

    /** Whether the names of a key begin with a path. */
    boolean isBelow(List<byte[]> names, List<byte[]> path) {
        if (names.size() < path.size()) {
            return false;
        }
        for (int i = 0; i < path.size(); i++) {
            if (!Arrays.equals(names.get(i), path.get(i))) {
                return false;
            }
        }
        return true;
    }

    /** The keys at a path and below it. */
    private record Below(KeySplit split, List<byte[]> path) implements Filter {
        @Override
        public boolean takes(Entry entry, Progress progress) {
            return split.isBelow(split.names(entry.key()), path);
        }
    }
}
