package tdb2.engine;

import java.time.Duration;
import java.util.Optional;

/**
 * How a write transaction is run. Immutable.
 *
 * @param nesting whether a thread that runs a transaction may begin another one inside it
 * @param longest how old it may get before it is cancelled; empty: as old as it likes
 * @param bytes of pages that it may change before it is cancelled, above 0
 */
public record TransactionOptions(boolean nesting, Optional<Duration> longest, long bytes) {

    /** No nesting, no limits. */
    public static final TransactionOptions DEFAULT = new TransactionOptions(false, Optional.empty(), Long.MAX_VALUE);

    /** Other transactions may be begun inside it, by the same thread. */
    public TransactionOptions allowingNesting() {
        return new TransactionOptions(true, longest, bytes);
    }

    /** Cancelled when it gets older. */
    public TransactionOptions atMost(Duration age) {
        return new TransactionOptions(nesting, Optional.of(age), bytes);
    }

    /** Cancelled when it changes more bytes of pages. */
    public TransactionOptions atMost(long pages) {
        return new TransactionOptions(nesting, longest, pages);
    }
}
