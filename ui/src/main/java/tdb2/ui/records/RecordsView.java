package tdb2.ui.records;

import java.awt.BorderLayout;
import java.awt.CardLayout;
import java.util.Optional;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JPopupMenu;
import javax.swing.JSplitPane;
import javax.swing.JToggleButton;
import net.miginfocom.swing.MigLayout;
import tdb2.engine.Entry;
import tdb2.engine.error.Fault;
import tdb2.engine.error.TdbException;
import tdb2.engine.query.Filter;
import tdb2.engine.query.Order;
import tdb2.engine.query.Query;
import tdb2.ui.marks.Bookmark;
import tdb2.ui.marks.Bookmarks;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.ColumnChooser;
import tdb2.ui.widgets.EmptyState;
import tdb2.ui.widgets.RowRanges;
import tdb2.ui.widgets.SortMark;
import tdb2.ui.widgets.WindowedTable;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.JobHandle;
import tdb2.ui.workbench.Selection;
import tdb2.ui.workbench.SelectionModel;
import tdb2.ui.workbench.Shortcut;
import tdb2.ui.workbench.ViewContext;
import tdb2.ui.workbench.ViewPart;

/** All records of a file: found by filter, key or tree of keys, sorted, copied and exported; the value of the selected. */
public final class RecordsView implements ViewPart {

    /** The id of this kind of view. */
    public static final String ID = "records";

    private static final Texts TEXTS = Texts.of(RecordsView.class);
    private static final String HEX = "hex";
    private static final String COLUMNS = "records.columns";
    private static final String TREE = "records.tree.shown";

    private final ViewContext context;
    private final Document document;
    private final JPanel panel = new JPanel(new BorderLayout());
    private final RecordActions actions = new RecordActions(panel);
    private final WantedRecords wanted = new WantedRecords(this::list);
    private final CardLayout cards = new CardLayout();
    private final JPanel body = new JPanel(cards);
    private final EmptyState empty = new EmptyState("record", TEXTS.get("empty.none"), TEXTS.get("empty.none.hint"));
    private final JSplitPane beside = new JSplitPane(JSplitPane.HORIZONTAL_SPLIT);
    private final JToggleButton treeButton = new JToggleButton(TEXTS.get("tree.button"));
    private final FilterBar filter;
    private final KeyBar keyBar;
    private final KeyTree tree;
    private final Notices notices = new Notices(this::showFault);
    private final Listing listing;
    private final RecordEdits edits;
    private final WindowedTable<RecordRow> table;
    private final ColumnChooser columns;
    private final ValuePane value;
    private final RecordReads reads;
    private final ExportAction export;
    private final ChosenRows kept;
    private final SelectedRecord selected;
    private final SelectionModel.Listener follower = this::follow;
    private final Document.Listener watcher = new Watcher();
    private final Bookmarks.Listener marked = this::repaint;
    private boolean started;
    /** The row on top of the whole list while another one is shown. */
    private long topOfAll;

    public RecordsView(ViewContext context) {
        this.context = context;
        document = context.document();
        reads = new RecordReads(document);
        kept = new ChosenRows(document);
        listing = new Listing(document, this::listed, this::scanFailed);
        value = new ValuePane(document, context.settings(), this::repaint);
        edits = new RecordEdits(context, listing, notices, () -> wanted.query().filter());
        table = RecordTable.over(edits.rows(), value.decodings(), document.view().assembly().index().partitionWord(),
                listing::changeOf, this::noteOn);
        columns = new ColumnChooser(table.columns(), table.table()::requestFocusInWindow);
        selected = new SelectedRecord(this, context, listing, reads, table, new Shown());
        export = new ExportAction(document, panel, notices, listing::list);
        tree = new KeyTree(document, context.settings(), wanted::filterBelow);
        filter = new FilterBar(context.settings(), wanted::filter, table.table()::requestFocusInWindow, treeButton,
                RecordActions.button("sort", this::chooseOrder),
                RecordActions.button("columns", columns::toggle), RecordActions.button("export", this::exportChosen),
                RecordActions.button("goto", this::openKeyBar));
        keyBar = new KeyBar(new KeyLookup(document, reads, notices, this::arrive)::go);
        panel.setName(ID + "." + document.name());
        layOut();
        prepareTable();
        bindKeys();
        document.addListener(watcher);
        document.bookmarks().addListener(marked);
        context.selection().addListener(follower);
        listed();
    }

