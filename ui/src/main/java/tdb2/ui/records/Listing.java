package tdb2.ui.records;

import java.awt.EventQueue;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import javax.swing.Timer;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.query.Filter;
import tdb2.engine.query.Order;
import tdb2.engine.query.Query;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.PagedRows;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.Job;
import tdb2.ui.workbench.JobHandle;
import tdb2.ui.workbench.PageJobs;

/**
 * Which records the view lists: all, or those of a query; each list is scanned by a job of its own, so that taking a
 * filter away shows at once what there was. A list that is only sorted anew takes the place of the old one when it is in
 * order; one with another filter shows its rows as they are found. Event thread only.
 */
final class Listing {
    private static final Texts TEXTS = Texts.of(Listing.class);
    private static final String ALL = "records.all";
    private static final String QUERY = "records.query";
    private static final String FIND = "records.find";

    /** Told when the rows shown are those of another list. */
    @FunctionalInterface
    interface Watcher {
        /**
         * @param before the list before
         * @param same whether the new one answers the same query, of a file that changed meanwhile
         */
        void replaced(RecordList before, boolean same);
    }

    /** One list, what it lists, and how far its scan is. */
    private static final class Scan {
        private final RecordList list;
        private final Query query;
        private RecordList.State state = RecordList.State.START;
        private Optional<JobHandle> job = Optional.empty();
        private boolean cancelled;

        Scan(RecordList list, Query query) {
            this.list = list;
            this.query = query;
        }
    }

    private final Document document;
    private final Runnable changed;
    private final Consumer<TdbException> failed;
    private final PagedRows<RecordRow> rows;
    private final RecentChanges changes = new RecentChanges(System::nanoTime);
    private final Timer fade;
    private Watcher watcher = (_, _) -> {};
    private Query wanted = Query.ALL;
    private Scan all;
    private Scan shown;
    /** A list that takes the place of the one shown when it is as far. */
    private Optional<Scan> coming = Optional.empty();
    private volatile RecordList read;
    /** Whether the file changed since the list that comes was begun. */
    private boolean stale;

    /**
     * @param changed told when the number of rows, or what is known about them, is another one
     * @param failed told of a scan or page that could not be read
     */
    Listing(Document document, Runnable changed, Consumer<TdbException> failed) {
        this.document = document;
        this.changed = changed;
        this.failed = failed;
        this.rows = new PagedRows<>(page -> read.read(page), new PageJobs(document.jobs(), TEXTS.get("job.page")),
                this::pageFailed);
        this.fade = new Timer((int) RecentChanges.SHOWN.plusMillis(100).toMillis(), _ -> changed.run());
        this.fade.setRepeats(false);
        this.rows.onArrived(page -> {
            if (changes.see(page)) {
                fade.restart();
            }
        });
        this.all = new Scan(RecordList.all(document.tdb()), Query.ALL);
        this.shown = all;
        this.read = all.list;
    }

    PagedRows<RecordRow> rows() {
        return rows;
    }

    /** What became of a row's record lately. */
    RecentChanges.State changeOf(RecordRow row) {
        return changes.of(row);
    }

    RecordList.State state() {
        return shown.state;
    }

    /** The list shown, to be read by jobs. */
    RecordList list() {
        return shown.list;
    }

    /** Names who is told when the rows shown are those of another list. */
    void onReplaced(Watcher listener) {
        watcher = listener;
    }

    /** Whether the rows shown are filtered. */
    boolean isFiltered() {
        return !shown.query.filter().equals(Filter.ALL);
    }

    /** Whether the user cancelled before all was looked at. */
    boolean isCancelled() {
        return shown.cancelled;
    }

    /** The order the rows shown are in. */
    Order order() {
        return shown.state.complete() ? shown.query.order() : Order.INDEX;
    }

    /** The order they will be in. */
    Order pendingOrder() {
        return wanted.order();
    }

    /** The scan that is on its way for what is wanted. */
    Optional<JobHandle> busy() {
        return coming.or(() -> Optional.of(shown)).flatMap(scan -> scan.job).filter(job -> !job.state().over());
    }

    /** Begins to scan the whole file. */
    void start() {
        scan(ALL, TEXTS.get("job.scan"), all);
    }

