package tdb2.engine.transaction;

import java.security.SecureRandom;
import java.time.Duration;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import tdb2.engine.error.Fault;

/**
 * How transactions of one open file are committed. Immutable.
 *
 * @param protocol the order of the steps
 * @param salts gives a random number for each bundle
 * @param softDelay how long soft commits gather before they are written; zero: until somebody asks
 * @param softBytes bytes of changed pages after which they are written at once
 * @param settleAfter how long nothing must have been committed before what was committed is settled; zero: only when a
 *            plain writer waits, and at close
 * @param log told of what went wrong in the background, on any thread; the next call that concerns it throws as well
 */
public record CommitSettings(Protocol protocol, LongSupplier salts, Duration softDelay, long softBytes,
        Duration settleAfter, Consumer<Fault> log) {

    /** As specified, soft commits for 50 ms or 8 MiB, settled after a second. */
    public static CommitSettings standard(Consumer<Fault> log) {
        return new CommitSettings(Protocol.SPECIFIED, salts(new SplittableRandom(new SecureRandom().nextLong())),
                Duration.ofMillis(50), 8L << 20,
                Duration.ofSeconds(1), log);
    }

    /** They tell bundles apart and hide nothing: only where they begin must be by chance. */
    private static LongSupplier salts(SplittableRandom random) {
        return () -> {
            synchronized (random) {
                return random.nextLong();
            }
        };
    }

    /** The same, with chance from elsewhere and nothing in the background: every run does the same steps. */
    public CommitSettings repeatable(Protocol steps, LongSupplier chance) {
        return new CommitSettings(steps, chance, Duration.ZERO, Long.MAX_VALUE, Duration.ZERO, log);
    }

    /** The same with other times. */
    public CommitSettings withDelays(Duration soft, Duration settle) {
        return new CommitSettings(protocol, salts, soft, softBytes, settle, log);
    }
}
