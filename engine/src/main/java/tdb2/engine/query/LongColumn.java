package tdb2.engine.query;

import java.util.ArrayList;
import java.util.List;

/** Numbers that become more: in blocks, so that growing copies nothing. Not safe for several threads. */
final class LongColumn {

    private static final int SHIFT = 14;
    private static final int BLOCK = 1 << SHIFT;

    private final List<long[]> blocks = new ArrayList<>();
    private int count;

    void add(long value) {
        if (count >>> SHIFT == blocks.size()) {
            blocks.add(new long[BLOCK]);
        }
        set(count++, value);
    }

    long get(int index) {
        return blocks.get(index >>> SHIFT)[index & (BLOCK - 1)];
    }

    void set(int index, long value) {
        blocks.get(index >>> SHIFT)[index & (BLOCK - 1)] = value;
    }

    int count() {
        return count;
    }
}
