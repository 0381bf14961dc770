package tdb2.engine.lock;

import java.time.Duration;

/**
 * How long a lock may be waited for. One is made for each operation, which may take several locks: the time runs from
 * when it was made. Interrupting the waiting thread ends the wait as well. Immutable.
 */
public final class Waiting {

    /** Until it is granted. */
    public static final Waiting FOREVER = new Waiting(false, 0, Cancellation.NEVER);

    private final boolean limited;
    private final long deadline;
    private final Cancellation cancellation;

    private Waiting(boolean limited, long deadline, Cancellation cancellation) {
        this.limited = limited;
        this.deadline = deadline;
        this.cancellation = cancellation;
    }

    /** So long from now on; zero or less: it is granted at once or refused. */
    public static Waiting atMost(Duration time) {
        long nanos;
        try {
            nanos = time.toNanos();
        } catch (ArithmeticException e) {
            return FOREVER; // centuries
        }
        return new Waiting(true, System.nanoTime() + Math.min(nanos, Long.MAX_VALUE / 2), Cancellation.NEVER);
    }

    /** The same, ended early by a cancellation. */
    public Waiting cancelledBy(Cancellation other) {
        return new Waiting(limited, deadline, other);
    }

    /** Nanoseconds until it must be granted, 0 or less when that time is over; {@link Long#MAX_VALUE} without limit. */
    public long nanosLeft() {
        return limited ? deadline - System.nanoTime() : Long.MAX_VALUE;
    }

    /** What ends it early. */
    public Cancellation cancellation() {
        return cancellation;
    }
}
