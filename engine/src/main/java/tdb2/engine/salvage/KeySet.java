package tdb2.engine.salvage;

import tdb2.engine.hash.Lookup3;

/**
 * A set of keys that keeps 128 bits of hash for each instead of the key. Two keys of a file with a thousand million of
 * them are taken for one with a chance of one in 10^20.
 */
public final class KeySet {

    private static final int OTHER_START = 0x2C9277B5;

    private long[] words = new long[1 << 11];
    private int count;

    /** Adds a key; answers whether it was not there before. */
    boolean add(byte[] key) {
        if (4 * count >= words.length) {
            grow();
        }
        // a pair of zeros marks a free place
        boolean added = put(Lookup3.words(key, 0) | 1, Lookup3.words(key, OTHER_START));
        count += added ? 1 : 0;
        return added;
    }

    private boolean put(long one, long other) {
        int mask = words.length - 1;
        int at = (int) (other * 2) & mask;
        while (words[at] != 0) {
            if (words[at] == one && words[at + 1] == other) {
                return false;
            }
            at = at + 2 & mask;
        }
        words[at] = one;
        words[at + 1] = other;
        return true;
    }

    private void grow() {
        long[] old = words;
        words = new long[2 * old.length];
        for (int i = 0; i < old.length; i += 2) {
            if (old[i] != 0) {
                put(old[i], old[i + 1]);
            }
        }
    }
}
