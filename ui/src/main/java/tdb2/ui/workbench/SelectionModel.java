package tdb2.ui.workbench;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** The one selection that all views publish to and follow, with a way back and forward. Event thread only. */
public final class SelectionModel {

    private static final int KEPT = 200;
    private static final long QUICK_MILLIS = 700;

    /** Told of each change. */
    @FunctionalInterface
    public interface Listener {

        /**
         * @param source who published; a view passes over what it published itself
         */
        void selected(Object source, Selection selection);
    }

    private final List<Selection> history = new ArrayList<>();
    private final List<Listener> listeners = new ArrayList<>();
    private final LongSupplier clock;
    private int at = -1;
    private Optional<Object> publisher = Optional.empty();
    private long published;

    /** Nothing is selected yet. */
    public SelectionModel() {
        this(() -> System.nanoTime() / 1_000_000);
    }

    /**
     * @param clock milliseconds from some point in time on
     */
    SelectionModel(LongSupplier clock) {
        this.clock = clock;
    }

    /** What is selected; empty before the first selection and after its file was closed. */
    public Optional<Selection> current() {
        return at < 0 ? Optional.empty() : Optional.of(history.get(at));
    }

    /** What is selected in a file; empty when the selection is in another one. */
    public Optional<Selection> in(Document document) {
        return current().filter(selection -> selection.document() == document);
    }

    /**
     * Selects something; what lay ahead in the history is gone. Selecting the same again does nothing. Where one view
     * selects one thing after another in quick succession, as when somebody runs through a table, only the last is
     * remembered for the way back.
     */
    public void publish(Object source, Selection selection) {
        EventThread.require();
        if (current().filter(selection::equals).isPresent()) {
            return;
        }
        history.subList(at + 1, history.size()).clear();
        if (isQuick(source, selection)) {
            history.removeLast();
        }
        publisher = Optional.of(source);
        published = clock.getAsLong();
        if (history.isEmpty() || !history.getLast().equals(selection)) {
            history.add(selection);
        }
        if (history.size() > KEPT) {
            history.removeFirst();
        }
        at = history.size() - 1;
        tell(source);
    }

    private boolean isQuick(Object source, Selection selection) {
        return at >= 0 && publisher.filter(source::equals).isPresent()
                && clock.getAsLong() - published < QUICK_MILLIS
                && history.getLast().document() == selection.document();
    }

    /** Goes to the selection before this one, if there is one. */
    public void back() {
        move(-1);
    }

    /** Goes to the selection after this one, if there is one. */
    public void forward() {
        move(1);
    }

    public boolean canGoBack() {
        return at > 0;
    }

    public boolean canGoForward() {
        return at < history.size() - 1;
    }

    /** Forgets everything about a file that is closed. */
    public void forget(Document document) {
        EventThread.require();
        publisher = Optional.empty();
        for (int i = history.size() - 1; i >= 0; i--) {
            if (history.get(i).document() == document) {
                history.remove(i);
                at = i <= at ? at - 1 : at;
            }
        }
        at = history.isEmpty() ? -1 : Math.max(at, 0);
        if (at >= 0) {
            tell(this);
        }
    }

    /** A view takes its listener away when it is disposed. */
    public void addListener(Listener listener) {
        listeners.add(listener);
    }

    public void removeListener(Listener listener) {
        listeners.remove(listener);
    }

    private void move(int step) {
        EventThread.require();
        publisher = Optional.empty();
        int to = at + step;
        if (to >= 0 && to < history.size()) {
            at = to;
            tell(this);
        }
    }

    private void tell(Object source) {
        Selection selection = history.get(at);
        List.copyOf(listeners).forEach(listener -> listener.selected(source, selection));
    }
}
