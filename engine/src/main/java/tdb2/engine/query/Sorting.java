package tdb2.engine.query;

import java.util.ArrayDeque;
import java.util.Deque;
import tdb2.engine.event.Progress;

/**
 * Puts records in order by digits: all by the first, then those that are equal so far by the next, until none are. Only
 * the digits of one round are in memory; the next ones are read from the file, for equal records alone. Stable. Used once,
 * by one thread.
 */
final class Sorting {

    private static final int CHECK = 1 << 14;
    private static final int RUN = 8;

    /** Gives the next digits of records that are equal so far. */
    @FunctionalInterface
    interface Deeper {
        /**
         * @param index of the record
         * @param round 1 for the second digit
         */
        long digit(int index, int round);
    }

    private record Group(int from, int to, int round) {}

    private final LongColumn digits;
    private final long flip;
    private final Deeper deeper;
    private final Progress progress;
    private final String file;
    private final int[] order;
    private final int[] merged;
    private final Deque<Group> left = new ArrayDeque<>();
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
        merged = new int[order.length];
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
                digits.set(order[i], deeper.digit(order[i], group.round()) ^ flip);
            }
        }
        sort(group.from(), group.to());
        int start = group.from();
        for (int i = group.from() + 1; i <= group.to(); i++) {
            if (i == group.to() || digits.get(order[i]) != digits.get(order[start])) {
                boolean more = byBytes && i - start > 1 && Digits.goesOn(digits.get(order[start]) ^ flip);
                if (more) {
                    left.push(new Group(start, i, group.round() + 1));
                } else {
                    settled += i - start;
                }
                start = i;
            }
        }
    }

    /** Merge sort from below: short runs by insertion, then pairs of runs. */
    private void sort(int from, int to) {
        for (int start = from; start < to; start += RUN) {
            insert(start, Math.min(start + RUN, to));
        }
        for (int run = RUN; run > 0 && run < to - from; run *= 2) {
            for (int start = from; start < to - run; start += 2 * run) {
                merge(start, start + run, (int) Math.min((long) start + 2 * run, to));
            }
        }
    }

    private void insert(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int moving = order[i];
            int at = i;
            while (at > from && after(order[at - 1], moving)) {
                order[at] = order[at - 1];
                at--;
            }
            order[at] = moving;
        }
    }

    private void merge(int from, int middle, int to) {
        if (!after(order[middle - 1], order[middle])) {
            return;
        }
        System.arraycopy(order, from, merged, from, middle - from);
        int one = from;
        int two = middle;
        for (int at = from; one < middle; at++) {
            step();
            order[at] = two < to && after(merged[one], order[two]) ? order[two++] : merged[one++];
        }
    }

    private boolean after(int index, int other) {
        return Long.compareUnsigned(digits.get(index), digits.get(other)) > 0;
    }

    private void step() {
        if (++steps % CHECK == 0) {
            progress.check(file, settled, order.length);
        }
    }
}
