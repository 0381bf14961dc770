package tdb2.engine.observe;

/**
 * Lets something that costs much be done so seldom that it takes a small share of the time, but at least about once a
 * second. Used by one thread at a time.
 */
final class Seldom {

    private static final long LONGEST_PAUSE = 1_000_000_000;

    private final int share;
    private long next = System.nanoTime();

    /** @param share one part in so many of the time may go into it */
    Seldom(int share) {
        this.share = share;
    }

    /** Does it if it is time; whether it was. */
    boolean run(Runnable costly) {
        long began = System.nanoTime();
        if (began - next < 0) {
            return false;
        }
        costly.run();
        long end = System.nanoTime();
        next = end + Math.min(LONGEST_PAUSE, share * (end - began));
        return true;
    }
}
