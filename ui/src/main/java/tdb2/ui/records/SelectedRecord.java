package tdb2.ui.records;

import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;
import tdb2.engine.Entry;
import tdb2.engine.error.TdbException;
import tdb2.engine.format.RecordHeader;
import tdb2.ui.widgets.WindowedTable;
import tdb2.ui.workbench.Selection;
import tdb2.ui.workbench.ViewContext;
import tdb2.ui.workbench.ViewPart;

/**
 * The record that is selected in the records view, whoever selected it, and the search for its row: a list grows while it
 * is scanned, and may be another one after each filter, sort or change of the file. Event thread only.
 */
final class SelectedRecord {

    /** What becomes of a selection. */
    interface Listener {

        /** Another record is selected, or it has another value now. */
        void taken(Entry entry);

        /** The record of the row is not there any more. */
        void vanished();

        /** It could not be read. */
        void failed(TdbException why);
    }

    private final ViewPart view;
    private final ViewContext context;
    private final Listing listing;
    private final RecordReads reads;
    private final WindowedTable<RecordRow> table;
    private final Listener listener;
    private Optional<Entry> selected = Optional.empty();
    /** A record that is selected but was not found among the rows yet. */
    private Optional<RecordHeader> sought = Optional.empty();
    private long soughtAt = -1;
    /** Whether the table keeps its place when the record is found. */
    private boolean stay;

    /** What a view selects; it is the view that publishes it. */
    SelectedRecord(ViewPart view, ViewContext context, Listing listing, RecordReads reads,
            WindowedTable<RecordRow> table,
            Listener listener) {
        this.view = view;
        this.context = context;
        this.listing = listing;
        this.reads = reads;
        this.table = table;
        this.listener = listener;
    }

    /** The record, as it was last read. */
    Optional<Entry> entry() {
        return selected;
    }

    /** Does something with the record if one is selected. */
    void use(Consumer<Entry> what) {
        selected.ifPresent(what);
    }

    /** No record of the file is selected. */
    void clear() {
        sought = Optional.empty();
        selected = Optional.empty();
    }

    /** The user picked a row. */
    void pick(Optional<RecordRow> row) {
        sought = Optional.empty();
        row.filter(one -> !one.isGone()).ifPresent(one -> reads.at(one.header().offset(),
                found -> found.ifPresentOrElse(this::publish, listener::vanished), listener::failed));
    }

    /** Another view selected something in this file. */
    void follow(Selection selection) {
        if (selection.record().isEmpty()) {
            return;
        }
        var header = selection.record().get();
        if (selected.filter(entry -> entry.header().equals(header)).isEmpty()) {
            reads.at(header.offset(), found -> found.ifPresent(entry -> {
                take(entry);
                seek(entry.header());
            }), listener::failed);
        }
    }

    /** A record that was found some other way is selected here and everywhere; its row is sought next. */
    void publish(Entry entry) {
        take(entry);
        context.publish(view, Selection.record(context.document(), entry.header(), entry.key()));
    }

    /** Goes to the row of the record. */
    void seek() {
        selected.ifPresent(entry -> seek(entry.header()));
    }

    private void seek(RecordHeader header) {
        stay = false;
        search(header);
    }

    /** The file is another one: the record may have another row or place now, or another value. */
    void refresh() {
        selected.ifPresent(entry -> reads.same(entry, found -> found.ifPresent(now -> {
            stay = true;
            if (!same(entry, now)) {
                publish(now);
            }
            search(now.header());
        }), listener::failed));
    }

    /** The list is another one; the rows of the old one mean nothing any more. */
    void replaced(boolean hadRow) {
        if (hadRow || sought.isPresent()) {
            seek();
        }
    }

    /** The list grew or is complete. */
    void listed() {
        var state = listing.state();
        sought.filter(_ -> state.listed() != soughtAt || state.complete()).ifPresent(this::search);
    }

    private void take(Entry entry) {
        selected = Optional.of(entry);
        listener.taken(entry);
    }

    private static boolean same(Entry one, Entry other) {
        return one.header().equals(other.header())
                && Arrays.equals(one.value().preview(), other.value().preview());
    }

    private void search(RecordHeader header) {
        sought = Optional.of(header);
        soughtAt = listing.state().listed();
        byte[] key = selected.map(Entry::key).orElse(new byte[0]);
        listing.find(header, reads.hash(header, key), this::found, () -> {
            if (listing.state().complete()) {
                sought = Optional.empty();
                table.clearSelection();
            }
        });
    }

    private void found(long row) {
        sought = Optional.empty();
        if (stay) {
            table.reselect(row);
        } else {
            table.select(row);
        }
    }
}
