package tdb2.ui.records;

import java.awt.BorderLayout;
import java.awt.CardLayout;
import java.awt.event.ActionEvent;
import java.util.Arrays;
import java.util.Optional;
import javax.swing.AbstractAction;
import javax.swing.Action;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JSplitPane;
import net.miginfocom.swing.MigLayout;
import tdb2.engine.Entry;
import tdb2.engine.error.Fault;
import tdb2.engine.error.TdbException;
import tdb2.engine.format.RecordHeader;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.ByteText;
import tdb2.ui.widgets.EmptyState;
import tdb2.ui.widgets.WindowedTable;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.Selection;
import tdb2.ui.workbench.SelectionModel;
import tdb2.ui.workbench.Shortcut;
import tdb2.ui.workbench.ViewContext;
import tdb2.ui.workbench.ViewPart;

/** All records of a file, a filter over them, and the value of the one selected. */
public final class RecordsView implements ViewPart {

    /** The id of this kind of view. */
    public static final String ID = "records";

    private static final Texts TEXTS = Texts.of(RecordsView.class);
    private static final String HEX = "hex";

    private final ViewContext context;
    private final Document document;
    private final JPanel panel = new JPanel(new BorderLayout());
    private final CardLayout cards = new CardLayout();
    private final JPanel body = new JPanel(cards);
    private final EmptyState empty = new EmptyState("record", TEXTS.get("empty.none"), TEXTS.get("empty.none.hint"));
    private final FilterBar filter = new FilterBar(this::filter, this::openKeyBar);
    private final KeyBar keyBar = new KeyBar(this::goTo);
    private final Notices notices = new Notices(this::showFault);
    private final Listing listing;
    private final WindowedTable<RecordRow> table;
    private final ValuePane value;
    private final RecordReads reads;
    private final SelectionModel.Listener follower = this::follow;
    private final Document.Listener watcher = new Watcher();
    private Optional<Entry> selected = Optional.empty();
    /** A record that is selected but was not found among the rows yet. */
    private Optional<RecordHeader> sought = Optional.empty();
    private long soughtAt = -1;
    /** Whether the table keeps its place when the record is found. */
    private boolean stay;
    private boolean started;

    public RecordsView(ViewContext context) {
        this.context = context;
        document = context.document();
        reads = new RecordReads(document);
        listing = new Listing(document, this::listed, this::scanFailed);
        var steps = document.view().assembly().index().partitionWord();
        value = new ValuePane(document, context.settings(), () -> panel.repaint());
        table = RecordTable.over(listing.rows(), value.decodings(),
                TEXTS.get(steps.equals("chain") ? "column.hop" : "column.depth"), listing::changeOf);
        new CopyActions(document, () -> selected, notices::say).install(table.table());
        panel.setName(ID + "." + document.name());
        layOut();
        bind("filter", filter::focus);
        bind("goto", keyBar::open);
        table.onSelect(_ -> picked());
        document.addListener(watcher);
        context.selection().addListener(follower);
        listed();
    }

    private void layOut() {
        var top = new JPanel(new MigLayout("insets 0, gap 0, hidemode 3, fillx, wrap 1", "[grow, fill]"));
        top.add(filter);
        top.add(keyBar);
        top.add(notices);
        var split = new JSplitPane(JSplitPane.VERTICAL_SPLIT, table, value);
        split.setResizeWeight(0.7);
        split.setBorder(null);
        body.add(split, "rows");
        body.add(empty, "empty");
        panel.add(top, BorderLayout.PAGE_START);
        panel.add(body);
    }

    private void bind(String name, Runnable does) {
        panel.getInputMap(JComponent.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT).put(Shortcut.of(TEXTS, name).key(), name);
        panel.getActionMap().put(name, action(name, does));
    }

    private static Action action(String title, Runnable does) {
        return new AbstractAction(title) {
            @Override
            public void actionPerformed(ActionEvent event) {
                does.run();
            }
        };
    }

    @Override
    public JComponent component() {
        return panel;
    }

    @Override
    public void shown() {
        if (!started) {
            started = true;
            listing.start();
            context.selection().in(document).ifPresent(selection -> follow(context, selection));
        }
    }

    @Override
    public void disposed() {
        document.removeListener(watcher);
        context.selection().removeListener(follower);
    }

    private void openKeyBar() {
        keyBar.open();
    }

    private void filter(String text, boolean inValues) {
        table.clearSelection();
        if (text.isEmpty()) {
            listing.unfilter();
        } else {
            listing.filter(RecordFilter.of(text, inValues));
        }
        table.scrollTo(0);
        selected.ifPresent(entry -> seek(entry.header()));
    }

