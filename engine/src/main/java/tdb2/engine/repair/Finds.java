package tdb2.engine.repair;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.IntConsumer;

/** Records that were found, in the order they were found in: a place and a standing for each, nine bytes. */
final class Finds {

    /** What becomes of a record. */
    enum Standing {
        /** Taken: the index leads to it. */
        REACHED,
        /** Taken: the scan found it. */
        SCANNED,
        /** Left out: a record with the same key and value is taken. */
        REPEATED,
        /** Set aside, with a doubt. */
        SUSPECT
    }

    private static final Standing[] STANDINGS = Standing.values();
    private static final Doubt[] DOUBTS = Doubt.values();

    private long[] offsets = new long[1024];
    private byte[] states = new byte[1024];
    private int size;

    /** Adds a record; answers its number. */
    int add(long offset, Standing standing) {
        if (size == offsets.length) {
            int larger = Math.addExact(size, size >> 1);
            offsets = Arrays.copyOf(offsets, larger);
            states = Arrays.copyOf(states, larger);
        }
        offsets[size] = offset;
        states[size] = (byte) standing.ordinal();
        return size++;
    }

    /** Adds a record that something speaks against; answers its number. */
    int add(long offset, Doubt doubt) {
        int number = add(offset, Standing.SUSPECT);
        suspect(number, doubt);
        return number;
    }

    void suspect(int number, Doubt doubt) {
        states[number] = (byte) (Standing.SUSPECT.ordinal() + doubt.ordinal());
    }

    void repeated(int number) {
        states[number] = (byte) Standing.REPEATED.ordinal();
    }

    int size() {
        return size;
    }

    long offset(int number) {
        return offsets[number];
    }

    Standing standing(int number) {
        return STANDINGS[Math.min(states[number], Standing.SUSPECT.ordinal())];
    }

    boolean isTaken(int number) {
        return states[number] <= Standing.SCANNED.ordinal();
    }

    Optional<Doubt> doubt(int number) {
        int doubt = states[number] - Standing.SUSPECT.ordinal();
        return doubt < 0 ? Optional.empty() : Optional.of(DOUBTS[doubt]);
    }

    long count(Standing standing) {
        long[] count = new long[1];
        each(standing, _ -> count[0]++);
        return count[0];
    }

    void each(Standing standing, IntConsumer consumer) {
        for (int number = 0; number < size; number++) {
            if (standing(number) == standing) {
                consumer.accept(number);
            }
        }
    }
}
