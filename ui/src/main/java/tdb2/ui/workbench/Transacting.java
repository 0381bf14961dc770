package tdb2.ui.workbench;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tdb2.engine.Edit;
import tdb2.engine.PageChange;
import tdb2.engine.error.TdbException;
import tdb2.engine.format.Tdb2Header;
import tdb2.ui.edit.Staged;
import tdb2.ui.workbench.TransactionJob.Request;

/**
 * A transaction on one file that the user runs by hand. While a write transaction is open, every edit, in whichever view
 * it is made, is done inside it, and taken back inside it when it is undone; only {@link #commit()} shows it to others.
 * Edits made after {@link #prepare()} stay staged. A read transaction keeps writers out. Event thread only.
 */
public final class Transacting {

    private static final Object SLOT = "document.transaction";

    /** What for. */
    public enum Kind {
        WRITE, READ
    }

    /** How far it is. */
    public sealed interface State {

        /** There is none. */
        record None() implements State {}

        /** It waits for others. */
        record Beginning(Kind kind) implements State {}

        /**
         * It runs.
         *
         * @param kind what for
         * @param since when it began
         * @param prepared whether only the commit itself is left to do
         * @param trouble what did not work last; the transaction goes on
         */
        record Open(Kind kind, Instant since, boolean prepared, Optional<TdbException> trouble) implements State {}

        /** It is being committed or given up. */
        record Ending(Kind kind) implements State {}

        /** It is over, and all see so many edits; the commit has that number. */
        record Committed(long number, int edits) implements State {}

        /** It is over, and nothing of it is in the file. */
        record Ended(Kind kind) implements State {}

        /** It could not begin, or broke off. */
        record Failed(TdbException why) implements State {}
    }

    /**
     * Something that was done in it at once.
     *
     * @param edits of this step alone
     * @param before all edits before it
     * @param after all edits after it
     * @param at when
     */
    public record Step(List<Edit> edits, Staged before, Staged after, Instant at) {

        public Step {
            edits = List.copyOf(edits);
        }
    }

    private final Editing editing;
    private final Standing<State> standing = new Standing<>(new State.None());
    private final List<Step> steps = new ArrayList<>();
    private List<PageChange> pages = List.of();
    private Optional<TransactionJob> job = Optional.empty();
    private Staged staged = Staged.NONE;
    private Staged applied = Staged.NONE;
    private boolean changing;
    private Optional<TdbException> spoiled = Optional.empty();

    Transacting(Editing editing) {
        this.editing = editing;
        editing.history().addListener(this::follow);
    }

    /** How far it is. */
    public State state() {
        return standing.now();
    }

    /** Whether there is one that has not ended. */
    public boolean isOpen() {
        return job.isPresent();
    }

    /** What was done in it, in order. */
    public List<Step> steps() {
        return List.copyOf(steps);
    }

    /** The pages it changes, before and after. */
    public List<PageChange> pages() {
        return pages;
    }

    /** All edits that are in it. */
    public List<Edit> edits() {
        return applied.list();
    }

    /** Why there can be none, in a sentence; empty when there can. */
    public Optional<String> refusal() {
        return editing.refusal().or(() -> editing.document().view().header() instanceof Tdb2Header header
                && header.variant() == 0
                        ? Optional.of(Jobs.TEXTS.get("transaction.refused.variant"))
                        : Optional.empty());
    }

    /** Begins one, unless something else is being written to the file. Edits that are staged go into it. */
    public void begin(Kind kind) {
        EventThread.require();
        if (refusal().isEmpty()) {
            editing.begin().ifPresent(handle -> {
                steps.clear();
                pages = List.of();
                staged = editing.history().now();
                applied = Staged.NONE;
                changing = false;
                spoiled = Optional.empty();
                var begun = new TransactionJob(kind, handle, new Told(kind));
                job = Optional.of(begun);
                standing.become(new State.Beginning(kind));
                editing.document().jobs().scan(SLOT, begun);
            });
        }
    }

    /** Does all of a commit that can fail for want of room; edits made from now on are not in it. */
    public void prepare() {
        if (isQuiet() && state() instanceof State.Open(var kind, var _, var prepared, var _) && !prepared
                && kind == Kind.WRITE) {
            changing = true;
            ask(new Request.Prepare());
        }
    }

