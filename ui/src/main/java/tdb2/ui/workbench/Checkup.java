package tdb2.ui.workbench;

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
    private final Standing<State> standing = new Standing<>(new State.Idle());

    Checkup(Document document) {
        this.document = document;
    }

    /** How far it is. */
    public State state() {
        return standing.now();
    }

    /** Begins, unless it is under way. */
    public void start() {
        EventThread.require();
        if (!(standing.now() instanceof State.Running) && !document.isClosed()) {
            standing.become(new State.Running());
            document.jobs().enqueue(SLOT, new CheckJob());
        }
    }

    /** Told when it is somewhere else. */
    public void addListener(Runnable listener) {
        standing.addListener(listener);
    }

    public void removeListener(Runnable listener) {
        standing.removeListener(listener);
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
            standing.become(new State.Checked(diagnosis));
        }

        @Override
        public void failed(TdbException why) {
            standing.become(new State.Failed(why));
        }

        @Override
        public void cancelled() {
            standing.become(new State.Idle());
        }
    }
}
