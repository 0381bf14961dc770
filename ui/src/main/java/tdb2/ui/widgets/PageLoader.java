package tdb2.ui.widgets;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Keeps the pages last looked at and loads those wanted next, one at a time, on a worker. Wanting other pages replaces
 * what was wanted before; the answer of a read begun before {@link #clear()} is dropped. All methods are called on the
 * event thread and return at once.
 *
 * @param <P> a page
 */
public final class PageLoader<P> {

    /** Reads a page; called on the worker. */
    @FunctionalInterface
    public interface Source<P> {
        /** Whatever it throws goes to {@link Listener#failed}. */
        P read(long page);
    }

    /** Does the reading somewhere else than on the event thread. */
    @FunctionalInterface
    public interface Worker {
        /**
         * Starts a piece of work and returns at once; exactly one of the two is told on the event thread, or none when
         * nobody needs the answer any more.
         */
        <T> void start(Supplier<T> work, Consumer<T> done, Consumer<RuntimeException> failed);
    }

    /** Hears of answers; called on the event thread. */
    public interface Listener {
        /** A page can now be shown. */
        void arrived(long page);

        /** A page cannot be read; it is not tried again before {@link PageLoader#clear()}. */
        default void failed(long page, RuntimeException why) {}
    }

    private record Slot<P>(Optional<P> page) {}

    private Source<P> source;
    private final Worker worker;
    private final Listener listener;
    private final Map<Long, Slot<P>> kept;
    /** Pages that are shown until they are read again. */
    private final Set<Long> old = new HashSet<>();
    private long first;
    private long last = -1;
    private boolean reading;
    private int life;

    /** A loader that keeps at most {@code capacity} pages. */
    public PageLoader(Source<P> source, int capacity, Worker worker, Listener listener) {
        this.source = source;
        this.worker = worker;
        this.listener = listener;
        this.kept = new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<Long, Slot<P>> eldest) {
                return size() > capacity;
            }
        };
    }

    /** A page if it is at hand. */
    public Optional<P> page(long number) {
        var slot = kept.get(number);
        return slot == null ? Optional.empty() : slot.page();
    }

    /** Loads these pages, both ends included, instead of those wanted before. */
    public void want(long from, long to) {
        first = from;
        last = to;
        readNext();
    }

    /** Forgets everything: the pages have changed. */
    public void clear() {
        life++;
        kept.clear();
        old.clear();
        reading = false;
    }

    /** The pages may have changed: those at hand stay until they are read again, now from another source. */
    public void renew(Source<P> from) {
        source = from;
        life++;
        old.clear();
        old.addAll(kept.keySet());
        reading = false;
    }

    /** Forgets one page, because it was not whole. */
    public void forget(long number) {
        kept.remove(number);
    }

    private void readNext() {
        if (reading) {
            return;
        }
        for (long number = first; number <= last; number++) {
            if (!kept.containsKey(number) || old.contains(number)) {
                read(number);
                return;
            }
        }
    }

    private void read(long number) {
        reading = true;
        int begun = life;
        Source<P> from = source;
        worker.start(() -> from.read(number), page -> take(number, begun, Optional.of(page), Optional.empty()),
                why -> take(number, begun, Optional.empty(), Optional.of(why)));
    }

    private void take(long number, int begun, Optional<P> page, Optional<RuntimeException> why) {
        if (begun != life) {
            return;
        }
        reading = false;
        old.remove(number);
        kept.put(number, new Slot<>(page));
        why.ifPresentOrElse(failure -> listener.failed(number, failure), () -> listener.arrived(number));
        readNext();
    }
}
