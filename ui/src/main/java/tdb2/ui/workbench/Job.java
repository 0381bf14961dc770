package tdb2.ui.workbench;

import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;

/**
 * Work on a file. The answer of a job that was cancelled, replaced by a newer one of its slot, or whose file was closed
 * is dropped: neither {@link #done} nor {@link #failed} is called then.
 *
 * @param <T> the answer; {@link Void} when there is none
 */
public interface Job<T> {

    /** What it does, for people: "Reading records". */
    String title();

    /**
     * The work; on a worker thread. May take long if it asks {@code progress} now and then (which also tells the user how
     * far it is), ends at once when told to.
     *
     * @throws TdbException what {@link #failed} is told
     */
    T work(Progress progress);

    /** Takes the answer; on the event thread. */
    void done(T answer);

    /** Shows in the view why there is no answer; on the event thread. */
    void failed(TdbException why);

    /** The user cancelled it; on the event thread. Not called when a newer job replaced it. */
    default void cancelled() {}
}