    private void layOut() {
        var top = new JPanel(new MigLayout("insets 0, gap 0, hidemode 3, fillx, wrap 1", "[grow, fill]"));
        top.add(filter);
        top.add(edits.strip());
        top.add(keyBar);
        top.add(notices);
        var rows = new JPanel(new BorderLayout());
        rows.add(table);
        rows.add(columns, BorderLayout.LINE_END);
        body.add(rows, "rows");
        body.add(empty, "empty");
        beside.setBorder(null);
        beside.setRightComponent(body);
        var split = new JSplitPane(JSplitPane.VERTICAL_SPLIT, beside, edits.below(value));
        split.setResizeWeight(0.7);
        split.setBorder(null);
        panel.add(top, BorderLayout.PAGE_START);
        panel.add(split);
        treeButton.setName("tree.open");
        treeButton.setToolTipText(TEXTS.get("tree.button.tip", Shortcut.of(TEXTS, "tree").keyText()));
        treeButton.addActionListener(_ -> showTree(treeButton.isSelected()));
    }

    private void prepareTable() {
        table.onSelect(_ -> picked());
        table.onSort(column -> RecordTable.order(column).ifPresent(wanted::sortNext));
        context.settings().get(COLUMNS).ifPresent(table.columns()::restore);
        table.columns().onChange(() -> context.settings().put(COLUMNS, table.columns().state()));
        listing.onReplaced(this::replaced);
        var menu = new JPopupMenu();
        menu.setName("records.menu");
        edits.install(panel, table, menu, () -> {
            selected.use(entry -> value.show(edits.shown(entry)));
            showRows();
        });
        new CopyActions(document, listing::list, this::chosenInFile, notices::say).install(table.table(), menu);
        menu.addSeparator();
        menu.add(RecordActions.item("edit", this::editKey));
        menu.add(RecordActions.item("all", () -> table.choose(everything())));
        menu.add(RecordActions.item("export", this::exportChosen));
        menu.add(RecordActions.item("sort", this::chooseOrder));
        table.table().setComponentPopupMenu(menu);
    }

    private void bindKeys() {
        actions.bind("filter", filter::focus);
        actions.bind("goto", this::openKeyBar);
        actions.bind("edit", this::editKey);
        actions.bind("tree", () -> {
            treeButton.setSelected(!treeButton.isSelected());
            showTree(treeButton.isSelected());
        });
        actions.bind("columns", columns::toggle);
        actions.bind("sort", this::chooseOrder);
        actions.bind("export", this::exportChosen);
        actions.bind("all", () -> table.choose(everything()));
        actions.bind("stop", () -> listing.busy().ifPresent(JobHandle::cancel));
    }

