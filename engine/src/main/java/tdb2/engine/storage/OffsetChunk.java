package tdb2.engine.storage;

import java.util.Arrays;

/**
 * A part of an {@link OffsetSet}: numbers below {@link #BITS}. Few of them are kept in a sorted list, two bytes each, many
 * as a bit for each number there could be.
 */
final class OffsetChunk {

    /** Numbers there could be. */
    static final int BITS = 1 << 15;
    /** A list of more is no shorter than the bits are. */
    private static final int MOST_LISTED = BITS / Character.SIZE;
    private static final int FIRST_ROOM = 8;

    private char[] listed = new char[FIRST_ROOM];
    private int size;
    /** Empty as long as there is a list. */
    private long[] bits = {};

    boolean add(int number) {
        if (bits.length > 0) {
            long before = bits[number >>> 6];
            bits[number >>> 6] = before | 1L << number;
            return bits[number >>> 6] != before;
        }
        int at = place(number);
        if (at >= 0) {
            return false;
        }
        if (size == MOST_LISTED) {
            spread();
            return add(number);
        }
        insert(-at - 1, number);
        return true;
    }

    boolean remove(int number) {
        if (bits.length > 0) {
            long before = bits[number >>> 6];
            bits[number >>> 6] = before & ~(1L << number);
            return bits[number >>> 6] != before;
        }
        int at = place(number);
        if (at < 0) {
            return false;
        }
        System.arraycopy(listed, at + 1, listed, at, size - at - 1);
        size--;
        return true;
    }

    boolean contains(int number) {
        return bits.length > 0 ? (bits[number >>> 6] & 1L << number) != 0 : place(number) >= 0;
    }

    /** The smallest member from a number on, -1 when there is none. */
    int ceiling(int number) {
        if (bits.length > 0) {
            return nextSet(number);
        }
        int at = place(number);
        int next = at < 0 ? -at - 1 : at;
        return next < size ? listed[next] : -1;
    }

    /** The largest member up to a number, -1 when there is none. */
    int floor(int number) {
        if (bits.length > 0) {
            return previousSet(number);
        }
        int at = place(number);
        int previous = at < 0 ? -at - 2 : at;
        return previous >= 0 ? listed[previous] : -1;
    }

    /** Its index in the list, or -1 minus the one it would have. Walks in the order of the file add at the end. */
    private int place(int number) {
        if (size == 0 || listed[size - 1] < number) {
            return -size - 1;
        }
        return Arrays.binarySearch(listed, 0, size, (char) number);
    }

    private void insert(int at, int number) {
        if (size == listed.length) {
            listed = Arrays.copyOf(listed, Math.min(MOST_LISTED, size + (size >> 1)));
        }
        System.arraycopy(listed, at, listed, at + 1, size - at);
        listed[at] = (char) number;
        size++;
    }

    private void spread() {
        bits = new long[BITS / Long.SIZE];
        for (int i = 0; i < size; i++) {
            bits[listed[i] >>> 6] |= 1L << listed[i];
        }
        listed = new char[0];
    }

    private int nextSet(int from) {
        int word = from >>> 6;
        long rest = bits[word] & (-1L << from);
        while (rest == 0) {
            if (++word == bits.length) {
                return -1;
            }
            rest = bits[word];
        }
        return (word << 6) + Long.numberOfTrailingZeros(rest);
    }

    private int previousSet(int from) {
        int word = from >>> 6;
        long rest = bits[word] & (-1L >>> (63 - (from & 63)));
        while (rest == 0) {
            if (--word < 0) {
                return -1;
            }
            rest = bits[word];
        }
        return (word << 6) + 63 - Long.numberOfLeadingZeros(rest);
    }
}
