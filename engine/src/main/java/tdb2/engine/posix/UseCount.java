package tdb2.engine.posix;

import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many calls use something at the moment, so that its end waits for them: what a lock for readers does, at half the
 * price. Safe for several threads.
 */
final class UseCount {

    /** Added once, at the end: no use begins while the sum is negative. */
    private static final int ENDED = Integer.MIN_VALUE;

    private final AtomicInteger uses = new AtomicInteger();

    /** Begins a use; whether it may. */
    boolean begin() {
        boolean going = uses.incrementAndGet() > 0;
        if (!going) {
            leave();
        }
        return going;
    }

    /** Ends a use. */
    void leave() {
        if (uses.decrementAndGet() == ENDED) {
            synchronized (this) {
                notifyAll();
            }
        }
    }

    /** Lets no further use begin, and waits for those that have. */
    synchronized void end() {
        uses.getAndUpdate(now -> now | ENDED);
        boolean interrupted = false;
        while (uses.get() != ENDED) {
            try {
                wait();
            } catch (InterruptedException _) {
                interrupted = true;
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
