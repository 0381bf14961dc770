package tdb2.ui.widgets;

import java.util.Optional;

/**
 * The rows a {@link WindowedTable} shows. Event thread only; nothing here waits or does I/O.
 *
 * @param <R> a row
 */
public interface RowModel<R> {

    /** Rows known so far. */
    long count();

    /** A row if it is at hand. */
    Optional<R> row(long index);

    /** Gets rows ready that are now in the window; both ends included. */
    void want(long first, long last);

    /** Names who is told when rows arrive or their number changes. */
    void onChange(Runnable listener);
}
