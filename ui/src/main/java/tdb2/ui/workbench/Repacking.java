package tdb2.ui.workbench;

import java.util.Optional;

import tdb2.engine.RepackResult;
import tdb2.engine.Tdb;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.inspect.RepackEstimate;

/**
 * Lays the records of one file out anew, side by side, and cuts off what is free then. Event thread only.
 */
public final class Repacking {

    private static final Object SLOT = "document.repack";

    /** How far it is. */
    public sealed interface State {

        /** Nobody asked. */
        record Idle() implements State {}

        /** On its way. */
        record Running() implements State {}

        /** Done. */
        record Repacked(RepackResult result) implements State {}

        /** It did not work; the file is as it was. */
        record Failed(TdbException why) implements State {}

        /** The user cancelled; the file is as it was. */
        record Cancelled() implements State {}
    }

    private final Editing editing;
    private final Standing<State> standing = new Standing<>(new State.Idle());

    Repacking(Editing editing) {
        this.editing = editing;
    }

    /** How far it is. */
    public State state() {
        return standing.now();
    }

    /** Why the file cannot be repacked, in a sentence; empty when it can. */
    public Optional<String> refusal() {
        return editing.refusal().or(() -> editing.document().view().header() instanceof Tdb2Header header
                && header.variant() == 0 ? Optional.of(Jobs.TEXTS.get("repack.refused.variant")) : Optional.empty());
    }

    /** What it would make of the file, as far as that is known yet. */
    public Optional<RepackEstimate> estimate() {
        return editing.document().regions().map(regions -> RepackEstimate.of(regions.survey()));
    }

    /** Begins, unless something else is being written to the file. */
    public void start() {
        EventThread.require();
        if (refusal().isEmpty()) {
            editing.begin().ifPresent(handle -> {
                standing.become(new State.Running());
                editing.document().jobs().scan(SLOT, new RepackJob(handle));
            });
        }
    }

    /** Told when it is somewhere else. */
    public void addListener(Runnable listener) {
        standing.addListener(listener);
    }

    public void removeListener(Runnable listener) {
        standing.removeListener(listener);
    }

    private final class RepackJob implements Job<RepackResult> {

        private final WriteHandle handle;
        private volatile Optional<RepackResult> answer = Optional.empty();

        RepackJob(WriteHandle handle) {
            this.handle = handle;
        }

        @Override
        public String title() {
            return Jobs.TEXTS.get("job.repack");
        }

        @Override
        public RepackResult work(Progress progress) {
            RepackResult result = handle.run(progress, Tdb::repack);
            answer = Optional.of(result);
            return result;
        }

        @Override
        public void done(RepackResult result) {
            editing.end(result.after());
            standing.become(new State.Repacked(result));
            editing.document().refresh();
        }

        @Override
        public void failed(TdbException why) {
            editing.end(0);
            standing.become(new State.Failed(why));
        }

        /** It may have come too late. */
        @Override
        public void cancelled() {
            answer.ifPresentOrElse(this::done, () -> {
                editing.end(0);
                standing.become(new State.Cancelled());
            });
        }
    }
}