    /** Scans anew because the file changed; what is shown stays until there is as much of the new. */
    void restart() {
        all = new Scan(RecordList.all(document.tdb()), Query.ALL);
        start();
        if (coming.isPresent()) {
            stale = true; // a file that changes faster than it is searched would else never be
        } else if (!wanted.equals(Query.ALL)) {
            come(false);
        }
    }

    /** Lists the records of a query. */
    void list(Query query) {
        boolean otherFilter = !query.filter().equals(wanted.filter());
        wanted = query;
        if (query.equals(Query.ALL)) {
            document.jobs().drop(QUERY);
            coming = Optional.empty();
            show(all);
        } else {
            come(otherFilter);
        }
    }

    private void come(boolean atOnce) {
        var scan = new Scan(RecordList.of(document.tdb(), wanted), wanted);
        coming = Optional.of(scan);
        stale = false;
        if (atOnce) {
            show(scan);
        }
        scan(QUERY, TEXTS.get(wanted.order().equals(Order.INDEX) ? "job.filter" : "job.sort"), scan);
        changed.run();
    }

    /** Looks for the row of a record among those listed; answers later, or never when another search replaces it. */
    void find(RecordHeader record, OptionalLong hash, LongConsumer found, Runnable absent) {
        var scan = shown;
        document.jobs().read(FIND, new Job<OptionalLong>() {
            @Override
            public String title() {
                return TEXTS.get("job.find");
            }

            @Override
            public OptionalLong work(Progress progress) {
                return scan.list.rowOf(record, hash);
            }

            @Override
            public void done(OptionalLong row) {
                if (scan != shown) {
                    find(record, hash, found, absent);
                } else if (row.isPresent() && row.getAsLong() < rows.count()) {
                    found.accept(row.getAsLong());
                } else {
                    absent.run();
                }
            }

            @Override
            public void failed(TdbException why) {
                absent.run();
            }
        });
    }

    private void show(Scan scan) {
        var before = shown.list;
        shown = scan;
        read = scan.list;
        rows.replace(scan.state.listed());
        watcher.replaced(before, false);
        changed.run();
    }

    /** Shows a list in place of an older one of the same file: rows at hand stay until they are read again. */
    private void renew(Scan scan) {
        var before = shown.list;
        changes.grew(scan.state.listed() > rows.count());
        shown = scan;
        read = scan.list;
        rows.renew(scan.state.listed());
        watcher.replaced(before, true);
        changed.run();
    }

    private void scan(String slot, String title, Scan scan) {
        scan.job = Optional.of(document.jobs().scan(slot, new Job<Boolean>() {
            @Override
            public String title() {
                return title;
            }

            @Override
            public Boolean work(Progress progress) {
                scan.list.scan(progress, state -> EventQueue.invokeLater(() -> advance(scan, state)));
                return true;
            }

            @Override
            public void done(Boolean ended) {
                changed.run();
            }

            @Override
            public void failed(TdbException why) {
                giveUp(scan);
                failed.accept(why);
            }

            @Override
            public void cancelled() {
                giveUp(scan);
            }
        }));
    }

    /** The user cancelled: what was found stays; an order that is not there yet is no longer wanted. */
    private void giveUp(Scan scan) {
        scan.cancelled = true;
        if (coming.filter(scan::equals).isPresent()) {
            coming = Optional.empty();
            wanted = new Query(shown.query.filter(), scan == shown ? Order.INDEX : order());
        }
        changed.run();
    }

    private void advance(Scan scan, RecordList.State state) {
        if (document.isClosed() || scan.cancelled) {
            return;
        }
        scan.state = state;
        if (coming.filter(scan::equals).isPresent() && state.complete()) {
            coming = Optional.empty();
            renewOrShow(scan);
            if (stale) {
                come(false);
            }
        } else if (scan == shown) {
            rows.grow(state.listed());
            changed.run();
        } else if (scan == all && wanted.equals(Query.ALL)
                && (state.complete() || state.listed() >= rows.count())) {
            renew(scan);
        }
    }

    private void renewOrShow(Scan scan) {
        boolean sameRows = scan != shown && scan.query.equals(shown.query);
        if (sameRows) {
            renew(scan);
        } else if (scan != shown || !scan.query.order().equals(Order.INDEX)) {
            show(scan);
        } else {
            rows.grow(scan.state.listed());
            changed.run();
        }
    }

    private void pageFailed(RuntimeException why) {
        if (why instanceof TdbException known) {
            failed.accept(known);
        }
    }
}
