package tdb2.engine.transaction;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.function.BooleanSupplier;

/**
 * Whether a batch that could go to the disk now had better wait for the transactions that others of this process are at: a
 * sync costs the same for one and for many, and who comes too late for it waits for a whole one more. Threads that were in
 * the batch before come back when they have woken, so as many are waited for as that one had. It waits no longer than a
 * sync takes while nobody joins, and four of them in all; not at all when nobody else has a transaction and the batch
 * before had one. Guarded by the mutex of its {@link BundleQueue}.
 */
final class Gathering {

    private static final int SYNCS_IN_ALL = 4;
    private static final long LONGEST_SYNC = TimeUnit.MILLISECONDS.toNanos(5);

    private final BooleanSupplier others;
    private long sync;
    private long began;
    private long joined;
    private int size;
    private int usual;
    /** Of the batch whose time somebody looks after. */
    private Optional<Condition> watched = Optional.empty();

    /** @param others whether a transaction runs or waits for its turn */
    Gathering(BooleanSupplier others) {
        this.others = others;
    }

    /** A sync is over. */
    void synced(long nanos) {
        sync = Math.min(nanos, LONGEST_SYNC);
    }

    /** A transaction is in the batch that goes next. */
    void joined(boolean first) {
        joined = System.nanoTime();
        if (first) {
            began = joined;
            size = 0;
        }
        size++;
    }

    /** The batch goes to the disk. */
    void left() {
        usual = size;
    }

    /** Whether it is worth waiting. */
    boolean isOpen() {
        return (size < usual || others.getAsBoolean()) && nanosLeft() > 0;
    }

    private long nanosLeft() {
        long now = System.nanoTime();
        return Math.min(joined + sync - now, began + SYNCS_IN_ALL * sync - now);
    }

    /**
     * Waits for news of a batch; the first of those who wait for it looks after the time.
     *
     * @param news of that batch alone
     */
    @SuppressWarnings("WaitNotInLoop") // who calls it looks again
    void await(Condition news) {
        Optional<Condition> mine = Optional.of(news);
        if (watched.equals(mine)) {
            news.awaitUninterruptibly();
            return;
        }
        watched = mine;
        try {
            news.awaitNanos(nanosLeft());
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
            began -= SYNCS_IN_ALL * sync; // a thread that was interrupted cannot wait by the clock
        }
        if (watched.equals(mine)) {
            watched = Optional.empty();
        }
    }
}