    /** The list grew, or is another one. */
    private void listed() {
        var state = listing.state();
        filter.say(CountText.of(state, listing.isFiltered()), CountText.tip(state));
        notices.gaps(state.faults());
        notices.flux(state.inFlux(), action(TEXTS.get("refresh"), document::refresh));
        if (state.complete()) {
            document.reportFlux(state.inFlux());
        }
        boolean nothing = state.complete() && state.listed() == 0;
        if (nothing) {
            empty.say(TEXTS.get(listing.isFiltered() ? "empty.filtered" : "empty.none"),
                    TEXTS.get(listing.isFiltered() ? "empty.filtered.hint" : "empty.none.hint"));
        }
        cards.show(body, nothing ? "empty" : "rows");
        if (sought.isPresent() && state.listed() != soughtAt) {
            search(sought.get());
        }
    }

    /** The user picked a row. */
    private void picked() {
        sought = Optional.empty();
        var row = table.selectedRow();
        if (row.isEmpty() || row.get().isGone()) {
            return;
        }
        reads.at(row.get().header().offset(), found -> found.ifPresentOrElse(entry -> {
            take(entry);
            context.publish(this, Selection.record(document, entry.header(), entry.key()));
        }, this::vanished), this::readFailed);
    }

    private void take(Entry entry) {
        selected = Optional.of(entry);
        value.show(entry);
    }

    private void vanished() {
        notices.say(TEXTS.get("gone.what"), TEXTS.get("gone.means"));
    }

    /** Another view selected something. */
    private void follow(Object source, Selection selection) {
        if (source == this || selection.document() != document || selection.record().isEmpty()) {
            return;
        }
        var header = selection.record().get();
        if (selected.filter(entry -> entry.header().equals(header)).isPresent()) {
            return;
        }
        reads.at(header.offset(), found -> found.ifPresent(entry -> {
            take(entry);
            seek(entry.header());
        }), this::readFailed);
    }

    /** Goes to the row of a record. */
    private void seek(RecordHeader header) {
        stay = false;
        search(header);
    }

    /** The selected record may have another row or another place now, or another value: shows it without moving. */
    private void keep(Entry entry) {
        reads.same(entry, found -> found.ifPresent(now -> {
            stay = true;
            if (!same(entry, now)) {
                take(now);
                context.publish(this, Selection.record(document, now.header(), now.key()));
            }
            search(now.header());
        }), this::readFailed);
    }

    private static boolean same(Entry one, Entry other) {
        return one.header().equals(other.header())
                && Arrays.equals(one.value().preview(), other.value().preview());
    }

    private void search(RecordHeader header) {
        sought = Optional.of(header);
        soughtAt = listing.state().listed();
        byte[] key = selected.map(Entry::key).orElse(new byte[0]);
        listing.find(header, reads.hash(header, key), row -> {
            sought = Optional.empty();
            if (stay) {
                table.reselect(row);
            } else {
                table.select(row);
            }
        }, () -> {
            if (listing.state().complete()) {
                sought = Optional.empty();
                table.clearSelection();
            }
        });
    }

    private void goTo(byte[] key) {
        notices.clearError();
        var refusal = document.view().refusesLookup();
        if (!refusal.isEmpty()) {
            notices.say(TEXTS.get("lookup.refused"), TEXTS.get("lookup.refused.means", refusal));
            return;
        }
        reads.key(key, found -> found.ifPresentOrElse(entry -> {
            take(entry);
            context.publish(this, Selection.record(document, entry.header(), entry.key()));
            if (listing.isFiltered()) {
                filter.clear();
            }
            seek(entry.header());
        }, () -> notices.say(TEXTS.get("lookup.absent", ByteText.escaped(key)), TEXTS.get("lookup.absent.means"))),
                why -> notices.error(TEXTS.get("lookup.failed"), TEXTS.get("lookup.failed.means"), why));
    }

    private void showFault(Fault fault) {
        if (fault.offset() != Fault.NOWHERE) {
            context.publish(this, Selection.bytes(document, fault.offset(), 1));
            context.reveal().accept(HEX);
        }
    }

    private void scanFailed(TdbException why) {
        notices.error(TEXTS.get("scan.failed"),
                TEXTS.get("scan.failed.means", Formats.count(listing.state().listed())), why);
    }

    private void readFailed(TdbException why) {
        notices.error(TEXTS.get("read.failed"), TEXTS.get("read.failed.means"), why);
    }

    /** Keeps up with the file. */
    private final class Watcher implements Document.Listener {
        @Override
        public void refreshed(Document same) {
            if (started) {
                listing.restart();
                selected.ifPresent(RecordsView.this::keep);
            }
        }
    }
}
