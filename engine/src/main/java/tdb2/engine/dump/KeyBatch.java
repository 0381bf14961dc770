package tdb2.engine.dump;

import java.util.Arrays;
import java.util.BitSet;
import java.util.Optional;
import java.util.Random;

/**
 * The keys that come first in order, each with the place of its record, as many as fit into a budget of memory; then those
 * that come next. All of the file are offered to it each time; when it is full, a part of those that come last goes.
 *
 * <p>
 * Keys stand one behind the other in one array, in the order they came; what is sorted are their numbers. Used by one
 * thread.
 */
final class KeyBatch {

    /** Of a key beside its bytes: the record's place, where the key begins, its rank. */
    private static final int OVERHEAD = Long.BYTES + 2 * Integer.BYTES;
    private static final int LEAST = 8;
    private static final int FEW = 12;

    /** Tells records of the same key apart. */
    @FunctionalInterface
    interface Ties {

        /** Negative when the record at one place comes before that at the other, 0 when nothing tells them apart. */
        int compare(long one, long other);
    }

    /** A key and the place of its record. */
    record Keyed(byte[] key, long place) {}

    private final Ties ties;
    private final Random pivots = new Random(1);
    private byte[] keys;
    private int[] begins;
    private long[] places;
    private int[] ranked;
    private int count;
    private Optional<Keyed> after = Optional.empty();
    private Optional<Keyed> limit = Optional.empty();

    /**
     * @param budget how many bytes of memory it takes at most, unless one record, or some that nothing tells apart, need
     *            more
     */
    KeyBatch(long budget, Ties ties) {
        this.ties = ties;
        int half = (int) Math.min(budget / 2, 1 << 30);
        int most = Math.max(LEAST, half / OVERHEAD);
        keys = new byte[Math.max(LEAST, half)];
        begins = new int[most + 1];
        places = new long[most];
        ranked = new int[most];
    }

    int count() {
        return count;
    }

    /** The record of a rank, once the batch is {@link #sort sorted}. */
    Keyed at(int rank) {
        int number = ranked[rank];
        return new Keyed(Arrays.copyOfRange(keys, begins[number], begins[number + 1]), places[number]);
    }

    /** Begins the next batch, behind the last record of this one, which is sorted. */
    void goOn() {
        after = Optional.of(at(count - 1));
        limit = Optional.empty();
        count = 0;
    }

    /** Keeps a record that belongs into the batch. */
    void offer(byte[] key, long place) {
        if ((after.isPresent() && compare(key, place, after.get()) <= 0)
                || (limit.isPresent() && compare(key, place, limit.get()) > 0)) {
            return;
        }
        if (isFull(key.length)) {
            shed();
            if (limit.isPresent() && compare(key, place, limit.get()) > 0) {
                return;
            }
            grow(key.length);
        }
        System.arraycopy(key, 0, keys, begins[count], key.length);
        begins[count + 1] = begins[count] + key.length;
        places[count] = place;
        ranked[count] = count;
        count++;
    }

    private boolean isFull(int more) {
        return count == places.length || more > keys.length - begins[count];
    }

    /** Those that nothing tells apart, or a very long key, need more room than there is. */
    private void grow(int more) {
        if (count == places.length) {
            places = Arrays.copyOf(places, 2 * count);
            ranked = Arrays.copyOf(ranked, 2 * count);
            begins = Arrays.copyOf(begins, 2 * count + 1);
        }
        if (more > keys.length - begins[count]) {
            keys = Arrays.copyOf(keys, Math.max(Math.addExact(begins[count], more),
                    (int) Math.min(Integer.MAX_VALUE - LEAST, 2L * keys.length)));
        }
    }

    /** Drops about a quarter: the last ones in order. Of records that nothing tells apart all stay or none. */
    private void shed() {
        if (count < 2) {
            return;
        }
        int last = count - 1 - count / 4;
        select(last);
        Keyed bound = at(last);
        BitSet stay = new BitSet(count);
        for (int rank = 0; rank < count; rank++) {
            int number = ranked[rank];
            if (rank <= last || compare(number, bound) == 0) {
                stay.set(number);
            }
        }
        limit = Optional.of(bound);
        keep(stay);
    }

    private void keep(BitSet stay) {
        int kept = 0;
        for (int number = stay.nextSetBit(0); number >= 0; number = stay.nextSetBit(number + 1)) {
            int length = begins[number + 1] - begins[number];
            System.arraycopy(keys, begins[number], keys, begins[kept], length);
            places[kept] = places[number];
            begins[kept + 1] = begins[kept] + length;
            ranked[kept] = kept;
            kept++;
        }
        count = kept;
    }

    private int compare(byte[] key, long place, Keyed other) {
        return order(key, 0, key.length, place, other);
    }

    private int compare(int number, Keyed other) {
        return order(keys, begins[number], begins[number + 1], places[number], other);
    }

    /** As the digest wants it: a key's length comes before its bytes. */
    private int order(byte[] of, int from, int to, long place, Keyed other) {
        int byLength = Integer.compare(to - from, other.key.length);
        if (byLength != 0) {
            return byLength;
        }
        int byBytes = Arrays.compareUnsigned(of, from, to, other.key, 0, other.key.length);
        return byBytes != 0 ? byBytes : ties.compare(place, other.place);
    }

    /** Puts the batch in order. */
    void sort() {
        sort(0, count);
    }

    private void sort(int from, int to) {
        int left = from;
        int right = to;
        while (right - left > FEW) {
            Equal middle = part(left, right);
            if (middle.from - left < right - middle.to) { // the shorter one first: no deeper than the logarithm
                sort(left, middle.from);
                left = middle.to;
            } else {
                sort(middle.to, right);
                right = middle.from;
            }
        }
        insert(left, right);
    }

    /** Brings the record of a rank to its place, all lower ones before it, all higher ones behind. */
    private void select(int rank) {
        int left = 0;
        int right = count;
        while (right - left > 1) {
            Equal middle = part(left, right);
            if (rank < middle.from) {
                right = middle.from;
            } else if (rank >= middle.to) {
                left = middle.to;
            } else {
                return;
            }
        }
    }

    /** Ranks of the records that are equal to the one the others were compared with. */
    private record Equal(int from, int to) {}

    private Equal part(int from, int to) {
        Keyed pivot = at(from + pivots.nextInt(to - from));
        int lower = from;
        int higher = to;
        int at = from;
        while (at < higher) {
            int order = compare(ranked[at], pivot);
            if (order < 0) {
                swap(lower++, at++);
            } else if (order > 0) {
                swap(at, --higher);
            } else {
                at++;
            }
        }
        return new Equal(lower, higher);
    }

    private void insert(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            Keyed one = at(i);
            for (int at = i; at > from && compare(ranked[at - 1], one) > 0; at--) {
                swap(at, at - 1);
            }
        }
    }

    private void swap(int one, int other) {
        int number = ranked[one];
        ranked[one] = ranked[other];
        ranked[other] = number;
    }
}
