package tdb2.ui.workbench;

import java.time.Duration;

import tdb2.engine.event.Progress;

/** A job on its way. Safe for any thread. */
public final class JobHandle {

    /** Where a job is in its life. */
    public enum State {
        WAITING, RUNNING, DONE, FAILED, CANCELLED, REPLACED;

        /** Whether nothing will happen any more. */
        public boolean over() {
            return this != WAITING && this != RUNNING;
        }
    }

    private final String title;
    private final String owner;
    private final long born = System.nanoTime();
    private volatile State state = State.WAITING;
    private volatile long done;
    private volatile long total;

    JobHandle(String title, String owner) {
        this.title = title;
        this.owner = owner;
    }

    /** What it does. */
    public String title() {
        return title;
    }

    /** The file it works on, for people. */
    public String owner() {
        return owner;
    }

    /** Where it is in its life. */
    public State state() {
        return state;
    }

    /** How much of the work is done, 0 to 1; negative when the job does not know. */
    public double fraction() {
        long all = total;
        return all <= 0 ? -1 : Math.clamp((double) done / all, 0, 1);
    }

    /** Time since it was asked for. */
    public Duration age() {
        return Duration.ofNanos(System.nanoTime() - born);
    }

    /** Asks the job to end soon; does nothing when it is over. */
    public void cancel() {
        end(State.CANCELLED);
    }

    void replace() {
        end(State.REPLACED);
    }

    synchronized boolean start() {
        if (state == State.WAITING) {
            state = State.RUNNING;
        }
        return state == State.RUNNING;
    }

    /** Moves to a last state unless it is in one; tells whether it moved. */
    synchronized boolean end(State last) {
        if (state.over()) {
            return false;
        }
        state = last;
        return true;
    }

    Progress progress() {
        return (now, all) -> {
            if (all > 0) {
                done = now;
                total = all;
            }
            return state != State.RUNNING;
        };
    }
}