    /** Shows all of it to others at once, and brings it to the disk. */
    public void commit() {
        if (isQuiet() && state() instanceof State.Open(var kind, var _, var _, var _) && kind == Kind.WRITE) {
            standing.become(new State.Ending(kind));
            ask(new Request.Commit());
        }
    }

    /** Gives it up: what was done in it is not in the file. Edits that were staged before it began stay staged. */
    public void cancel() {
        if (state() instanceof State.Open(var kind, var _, var _, var _)) {
            standing.become(new State.Ending(kind));
            ask(new Request.Cancel());
        } else if (state() instanceof State.Beginning) {
            editing.document().jobs().cancel(SLOT);
        }
    }

    /** Takes back a step and all after it. */
    public void takeBack(Step step) {
        if (steps.contains(step) && isChangeable()) {
            editing.history().change(_ -> step.before());
        }
    }

    /** The user read what came of it. */
    public void dismiss() {
        if (!isOpen()) {
            standing.become(new State.None());
        } else if (state() instanceof State.Open(var kind, var since, var prepared, var trouble)
                && trouble.isPresent()) {
            standing.become(new State.Open(kind, since, prepared, Optional.empty()));
        }
    }

    /** Told when it is somewhere else. */
    public void addListener(Runnable listener) {
        standing.addListener(listener);
    }

    public void removeListener(Runnable listener) {
        standing.removeListener(listener);
    }

    private void ask(Request request) {
        job.orElseThrow().ask(request);
    }

    /** Whether all that was asked for so far is done. */
    private boolean isQuiet() {
        return isOpen() && !changing;
    }

    private boolean isChangeable() {
        return state() instanceof State.Open(var kind, var _, var prepared, var _) && kind == Kind.WRITE && !prepared;
    }

    /** The user's edits are others: so is the transaction, one change after the other. */
    private void follow() {
        Staged now = editing.history().now();
        if (isChangeable() && isQuiet() && now != applied) {
            List<Edit> edits = now.since(applied);
            changing = true;
            ask(new Request.Change(edits, now));
        }
    }

    private void note(List<Edit> edits, Staged target) {
        for (int i = 0; i < steps.size(); i++) {
            if (steps.get(i).before() == target) {
                steps.subList(i, steps.size()).clear();
                return;
            }
        }
        steps.add(new Step(edits, applied, target, Instant.now()));
    }

    private void over(long bytes, State next) {
        job = Optional.empty();
        editing.end(bytes);
        standing.become(next);
        editing.document().refresh();
    }

    /** What the transaction's thread tells. */
    private final class Told implements TransactionJob.Listener {

        private final Kind kind;

        Told(Kind kind) {
            this.kind = kind;
        }

        @Override
        public void begun() {
            if (state() instanceof State.Beginning) {
                standing.become(new State.Open(kind, Instant.now(), false, Optional.empty()));
                follow();
            }
        }

        @Override
        public void changed(Request.Change change, List<PageChange> now) {
            changing = false;
            if (isOpen()) {
                note(change.edits(), change.target());
                applied = change.target();
                pages = now;
                standing.become(state());
                follow();
            }
        }

        @Override
        public void prepared() {
            changing = false;
            if (state() instanceof State.Open(var same, var since, var _, var _)) {
                standing.become(new State.Open(same, since, true, Optional.empty()));
            }
        }

        /** Edits from before the beginning that do not fit any more end it; later ones are taken back. */
        @Override
        public void refused(Request request, TdbException why) {
            changing = false;
            if (request instanceof Request.Change change && change.target() == staged && steps.isEmpty()) {
                spoiled = Optional.of(why);
                cancel();
            } else if (state() instanceof State.Open(var same, var since, var prepared, var _)) {
                standing.become(new State.Open(same, since, prepared, Optional.of(why)));
                if (editing.history().now() != applied && !prepared) {
                    editing.history().change(_ -> applied);
                }
            }
        }

        @Override
        public void ended(long number) {
            if (number == TransactionJob.NOT_COMMITTED) {
                Staged kept = staged;
                over(0, spoiled.<State>map(State.Failed::new).orElseGet(() -> new State.Ended(kind)));
                if (kind == Kind.WRITE && editing.history().now() != kept) {
                    editing.history().change(_ -> kept);
                }
            } else {
                Staged written = applied;
                editing.history().saved(written);
                over(Saving.bytes(written), new State.Committed(number, written.count()));
            }
        }

        @Override
        public void broken(TdbException why) {
            over(0, new State.Failed(why));
        }
    }
}
