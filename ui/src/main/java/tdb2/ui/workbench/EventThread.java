package tdb2.ui.workbench;

import java.awt.EventQueue;
import java.util.function.Consumer;

/** The rule of all windows: components on the event thread, files never on it. Any thread. */
public final class EventThread {

    private static volatile Consumer<IllegalStateException> watcher = _ -> {};

    private EventThread() {}

    /**
     * Called before every access to a file.
     *
     * @throws IllegalStateException on the event thread
     */
    public static void forbid() {
        if (EventQueue.isDispatchThread()) {
            var violation = new IllegalStateException("file access on the event thread");
            watcher.accept(violation);
            throw violation;
        }
    }

    /**
     * Called before components or models are touched.
     *
     * @throws IllegalStateException on any other thread
     */
    public static void require() {
        if (!EventQueue.isDispatchThread()) {
            var violation = new IllegalStateException("not on the event thread: " + Thread.currentThread().getName());
            watcher.accept(violation);
            throw violation;
        }
    }

    /** Sets who is told of violations before they are thrown, whatever becomes of the exception. */
    public static void onViolation(Consumer<IllegalStateException> told) {
        watcher = told;
    }
}
