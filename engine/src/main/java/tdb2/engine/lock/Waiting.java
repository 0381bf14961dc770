package tdb2.engine.lock;

import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import tdb2.engine.error.Fault;

/**
 * How long a lock may be waited for. One is made for each operation, which may take several locks: the time runs from
 * when it was made. Interrupting the waiting thread ends the wait as well. A wait that gets long is told of, while it goes
 * on. Immutable.
 */
public final class Waiting {

    /** Until it is granted. */
    public static final Waiting FOREVER = new Waiting(false, 0, Cancellation.NEVER, _ -> {});

    private final boolean limited;
    private final long deadline;
    private final Cancellation cancellation;
    private final Consumer<Fault> log;

    private Waiting(boolean limited, long deadline, Cancellation cancellation, Consumer<Fault> log) {
        this.limited = limited;
        this.deadline = deadline;
        this.cancellation = cancellation;
        this.log = log;
    }

    /** So long from now on; zero or less: it is granted at once or refused. */
    public static Waiting atMost(Duration time) {
        long nanos;
        try {
            nanos = time.toNanos();
        } catch (ArithmeticException e) {
            return FOREVER; // centuries
        }
        return new Waiting(true, System.nanoTime() + Math.min(nanos, Long.MAX_VALUE / 2), Cancellation.NEVER,
                _ -> {});
    }

    /** The same, ended early by a cancellation. */
    public Waiting cancelledBy(Cancellation other) {
        return new Waiting(limited, deadline, other, log);
    }

    /** The same, told of on the thread that waits when it has got long: for whom, and for how long at least. */
    public Waiting toldTo(Consumer<Fault> listener) {
        return new Waiting(limited, deadline, cancellation, listener);
    }

    /** The same, told of in other words. */
    public Waiting toldAs(UnaryOperator<Fault> words) {
        return toldTo(fault -> log.accept(words.apply(fault)));
    }

    /** It has got long. */
    void tell(Fault fault) {
        log.accept(fault);
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
