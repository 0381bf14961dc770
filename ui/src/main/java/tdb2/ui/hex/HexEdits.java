package tdb2.ui.hex;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.OptionalInt;
import java.util.SortedMap;
import java.util.TreeMap;

import tdb2.engine.repair.Fix;

/** Bytes of a file that were changed by hand and not written, with every step back. Bounded. Event thread only. */
final class HexEdits {

    /** Most bytes that are changed at a time. */
    static final int MOST = 4096;

    /**
     * A byte.
     *
     * @param before what is in the file
     * @param after what it is to be
     */
    record Change(byte before, byte after) {}

    private final Deque<SortedMap<Long, Change>> past = new ArrayDeque<>();
    private final Deque<SortedMap<Long, Change>> future = new ArrayDeque<>();
    private SortedMap<Long, Change> now = new TreeMap<>();

    /** Changes a byte; what is as the file has it is no change. Does nothing when too many are changed. */
    void put(long offset, byte inFile, byte wanted) {
        if (now.size() >= MOST && !now.containsKey(offset)) {
            return;
        }
        var next = new TreeMap<>(now);
        next.remove(offset);
        if (inFile != wanted) {
            next.put(offset, new Change(inFile, wanted));
        }
        past.push(now);
        future.clear();
        now = next;
    }

    /** What a byte is to be; empty when it stays. */
    OptionalInt at(long offset) {
        Change change = now.get(offset);
        return change == null ? OptionalInt.empty() : OptionalInt.of(change.after() & 0xff);
    }

    boolean isEmpty() {
        return now.isEmpty();
    }

    int count() {
        return now.size();
    }

    boolean canUndo() {
        return !past.isEmpty();
    }

    boolean canRedo() {
        return !future.isEmpty();
    }

    void undo() {
        if (canUndo()) {
            future.push(now);
            now = past.pop();
        }
    }

    void redo() {
        if (canRedo()) {
            past.push(now);
            now = future.pop();
        }
    }

    /** Leaves all bytes as they are in the file; can be undone. */
    void discard() {
        past.push(now);
        future.clear();
        now = new TreeMap<>();
    }

    /** Everything is written, or the file is another: there is no way back. */
    void forget() {
        past.clear();
        future.clear();
        now = new TreeMap<>();
    }

    /** Bytes side by side together, in the order of the file. */
    List<Fix> runs(String what) {
        var runs = new ArrayList<Fix>();
        long begin = -1;
        long end = -1;
        for (long offset : now.keySet()) {
            if (offset != end) {
                add(runs, begin, end, what);
                begin = offset;
            }
            end = offset + 1;
        }
        add(runs, begin, end, what);
        return runs;
    }

    private void add(List<Fix> runs, long begin, long end, String what) {
        if (begin < 0) {
            return;
        }
        byte[] before = new byte[(int) (end - begin)];
        byte[] after = new byte[before.length];
        for (int i = 0; i < before.length; i++) {
            Change change = now.get(begin + i);
            before[i] = change.before();
            after[i] = change.after();
        }
        runs.add(new Fix(begin, before, after, what));
    }
}
