package tdb2.ui.workbench;

import java.util.ArrayList;
import java.util.List;

/**
 * How far a piece of work is, for those who show it. Event thread only.
 *
 * @param <S> the states
 */
final class Standing<S> {

    private final List<Runnable> listeners = new ArrayList<>();
    private S state;

    Standing(S first) {
        state = first;
    }

    S now() {
        return state;
    }

    void become(S next) {
        state = next;
        List.copyOf(listeners).forEach(Runnable::run);
    }

    void addListener(Runnable listener) {
        listeners.add(listener);
    }

    void removeListener(Runnable listener) {
        listeners.remove(listener);
    }
}
