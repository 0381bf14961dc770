package tdb2.engine.query;

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
        return (where.inKeys() && (atStart ? pattern.begins(entry.key()) : pattern.isIn(entry.key())))
                || (where.inValues() && inValue(entry, progress));
    }

    private boolean inValue(Entry entry, Progress progress) {
        return atStart ? pattern.begins(entry.value()) : pattern.isIn(entry.value(), "value", progress);
    }

    @Override
    public int valueBytes() {
        return where.inValues() ? AT_ONCE : 0;
    }
}
