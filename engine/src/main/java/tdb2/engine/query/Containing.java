package tdb2.engine.query;

import java.util.ArrayList;
import java.util.List;
import tdb2.engine.Entry;
import tdb2.engine.event.Progress;

/**
 * Wants records that contain some bytes, or begin with them.
 *
 * @param pattern the bytes
 * @param where what is looked into
 * @param atStart whether key or value must begin so
 */
record Containing(BytePattern pattern, Where where, boolean atStart) implements Filter {

    private static final int AT_ONCE = 1 << 16;

    @Override
    public boolean takes(Entry entry, Progress progress) {
        return (where.inKeys() && inKey(entry) >= 0) || (where.inValues() && inValue(entry, progress) >= 0);
    }

    @Override
    public List<Match> matches(Entry entry, Progress progress) {
        List<Match> matches = new ArrayList<>();
        if (where.inKeys() && inKey(entry) >= 0) {
            matches.add(new Match(false, inKey(entry), pattern.length()));
        }
        long inValue = where.inValues() ? inValue(entry, progress) : -1;
        if (inValue >= 0) {
            matches.add(new Match(true, inValue, pattern.length()));
        }
        return matches;
    }

    private long inKey(Entry entry) {
        return atStart ? start(pattern.begins(entry.key())) : pattern.indexIn(entry.key());
    }

    private long inValue(Entry entry, Progress progress) {
        return atStart ? start(pattern.begins(entry.value())) : pattern.indexIn(entry.value(), "value", progress);
    }

    private static long start(boolean found) {
        return found ? 0 : -1;
    }

    @Override
    public int valueBytes() {
        return where.inValues() ? AT_ONCE : 0;
    }
}
