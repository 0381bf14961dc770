package tdb2.ui.widgets;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Rows that are read by pages when they come into the window; a bounded number of pages is kept. Event thread only; the
 * source is called on the worker.
 *
 * @param <R> a row
 */
public final class PagedRows<R> implements RowModel<R> {
    /** Rows of a page. */
    public static final int PAGE = 256;

    private static final int KEPT = 64;

    private final PageLoader<List<R>> loader;
    private final PageLoader.Source<List<R>> source;
    private long count;
    /** A page that may have been read before the rows grew. */
    private long growing = -1;
    private Runnable listener = () -> {};
    private Consumer<List<R>> arrived = _ -> {};

    /**
     * @param source gives the rows of a page; fewer than {@link #PAGE} only at the end
     * @param worker where the source is called
     * @param failed told of pages that cannot be read
     */
    public PagedRows(PageLoader.Source<List<R>> source, PageLoader.Worker worker, Consumer<RuntimeException> failed) {
        this.source = source;
        loader = new PageLoader<>(source, KEPT, worker, new PageLoader.Listener() {
            @Override
            public void arrived(long page) {
                dropIfOutgrown(page);
                growing = page == growing ? -1 : growing; // at most once more
                loader.page(page).ifPresent(arrived);
                listener.run();
            }

            @Override
            public void failed(long page, RuntimeException why) {
                failed.accept(why);
            }
        });
    }

    @Override
    public long count() {
        return count;
    }

    /** Sets how many rows there are so far. */
    public void grow(long rows) {
        if (rows == count) {
            return;
        }
        growing = count / PAGE;
        count = rows;
        dropIfOutgrown(growing);
        listener.run();
    }

    private void dropIfOutgrown(long page) {
        long expected = Math.min(PAGE, count - page * PAGE);
        if (page == growing && loader.page(page).filter(rows -> rows.size() < expected).isPresent()) {
            loader.forget(page);
        }
    }

    /** Forgets all rows: there are others now, so many. */
    public void replace(long rows) {
        loader.clear();
        growing = -1;
        count = rows;
        listener.run();
    }

    /** The rows may be others now, so many: those at hand are shown until they are read again. */
    public void renew(long rows) {
        loader.renew(source);
        growing = -1;
        count = rows;
        listener.run();
    }

    /** Names who is told of each page that was read. */
    public void onArrived(Consumer<List<R>> told) {
        arrived = told;
    }

    @Override
    public Optional<R> row(long index) {
        int inPage = (int) (index % PAGE);
        return loader.page(index / PAGE).filter(page -> inPage < page.size()).map(page -> page.get(inPage));
    }

    @Override
    public void want(long first, long last) {
        if (count > 0) {
            loader.want(first / PAGE, Math.min(last, count - 1) / PAGE);
        }
    }

    @Override
    public void onChange(Runnable changed) {
        listener = changed;
    }
}
