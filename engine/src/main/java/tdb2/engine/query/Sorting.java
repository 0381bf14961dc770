package tdb2.engine.query;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import tdb2.engine.event.Progress;

/**
 * Puts records in order by digits: all by the first, then those that are equal so far by the next, until none are. Only
 * the digits of one round are in memory; the next ones are read from the file, for equal records alone. Digits stand beside
 * each other in the order so far, and both are sorted in place, byte by byte, so that time grows with the number of records
 * and nothing is copied. Stable. Used once, by one thread.
 */
final class Sorting {

    private static final int CHECK = 1 << 14;
    private static final int FEW = 24;
    private static final int BYTE = 0xFF;

    /** Gives the next digits of records that are equal so far. */
    @FunctionalInterface
    interface Deeper {
        /**
         * @param index of the record
         * @param round 1 for the second digit
         */
        long digit(int index, int round);
    }

    /** Records that are equal by all digits before a round. */
    private record Group(int from, int to, int round) {}

    /** Records whose digits are equal in all bits above the next byte. */
    private record Range(int from, int to, int shift) {}

    private final LongColumn digits;
    private final long flip;
    private final Deeper deeper;
    private final Progress progress;
    private final String file;
    private final int[] order;
    private final int[] next = new int[BYTE + 1];
    private final int[] ends = new int[BYTE + 1];
    private final Deque<Group> left = new ArrayDeque<>();
    private final Deque<Range> ranges = new ArrayDeque<>();
    private int settled;
    private int steps;

    /**
     * @param digits the first digit of each record; overwritten
     * @param descending whether the largest comes first; equal ones keep their order
     */
    Sorting(LongColumn digits, boolean descending, Deeper deeper, String file, Progress progress) {
        this.digits = digits;
        this.flip = descending ? -1 : 0;
        this.deeper = deeper;
        this.progress = progress;
        this.file = file;
        order = new int[digits.count()];
    }

    /** The indexes of the records in order. */
    int[] run(boolean byBytes) {
        for (int i = 0; i < order.length; i++) {
            order[i] = i;
            digits.set(i, digits.get(i) ^ flip);
        }
        left.push(new Group(0, order.length, 0));
        while (!left.isEmpty()) {
            settle(left.pop(), byBytes);
        }
        return order;
    }

    private void settle(Group group, boolean byBytes) {
        if (group.round() > 0) {
            for (int i = group.from(); i < group.to(); i++) {
                step();
                digits.set(i, deeper.digit(order[i], group.round()) ^ flip);
            }
        }
        sort(group.from(), group.to());
        int start = group.from();
        for (int i = group.from() + 1; i <= group.to(); i++) {
            if (i == group.to() || digits.get(i) != digits.get(start)) {
                Arrays.sort(order, start, i); // bytes are sorted in place, which mixes equal ones up
                if (byBytes && i - start > 1 && Digits.goesOn(digits.get(start) ^ flip)) {
                    left.push(new Group(start, i, group.round() + 1));
                } else {
                    settled += i - start;
                }
                start = i;
            }
        }
    }

    private void sort(int from, int to) {
        ranges.push(new Range(from, to, Long.SIZE - Byte.SIZE));
        while (!ranges.isEmpty()) {
            Range range = ranges.pop();
            if (range.to() - range.from() <= FEW) {
                insert(range.from(), range.to());
            } else {
                part(range);
            }
        }
    }

    /** Puts records in order by one byte; those that have it in common are a range for the next. */
    private void part(Range range) {
        int shift = range.shift();
        Arrays.fill(ends, 0);
        for (int i = range.from(); i < range.to(); i++) {
            step();
            ends[at(i, shift)]++;
        }
        int start = range.from();
        for (int b = 0; b <= BYTE; b++) {
            next[b] = start;
            start += ends[b];
            ends[b] = start;
        }
        for (int b = 0; b <= BYTE; b++) {
            while (next[b] < ends[b]) {
                step();
                int home = at(next[b], shift);
                if (home == b) {
                    next[b]++;
                } else {
                    swap(next[b], next[home]++);
                }
            }
            int begin = b == 0 ? range.from() : ends[b - 1];
            if (shift > 0 && ends[b] - begin > 1) {
                ranges.push(new Range(begin, ends[b], shift - Byte.SIZE));
            }
        }
    }

    private int at(int place, int shift) {
        return (int) (digits.get(place) >>> shift) & BYTE;
    }

    private void swap(int one, int other) {
        long digit = digits.get(one);
        digits.set(one, digits.get(other));
        digits.set(other, digit);
        int index = order[one];
        order[one] = order[other];
        order[other] = index;
    }

    private void insert(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            step();
            long digit = digits.get(i);
            int index = order[i];
            int at = i;
            while (at > from && Long.compareUnsigned(digits.get(at - 1), digit) > 0) {
                digits.set(at, digits.get(at - 1));
                order[at] = order[at - 1];
                at--;
            }
            digits.set(at, digit);
            order[at] = index;
        }
    }

    private void step() {
        if (++steps % CHECK == 0) {
            progress.check(file, settled, order.length);
        }
    }
}
