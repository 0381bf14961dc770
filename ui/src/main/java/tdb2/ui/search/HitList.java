package tdb2.ui.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tdb2.engine.search.Hit;
import tdb2.ui.widgets.RowModel;

/**
 * What was found so far. The thread that searches adds; what was added shows when the event thread is told to look. All
 * else on the event thread only.
 */
final class HitList implements RowModel<Hit> {

    /** No more are kept: the rest is counted. */
    static final int LIMIT = 10_000;

    private final List<Hit> hits = new ArrayList<>();
    private Runnable listener = () -> {};
    private int shown;

    /** Takes a hit, if there is room; any thread. */
    void add(Hit hit) {
        synchronized (hits) {
            if (hits.size() < LIMIT) {
                hits.add(hit);
            }
        }
    }

    /** Forgets all. */
    void clear() {
        synchronized (hits) {
            hits.clear();
        }
        look();
    }

    /** Shows what was added. */
    void look() {
        synchronized (hits) {
            shown = hits.size();
        }
        listener.run();
    }

    /** All that are kept. */
    List<Hit> all() {
        synchronized (hits) {
            return List.copyOf(hits);
        }
    }

    @Override
    public long count() {
        return shown;
    }

    @Override
    public Optional<Hit> row(long index) {
        synchronized (hits) {
            return index < hits.size() ? Optional.of(hits.get((int) index)) : Optional.empty();
        }
    }

    @Override
    public void want(long first, long last) {
        // all are at hand
    }

    @Override
    public void onChange(Runnable changed) {
        listener = changed;
    }
}
