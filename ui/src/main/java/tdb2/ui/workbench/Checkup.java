package tdb2.ui.workbench;

import java.util.ArrayList;
import java.util.List;

import tdb2.engine.check.Check;
import tdb2.engine.check.Diagnosis;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;

/** Looks at a whole file, every rule of its format, when somebody asks. Reads only. Event thread only. */
public final class Checkup {

    private static final Object SLOT = "document.check";

    /** How far it is. */
    public sealed interface State {

        /** Nobody asked, or it was cancelled. */
        record Idle() implements State {}

        /** On its way. */
        record Running() implements State {}

        /** What was found; the file may have changed since. */
        record Checked(Diagnosis diagnosis) implements State {}

        /** It did not come to its end. */
        record Failed(TdbException why) implements State {}
    }

    private final Document document;
    private final List<Runnable> listeners = new ArrayList<>();
    private State state = new State.Idle();

    Checkup(Document document) {
        this.document = document;
    }

    /** How far it is. */
    public State state() {
        return state;
    }

    /** Begins, unless it is under way. */
    public void start() {
        EventThread.require();
        if (!(state instanceof State.Running) && !document.isClosed()) {
            become(new State.Running());
            document.jobs().enqueue(SLOT, new CheckJob());
        }
    }

    /** Told when it is somewhere else. */
    public void addListener(Runnable listener) {
        listeners.add(listener);
    }

    public void removeListener(Runnable listener) {
        listeners.remove(listener);
    }

    private void become(State next) {
        state = next;
        List.copyOf(listeners).forEach(Runnable::run);
    }

    private final class CheckJob implements Job<Diagnosis> {

        @Override
        public String title() {
            return Jobs.TEXTS.get("job.check");
        }

        @Override
        public Diagnosis work(Progress progress) {
            return Check.diagnose(document.tdb(), progress);
        }

        @Override
        public void done(Diagnosis diagnosis) {
            become(new State.Checked(diagnosis));
        }

        @Override
        public void failed(TdbException why) {
            become(new State.Failed(why));
        }

        @Override
        public void cancelled() {
            become(new State.Idle());
        }
    }
}
