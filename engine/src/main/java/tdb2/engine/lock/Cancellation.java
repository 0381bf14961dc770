package tdb2.engine.lock;

import java.util.ArrayList;
import java.util.List;

/** Asks whoever waits for a lock to give up. Made once for a piece of work, asked at most once. Safe for several threads. */
public final class Cancellation {

    /** Can never be asked. */
    static final Cancellation NEVER = new Cancellation(false);

    private final boolean possible;
    private final List<Runnable> waiters = new ArrayList<>();
    private boolean cancelled;

    /** One that nobody has asked yet. */
    public Cancellation() {
        this(true);
    }

    private Cancellation(boolean possible) {
        this.possible = possible;
    }

    /** Ends every wait that was given this, and every later one at once. */
    public void cancel() {
        List<Runnable> awake;
        synchronized (this) {
            cancelled = possible;
            awake = List.copyOf(waiters);
        }
        awake.forEach(Runnable::run);
    }

    /** Whether {@link #cancel()} was called. */
    public synchronized boolean isCancelled() {
        return cancelled;
    }

    /** Something to run when it is asked, from the asking thread; runs at once when it was. Close to forget it. */
    Registration whenCancelled(Runnable wake) {
        if (!possible) {
            return () -> {
                // nothing was kept
            };
        }
        synchronized (this) {
            waiters.add(wake);
        }
        if (isCancelled()) {
            wake.run();
        }
        return () -> {
            synchronized (this) {
                waiters.remove(wake);
            }
        };
    }

    /** Something to forget. */
    interface Registration extends AutoCloseable {
        @Override
        void close();
    }
}
