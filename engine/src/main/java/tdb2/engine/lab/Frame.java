package tdb2.engine.lab;

import java.util.Arrays;

/**
 * One step of a program on a disk. Immutable; the arrays are its own.
 *
 * @param number from 0
 * @param kind what kind of step
 * @param phase what it is for
 * @param offset of the first byte stored; the old length where the file gets another one; 0 for a sync
 * @param before what was stored over
 * @param after what was stored
 * @param length of the file afterwards, bytes
 */
public record Frame(int number, Kind kind, Phase phase, long offset, byte[] before, byte[] after, long length) {

    /** Kinds of steps. */
    public enum Kind {
        STORE, RESIZE, SYNC
    }

    /** Bytes that were stored and were not there before. */
    public int changed() {
        int changed = 0;
        for (int i = 0; i < after.length; i++) {
            changed += before[i] == after[i] ? 0 : 1;
        }
        return changed;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Frame frame && number == frame.number && kind == frame.kind && offset == frame.offset
                && length == frame.length && Arrays.equals(after, frame.after);
    }

    @Override
    public int hashCode() {
        return number;
    }
}
