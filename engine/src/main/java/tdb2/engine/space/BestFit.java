package tdb2.engine.space;

import tdb2.engine.storage.SeenOffsets;

/**
 * One search of one free list, whose lock is held: best fit, with a limit that loosens by 1 % for each record passed.
 * Records that are too small are joined with what is free to their right on the way. Used once.
 */
final class BestFit {

    private static final double LOOSENING = 1.01;
    /** Records that may be passed before the walk begins to remember where it was. */
    private static final int TRUSTED = 64;

    private final FreeBucket list;
    private final Coalescing coalescing;
    private final Unlisted outgrown;
    private final long wanted;
    private long best;
    private long bestLength = Long.MAX_VALUE;
    private long previous;
    private SeenOffsets seen;
    private int passed;

    /**
     * @param outgrown gets the records that have left the list because they became too large for it
     * @param wanted bytes of the whole record
     */
    BestFit(FreeBucket list, Coalescing coalescing, Unlisted outgrown, long wanted) {
        this.list = list;
        this.coalescing = coalescing;
        this.outgrown = outgrown;
        this.wanted = wanted;
    }

    /**
     * Looks for a record.
     *
     * @param patience most records passed
     * @return offset of a free record that is large enough; 0 when there is none
     */
    long run(int patience) {
        double limit = wanted;
        long at = list.head();
        while (at != 0 && passed < patience && (best == 0 || bestLength > limit) && isSound(at)) {
            list.mend(at, previous);
            at = list.length(at) < wanted ? join(at) : consider(at);
            limit *= LOOSENING;
            passed++;
        }
        if (at == 0 && previous != 0) {
            list.ends(previous);
        }
        return best;
    }

    /** Records passed. */
    int passed() {
        return passed;
    }

    private boolean isSound(long at) {
        if (!list.isListed(at) || list.pool().bucketFor(list.length(at)) != list.number()) {
            return false;
        }
        if (passed < TRUSTED) {
            return true;
        }
        seen = seen == null ? new SeenOffsets() : seen;
        return seen.add(at);
    }

    private long consider(long at) {
        if (list.length(at) < bestLength) {
            best = at;
            bestLength = list.length(at);
        }
        previous = at;
        return list.next(at);
    }

    /** Joining may have taken the records before and behind this one off the list, and the best one so far. */
    private long join(long at) {
        boolean left = coalescing.outgrows(list, at);
        if (best != 0 && !list.isListed(best)) {
            best = 0;
            bestLength = Long.MAX_VALUE;
        }
        if (left) {
            previous = list.before(at);
            outgrown.add(list.pool(), at);
            return list.next(at);
        }
        return consider(at, list.length(at));
    }

    private long consider(long at, long length) {
        if (length >= wanted) {
            return consider(at);
        }
        previous = at;
        return list.next(at);
    }
}
