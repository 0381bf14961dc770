package tdb2.ui.workbench;

import java.nio.ByteBuffer;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import tdb2.engine.Edit;
import tdb2.engine.Edits;
import tdb2.engine.error.Conflict;
import tdb2.engine.error.ConflictException;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.ui.edit.Staged;

/**
 * Writes the staged edits of one file into it: all of them, or none. The file is opened for writing for this alone. What
 * others changed meanwhile is not written over: it is told, and the user decides for each record. Event thread only.
 */
public final class Saving {

    private static final Object SLOT = "document.save";

    /** How far it is. */
    public sealed interface State {

        /** Nothing was saved yet, or what came of it was read. */
        record Idle() implements State {}

        /** On its way. */
        record Running() implements State {}

        /** So many edits are in the file. */
        record Saved(int edits) implements State {}

        /** Others changed these records meanwhile; nothing was written. */
        record Conflicting(List<Conflict> conflicts) implements State {}

        /** It did not work; nothing was written. */
        record Failed(TdbException why) implements State {}

        /** The user cancelled; nothing was written. */
        record Cancelled() implements State {}
    }

    /** What is done with a record that others changed. */
    public enum Choice {
        /** The edit is given up. */
        THEIRS,
        /** The edit is done to what is there now. */
        MINE
    }

    private final Editing editing;
    private final Standing<State> standing = new Standing<>(new State.Idle());
    private Runnable afterwards = () -> {};

    Saving(Editing editing) {
        this.editing = editing;
    }

    /** How far it is. */
    public State state() {
        return standing.now();
    }

    /** Told when it is somewhere else. */
    public void addListener(Runnable listener) {
        standing.addListener(listener);
    }

    public void removeListener(Runnable listener) {
        standing.removeListener(listener);
    }

    /** Begins to save, unless there is nothing to save or a save is under way. */
    public void save() {
        save(() -> {});
    }

    /** Begins to save; once all is in the file, something else is done. */
    void save(Runnable then) {
        EventThread.require();
        Staged edits = editing.history().now();
        if (standing.now() instanceof State.Running) {
            afterwards = then;
        } else if (!edits.isEmpty()) {
            editing.begin().ifPresent(handle -> {
                afterwards = then;
                standing.become(new State.Running());
                editing.document().jobs().scan(SLOT, new SaveJob(edits, handle));
            });
        }
    }

    /** The user decided about records that others changed, by their keys: saves what is left. */
    public void resolve(Map<ByteBuffer, Choice> choices) {
        if (standing.now() instanceof State.Conflicting(List<Conflict> conflicts)) {
            editing.history().change(now -> {
                Staged next = now;
                for (Conflict conflict : conflicts) {
                    next = choices.get(ByteBuffer.wrap(conflict.key())) == Choice.MINE
                            ? next.onto(conflict.key(), conflict.found())
                            : next.without(List.of(conflict.key()));
                }
                return next;
            });
            standing.become(new State.Idle());
            if (editing.history().now().isEmpty()) {
                editing.history().forget();
                ended(0, 0);
            } else {
                save(afterwards);
            }
        }
    }

    /** The user read what came of it. */
    public void dismiss() {
        if (!(standing.now() instanceof State.Running)) {
            afterwards = () -> {};
            standing.become(new State.Idle());
        }
    }

    private void ended(int edits, long bytes) {
        editing.end(bytes);
        standing.become(new State.Saved(edits));
        editing.document().refresh();
        Runnable next = afterwards;
        afterwards = () -> {};
        next.run();
    }

    /** The work; answers what others changed. */
    private final class SaveJob implements Job<List<Conflict>> {

        private final Staged edits;
        private final WriteHandle handle;
        private volatile Optional<List<Conflict>> answer = Optional.empty();

        SaveJob(Staged edits, WriteHandle handle) {
            this.edits = edits;
            this.handle = handle;
        }

        @Override
        public String title() {
            return Jobs.TEXTS.get("job.save", edits.count());
        }

        @Override
        public List<Conflict> work(Progress progress) {
            List<Conflict> conflicts = handle.run(progress, (tdb, _) -> {
                try {
                    Edits.of(edits.list()).commit(tdb);
                    return List.of();
                } catch (ConflictException e) {
                    return e.conflicts();
                }
            });
            answer = Optional.of(conflicts);
            return conflicts;
        }

        @Override
        public void done(List<Conflict> conflicts) {
            if (conflicts.isEmpty()) {
                editing.history().saved(edits);
                ended(edits.count(), bytes(edits));
            } else {
                editing.end(0);
                standing.become(new State.Conflicting(conflicts));
            }
        }

        @Override
        public void failed(TdbException why) {
            afterwards = () -> {};
            editing.end(0);
            standing.become(new State.Failed(why));
        }

        /** It may have come too late: then the edits are in the file all the same. */
        @Override
        public void cancelled() {
            answer.ifPresentOrElse(this::done, () -> {
                afterwards = () -> {};
                editing.end(0);
                standing.become(new State.Cancelled());
            });
        }
    }

    /** Bytes of keys and values that edits write. */
    static long bytes(Staged edits) {
        return edits.list().stream().mapToLong(Saving::bytes).sum();
    }

    private static long bytes(Edit edit) {
        return edit.value().map(value -> (long) edit.key().length + value.length).orElse(0L);
    }
}