    private void editKey() {
        selected.use(entry -> {
            keyBar.open();
            keyBar.edit(entry.key());
        });
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
            if (context.settings().get(TREE).filter("true"::equals).isPresent()) {
                treeButton.setSelected(true);
                showTree(true);
            }
        }
    }

    @Override
    public void disposed() {
        document.removeListener(watcher);
        document.bookmarks().removeListener(marked);
        context.selection().removeListener(follower);
        edits.dispose();
    }

    private void repaint() {
        panel.repaint();
    }

    private Optional<String> noteOn(RecordRow row) {
        return document.bookmarks().list().stream().filter(one -> one.isOn(row.key(), row.header().keyLength()))
                .map(Bookmark::note).findFirst();
    }

    private void openKeyBar() {
        keyBar.open();
    }

    private void showTree(boolean show) {
        context.settings().put(TREE, Boolean.toString(show));
        beside.setLeftComponent(show ? tree : null);
        if (show) {
            beside.setDividerLocation(Theme.grid(70));
            tree.load();
            tree.focus();
        } else {
            tree.clearSelection();
            wanted.filterBelow(Filter.ALL);
            table.table().requestFocusInWindow();
        }
    }

    private void chooseOrder() {
        SortMenu.of(wanted.query().order(), wanted::sort).show(table, Theme.grid(4), Theme.grid(8));
    }

    private void exportChosen() {
        var rows = chosenInFile();
        export.ask(rows.count() > 1 ? rows : everything());
    }

    private RowRanges chosenInFile() {
        return edits.rows().inFile(table.chosen());
    }

    private RowRanges everything() {
        long rows = listing.rows().count();
        return rows == 0 ? new RowRanges() : RowRanges.of(0, rows - 1);
    }

    private void list(Query query) {
        if (wanted.isAll()) {
            topOfAll = table.first();
        }
        listing.list(query);
    }

    /** The rows are those of another list: what was chosen is looked for among them. */
    private void replaced(RecordList before, boolean same) {
        kept.keep(before, chosenInFile());
        if (same) {
            return; // each row stays in sight until it is read again
        }
        boolean was = table.selection().isPresent();
        table.clearSelection();
        table.scrollTo(wanted.isAll() ? topOfAll : 0);
        selected.replaced(was);
    }

    /** The list grew, or is another one. */
    private void listed() {
        var state = listing.state();
        count();
        filter.busy(listing.busy());
        notices.gaps(state.faults());
        notices.flux(state.inFlux(), RecordActions.action(TEXTS.get("refresh"), document::refresh));
        mark();
        if (state.complete()) {
            document.reportFlux(state.inFlux());
            kept.restore(listing.list(), this::chooseAgain);
        }
        edits.rows().update();
        showRows();
        selected.listed();
    }

    private void showRows() {
        var state = listing.state();
        boolean nothing = state.complete() && edits.rows().count() == 0;
        if (nothing) {
            empty.say(TEXTS.get(listing.isFiltered() ? "empty.filtered" : "empty.none"),
                    TEXTS.get(listing.isFiltered() ? "empty.filtered.hint" : "empty.none.hint"));
        }
        cards.show(body, nothing ? "empty" : "rows");
    }

    private void count() {
        var state = listing.state();
        filter.say(CountText.of(state, listing.isFiltered(), listing.isCancelled(), table.chosen().count()),
                CountText.tip(state));
    }

    private void chooseAgain(RowRanges rows) {
        if (rows.count() > 0) {
            table.choose(rows);
            count();
        }
    }

    private void mark() {
        var pending = listing.pendingOrder();
        boolean waits = !pending.equals(listing.order());
        var order = waits ? pending : listing.order();
        table.mark(order.by() == Order.By.INDEX
                ? Optional.empty()
                : Optional.of(new SortMark(RecordTable.column(order.by()), order.descending(), waits)));
    }

    /** The user picked a row. */
    private void picked() {
        kept.forget();
        count();
        var added = table.selectedRow().flatMap(edits::added);
        if (added.isPresent()) {
            selected.clear();
            value.show(added.get());
        } else {
            selected.pick(table.selectedRow());
        }
    }

    /** Another view selected something. */
    private void follow(Object source, Selection selection) {
        if (source != this && selection.document() == document) {
            selected.follow(selection);
        }
    }

    /** A key was looked up and its record found. */
    private void arrive(Entry entry) {
        selected.publish(entry);
        if (listing.isFiltered()) {
            filter.clear();
            tree.clearSelection();
            wanted.filterBelow(Filter.ALL);
        }
        selected.seek();
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

    /** What becomes of the selection shows in the pane below and above the table. */
    private final class Shown implements SelectedRecord.Listener {
        @Override
        public void taken(Entry entry) {
            value.show(edits.shown(entry));
        }

        @Override
        public void vanished() {
            notices.say(TEXTS.get("gone.what"), TEXTS.get("gone.means"));
        }

        @Override
        public void failed(TdbException why) {
            readFailed(why);
        }
    }

    /** Keeps up with the file. */
    private final class Watcher implements Document.Listener {
        @Override
        public void refreshed(Document same) {
            if (started) {
                edits.update();
                listing.restart();
                selected.refresh();
            }
        }
    }
}
