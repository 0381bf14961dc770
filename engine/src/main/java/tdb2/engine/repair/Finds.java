package tdb2.engine.repair;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongPredicate;
import tdb2.engine.storage.OffsetSet;

/** Records that were found, by their place in the file: a standing for each, in a set of places for each standing. */
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

    private final OffsetSet all;
    /** One for each standing, the last one of them parted by doubts. */
    private final List<OffsetSet> states = new ArrayList<>();

    Finds(int alignment) {
        all = new OffsetSet(alignment);
        for (int state = 0; state < STANDINGS.length - 1 + DOUBTS.length; state++) {
            states.add(new OffsetSet(alignment));
        }
    }

    /** Adds a record, or gives it another standing. */
    void put(long offset, Standing standing) {
        put(offset, standing.ordinal());
    }

    /** Adds a record that something speaks against, or lets that speak against it. */
    void suspect(long offset, Doubt doubt) {
        put(offset, Standing.SUSPECT.ordinal() + doubt.ordinal());
    }

    private void put(long offset, int state) {
        if (!all.add(offset)) {
            states.get(state(offset)).remove(offset);
        }
        states.get(state).add(offset);
    }

    private int state(long offset) {
        for (int state = 0; state < states.size(); state++) {
            if (states.get(state).contains(offset)) {
                return state;
            }
        }
        throw new IllegalStateException("no record was found at offset " + offset);
    }

    long size() {
        return all.count();
    }

    /** The standing of a record that was found. */
    Standing standing(long offset) {
        return STANDINGS[Math.min(state(offset), Standing.SUSPECT.ordinal())];
    }

    /** Whether there is a record at an offset that the index leads to. */
    boolean isReached(long offset) {
        return states.get(Standing.REACHED.ordinal()).contains(offset);
    }

    boolean isTaken(long offset) {
        return state(offset) <= Standing.SCANNED.ordinal();
    }

    Optional<Doubt> doubt(long offset) {
        int doubt = state(offset) - Standing.SUSPECT.ordinal();
        return doubt < 0 ? Optional.empty() : Optional.of(DOUBTS[doubt]);
    }

    long count(Standing standing) {
        return standing == Standing.SUSPECT
                ? states.stream().skip(Standing.SUSPECT.ordinal()).mapToLong(OffsetSet::count).sum()
                : with(standing).count();
    }

    /** The places of the records of a standing, but of suspect ones; changes with them. */
    OffsetSet with(Standing standing) {
        return states.get(standing.ordinal());
    }

    /**
     * Passes the places of all, in the order of the file.
     *
     * @param visitor answers false to end
     */
    void each(LongPredicate visitor) {
        long at = all.ceiling(0);
        while (at >= 0 && visitor.test(at)) {
            at = all.ceiling(at + 1);
        }
    }
}
