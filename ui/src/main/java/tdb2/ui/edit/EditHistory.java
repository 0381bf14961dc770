package tdb2.ui.edit;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.function.UnaryOperator;
import tdb2.engine.Edit;

/** The staged edits of one file, with the states before and after them. Bounded. Event thread only. */
public final class EditHistory {

    private static final int KEPT = 500;

    private final Deque<Staged> past = new ArrayDeque<>();
    private final Deque<Staged> future = new ArrayDeque<>();
    private final List<Runnable> listeners = new ArrayList<>();
    private Staged now = Staged.NONE;

    /** The edits as they stand. */
    public Staged now() {
        return now;
    }

    /** Makes them others, in one step that can be undone. */
    public void change(UnaryOperator<Staged> how) {
        past.push(now);
        if (past.size() > KEPT) {
            past.removeLast();
        }
        future.clear();
        now = how.apply(now);
        tell();
    }

    public boolean canUndo() {
        return !past.isEmpty();
    }

    public boolean canRedo() {
        return !future.isEmpty();
    }

    /** Takes the last step back, if there is one. */
    public void undo() {
        if (canUndo()) {
            future.push(now);
            now = past.pop();
            tell();
        }
    }

    /** Takes the last step again that was undone, if there is one. */
    public void redo() {
        if (canRedo()) {
            past.push(now);
            now = future.pop();
            tell();
        }
    }

    /** The edits are given up: there is nothing left to save nor to undo. */
    public void forget() {
        past.clear();
        future.clear();
        now = Staged.NONE;
        tell();
    }

    /** Some edits are in the file: what was staged meanwhile stays, and expects what was written. */
    public void saved(Staged written) {
        Staged left = now;
        if (left != written) {
            for (Edit edit : written.list()) {
                left = left.onto(edit.key(), edit.value());
            }
        }
        past.clear();
        future.clear();
        now = left == written ? Staged.NONE : left;
        tell();
    }

    /** Told when the edits are others. */
    public void addListener(Runnable listener) {
        listeners.add(listener);
    }

    public void removeListener(Runnable listener) {
        listeners.remove(listener);
    }

    private void tell() {
        List.copyOf(listeners).forEach(Runnable::run);
    }
}
