package tdb2.engine.transaction;

import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import tdb2.engine.error.CancelledException;
import tdb2.engine.error.Fault;
import tdb2.engine.error.LockException;
import tdb2.engine.lock.Waiting;

/**
 * One write transaction of this process at a time, in the order they asked. Who waits is told whose turn it is, and the log
 * is told that somebody waits. Safe for several threads.
 */
final class WriterTurn {

    /** A transaction that others wait for so long is reported. */
    private static final long REPORT = TimeUnit.SECONDS.toNanos(1);

    private final String file;
    private final Consumer<Fault> log;
    private final Semaphore semaphore = new Semaphore(1, true);
    private volatile Running running = new Running("nobody", 0);

    /**
     * Who has the turn.
     *
     * @param owner name of its thread
     * @param since {@link System#nanoTime()}
     */
    private record Running(String owner, long since) {}

    /**
     * @param file whose turn it is, for messages
     * @param log told who waits for whom
     */
    WriterTurn(String file, Consumer<Fault> log) {
        this.file = file;
        this.log = log;
    }

    /**
     * Waits for the turn of this thread.
     *
     * @throws LockException when it does not come in time; says whose it is
     * @throws CancelledException when the wait was cancelled or interrupted
     */
    void take(Waiting waiting) {
        Running reported = running;
        for (boolean first = true; !tried(waiting); first = false) {
            if (waiting.nanosLeft() <= 0) {
                throw new LockException(waitsFor(toString()));
            }
            if (waiting.cancellation().isCancelled()) {
                throw new CancelledException(waitsFor("a wait that was cancelled"));
            }
            if (first || !running.equals(reported)) {
                reported = running;
                log.accept(waitsFor(toString()));
            }
        }
    }

    private boolean tried(Waiting waiting) {
        try {
            return semaphore.tryAcquire(Math.clamp(waiting.nanosLeft(), 0, REPORT), TimeUnit.NANOSECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new CancelledException(waitsFor("a wait that was interrupted"), e);
        }
    }

    /** The transaction of this thread begins. */
    void begins() {
        running = new Running(Thread.currentThread().getName(), System.nanoTime());
    }

    /** Whether somebody has the turn or waits for it. */
    boolean isWanted() {
        return semaphore.availablePermits() == 0 || semaphore.hasQueuedThreads();
    }

    /** Gives the turn to the next; tells how long it was had when others of this process have waited for it. */
    void give() {
        if (semaphore.hasQueuedThreads() && System.nanoTime() - running.since > REPORT) {
            log.accept(new Fault(file, Fault.NOWHERE, "a transaction that nobody waits for", toString(),
                    "it is over; those who wait go on"));
        }
        semaphore.release();
    }

    private Fault waitsFor(String found) {
        return new Fault(file, Fault.NOWHERE, "a transaction to begin", found,
                "others wait until it is committed or cancelled");
    }

    /** Names the transaction that is running. */
    @Override
    public String toString() {
        Running now = running;
        return "the transaction of %s, %.1f s old".formatted(now.owner, (System.nanoTime() - now.since) / 1e9);
    }
}
