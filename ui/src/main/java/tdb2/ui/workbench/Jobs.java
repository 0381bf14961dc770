package tdb2.ui.workbench;

import java.util.ArrayList;
import java.util.List;

import tdb2.engine.error.TdbException;
import tdb2.ui.theme.Texts;

/** All jobs of the program, for those who show them. Event thread only. */
public final class Jobs {

    static final Texts TEXTS = Texts.of(Jobs.class);

    /** Told when jobs come and go; how far they are is asked for. */
    public interface Listener {

        /** The list of jobs is another one. */
        default void changed() {}

        /** A job is over, however it ended. */
        default void ended(JobHandle job) {}

        /** A job failed; its own view is told too. */
        default void failed(JobHandle job, TdbException why) {}
    }

    private final List<JobHandle> active = new ArrayList<>();
    private final List<Listener> listeners = new ArrayList<>();

    /** A new queue for the work on one file. */
    public JobQueue queue(String owner) {
        return new JobQueue(this, owner);
    }

    /** Jobs that wait or run, oldest first. */
    public List<JobHandle> active() {
        return List.copyOf(active);
    }

    public void addListener(Listener listener) {
        listeners.add(listener);
    }

    public void removeListener(Listener listener) {
        listeners.remove(listener);
    }

    void added(JobHandle job) {
        active.add(job);
        List.copyOf(listeners).forEach(Listener::changed);
    }

    void removed(JobHandle job) {
        active.remove(job);
        List.copyOf(listeners).forEach(Listener::changed);
        List.copyOf(listeners).forEach(listener -> listener.ended(job));
    }

    void failed(JobHandle job, TdbException why) {
        List.copyOf(listeners).forEach(listener -> listener.failed(job, why));
    }
}
