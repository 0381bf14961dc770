package tdb2.engine.posix;

/**
 * A system call that may block for long, and can be ended from another thread. Good for one call. Safe for several
 * threads.
 */
public final class BlockedCall {

    /** A signal that comes just before the thread enters the kernel is lost, so it is sent again. */
    private static final long AGAIN_MILLIS = 1;

    private boolean interrupted;
    private boolean inside;
    private long thread;

    /** Before the call, on its thread; false when it must not be made any more. */
    synchronized boolean enter() {
        if (!interrupted) {
            thread = Posix.available() ? Signals.thisThread() : 0;
            inside = true;
        }
        return inside;
    }

    /** After the call, on its thread. */
    synchronized void leave() {
        inside = false;
        notifyAll();
    }

    synchronized boolean isInterrupted() {
        return interrupted;
    }

    /** Ends the call, or keeps it from being made; returns when its thread is out of it, which takes no time to speak of. */
    public synchronized void interrupt() {
        interrupted = true;
        boolean own = false;
        while (inside) {
            if (Posix.available()) {
                Signals.hit(thread); // the calls of the JDK end by themselves after a while
            }
            try {
                wait(AGAIN_MILLIS);
            } catch (InterruptedException e) {
                own = true;
            }
        }
        if (own) {
            Thread.currentThread().interrupt();
        }
    }
}
