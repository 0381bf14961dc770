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
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.PagedRows;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.Job;
import tdb2.ui.workbench.PageJobs;

/**
 * Which records the view lists: all, or those a filter lets through; each list is scanned by a job of its own, so that
 * taking the filter away shows at once what there was. Event thread only.
 */
final class Listing {
    private static final Texts TEXTS = Texts.of(Listing.class);
    private static final String ALL = "records.all";
    private static final String FILTERED = "records.filtered";
    private static final String FIND = "records.find";

    /** One list and how far its scan is. */
    private static final class Scan {
        private final RecordList list;
        private RecordList.State state = RecordList.State.START;

        Scan(RecordList list) {
            this.list = list;
        }
    }

    private final Document document;
    private final Runnable changed;
    private final Consumer<TdbException> failed;
    private final PagedRows<RecordRow> rows;
    private Scan all;
    private Optional<Scan> filtered = Optional.empty();
    private volatile RecordList read;
    private Scan shown;
    private final RecentChanges changes = new RecentChanges(System::nanoTime);
    private final Timer fade;

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
        this.all = new Scan(RecordList.all(document.tdb()));
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

    boolean isFiltered() {
        return filtered.isPresent();
    }

    /** Begins to scan the whole file. */
    void start() {
        scan(ALL, TEXTS.get("job.scan"), all);
    }

    /** Scans anew because the file changed; what is shown stays until there is as much of the new. */
    void restart() {
        all = new Scan(RecordList.all(document.tdb()));
        start();
    }

    /** Lists only what a filter lets through. */
    void filter(RecordFilter filter) {
        var scan = new Scan(RecordList.filtered(document.tdb(), filter));
        filtered = Optional.of(scan);
        show(scan);
        scan(FILTERED, TEXTS.get("job.filter"), scan);
    }

    /** Lists all records again. */
    void unfilter() {
        document.jobs().drop(FILTERED);
        filtered = Optional.empty();
        show(all);
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
        shown = scan;
        read = scan.list;
        rows.replace(scan.state.listed());
        changed.run();
    }

    private void scan(String slot, String title, Scan scan) {
        document.jobs().scan(slot, new Job<Boolean>() {
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
                // the last state told it
            }

            @Override
            public void failed(TdbException why) {
                failed.accept(why);
            }

            @Override
            public void cancelled() {
                changed.run();
            }
        });
    }

    private void advance(Scan scan, RecordList.State state) {
        if (document.isClosed()) {
            return;
        }
        scan.state = state;
        if (scan == shown) {
            rows.grow(state.listed());
            changed.run();
        } else if (scan == all && filtered.isEmpty() && (state.complete() || state.listed() >= rows.count())) {
            changes.grew(scan.state.listed() > rows.count());
            shown = scan;
            read = scan.list;
            rows.renew(scan.state.listed());
            changed.run();
        }
    }

    private void pageFailed(RuntimeException why) {
        if (why instanceof TdbException known) {
            failed.accept(known);
        }
    }
}
