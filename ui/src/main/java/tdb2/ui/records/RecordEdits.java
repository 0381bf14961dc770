package tdb2.ui.records;

import java.awt.CardLayout;
import java.awt.event.ActionEvent;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import javax.swing.AbstractAction;
import javax.swing.Action;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JPopupMenu;
import javax.swing.JTable;
import javax.swing.KeyStroke;
import tdb2.engine.Edit;
import tdb2.engine.Entry;
import tdb2.engine.Value;
import tdb2.engine.error.CancelledException;
import tdb2.engine.error.TdbException;
import tdb2.engine.inspect.Position;
import tdb2.engine.query.Filter;
import tdb2.ui.theme.Icons;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.RowRanges;
import tdb2.ui.widgets.WindowedTable;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.Editing;
import tdb2.ui.workbench.Shortcut;
import tdb2.ui.workbench.ViewContext;
import tdb2.ui.workbench.ViewIds;

/** Adding, changing and deleting records in the table: makes edits, which are staged until they are saved. Event thread only. */
final class RecordEdits {
    private static final Texts TEXTS = Texts.of(RecordEdits.class);
    private static final long FILTER_NANOS = 20_000_000;
    private static final String SLOT = "records.edits";
    private static final String DELETE = "delete";
    private static final String VALUE = "value";
    private static final String EDITOR = "editor";

    private final Document document;
    private final Editing editing;
    private final Listing listing;
    private final Notices notices;
    private final Supplier<Filter> filter;
    private final StagedRows rows;
    private final EditStrip strip;
    private final RecordEditor editor;
    private final Action add = new EditAction("add", this::add);
    private final Action change = new EditAction("change", this::change);
    private final Action delete = new EditAction(DELETE, this::delete);
    private final CardLayout cards = new CardLayout();
    private final JPanel below = new JPanel(cards);
    private final Runnable follower = this::edited;
    private WindowedTable<RecordRow> table;
    private Runnable otherwise = () -> {};

    /**
     * @param filter what is listed at present
     */
    RecordEdits(ViewContext context, Listing listing, Notices notices, Supplier<Filter> filter) {
        this.listing = listing;
        this.notices = notices;
        this.filter = filter;
        document = context.document();
        editing = document.editing();
        rows = new StagedRows(listing.rows(), editing.history(), this::isListed);
        strip = new EditStrip(List.of(add, change, delete), () -> context.reveal().accept(ViewIds.EDITS));
        editor = new RecordEditor(document, this::stage, this::leave);
        editing.history().addListener(follower);
    }

    /** What the table shows. */
    StagedRows rows() {
        return rows;
    }

    /** What stands above the table. */
    JComponent strip() {
        return strip;
    }

    /** What stands below the table: the value of the selected record, or the editor in its place. */
    JComponent below(JComponent value) {
        below.add(value, VALUE);
        below.add(editor, EDITOR);
        return below;
    }

    /**
     * Gives the view the actions, on keys and in the menu of its table.
     *
     * @param view takes the keys too that mean nothing where text is typed
     * @param told called when there are other edits
     */
    void install(JComponent view, WindowedTable<RecordRow> into, JPopupMenu menu, Runnable told) {
        table = into;
        otherwise = told;
        for (Action action : List.of(add, change, delete)) {
            var id = (String) action.getValue(Action.ACTION_COMMAND_KEY);
            var key = (KeyStroke) action.getValue(Action.ACCELERATOR_KEY);
            into.table().getInputMap(JTable.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT).put(key, id);
            into.table().getActionMap().put(id, action);
            menu.add(action);
            if (!id.equals(DELETE)) {
                view.getInputMap(JComponent.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT).put(key, id);
                view.getActionMap().put(id, action);
            }
        }
        menu.addSeparator();
        update();
    }

    void dispose() {
        editing.history().removeListener(follower);
    }

    /** The file was looked at again: it may be another one. */
    void update() {
        Optional<String> refusal = editing.refusal();
        for (Action action : List.of(add, change, delete)) {
            action.setEnabled(refusal.isEmpty());
            action.putValue(Action.SHORT_DESCRIPTION, refusal.orElseGet(() -> tip(action)));
        }
        strip.say(refusal, editing.history().now());
        rows.update();
    }

    private void edited() {
        update();
        otherwise.run();
    }

    private static String tip(Action action) {
        var id = (String) action.getValue(Action.ACTION_COMMAND_KEY);
        return TEXTS.get("edits." + id + ".tip", Shortcut.of(TEXTS, id).keyText());
    }

    /** Added records are listed when the filter takes them; one that cannot tell soon takes them too. */
    private boolean isListed(Edit edit) {
        long end = System.nanoTime() + FILTER_NANOS;
        try {
            return filter.get().takes(staged(edit), (_, _) -> System.nanoTime() > end);
        } catch (CancelledException _) {
            return true;
        } catch (TdbException _) {
            return false;
        }
    }

    private static Entry staged(Edit edit) {
        var value = Value.of(edit.value().orElseThrow());
        return new Entry(StagedRows.row(edit).header(), 0, Position.START, edit.key(), value);
    }

    /** What is to be shown of a record: its staged value, when it has one. */
    Entry shown(Entry entry) {
        return editing.history().now().of(entry.key()).filter(edit -> edit.value().isPresent())
                .map(edit -> new Entry(entry.header(), entry.depth(), entry.position(), entry.key(),
                        Value.of(edit.value().orElseThrow())))
                .orElse(entry);
    }

    /** The record of a row that is not in the file yet. */
    Optional<Entry> added(RecordRow row) {
        return row.state() == RecordRow.State.ADDED
                ? editing.history().now().of(row.key()).map(RecordEdits::staged)
                : Optional.empty();
    }

    private void add() {
        cards.show(below, EDITOR);
        editor.add();
    }

    private void change() {
        table.selectedRow().ifPresentOrElse(this::change,
                () -> notices.say(TEXTS.get("edits.none"), TEXTS.get("edits.none.means")));
    }

    private void change(RecordRow row) {
        Optional<Edit> edit = rows.edit(row);
        if (edit.isPresent()) {
            byte[] before = edit.get().expected().orElse(new byte[0]);
            open(edit.get().key(), before, edit.get().value().orElse(before));
        } else if (!row.dead()) {
            document.jobs().read(SLOT, new EditableRecord(document, row, (key, value) -> open(key, value, value),
                    this::failed));
        }
    }

    private void open(byte[] key, byte[] before, byte[] now) {
        cards.show(below, EDITOR);
        editor.change(key, before, now);
    }

    /** The chosen rows; of those that are added only the edit is taken back. */
    private void delete() {
        RowRanges chosen = table.chosen();
        List<byte[]> back = rows.addedOf(chosen).stream().map(RecordRow::key).toList();
        RowRanges inFile = rows.inFile(chosen);
        if (inFile.count() == 0) {
            if (!back.isEmpty()) {
                editing.history().change(now -> now.without(back));
            }
            return;
        }
        document.jobs().enqueue(SLOT, new DeletionJob(listing.list(), inFile, more -> {
            editing.history().change(now -> now.without(back).with(more));
            int gone = (int) (inFile.count() - more.size());
            if (gone > 0) {
                notices.say(TEXTS.get("edits.gone", gone), TEXTS.get("edits.gone.means"));
            }
        }, this::failed));
    }

    private void failed(TdbException why) {
        notices.error(TEXTS.get("edits.failed"), TEXTS.get("edits.failed.means"), why);
    }

    /** The editor made an edit. */
    private void stage(Edit edit) {
        editing.history().change(now -> now.with(edit));
        rows.rowOf(edit.key()).ifPresent(table::select);
    }

    private void leave() {
        cards.show(below, VALUE);
        table.table().requestFocusInWindow();
    }

    private static final class EditAction extends AbstractAction {
        private final transient Runnable does;

        EditAction(String id, Runnable does) {
            super(Shortcut.of(TEXTS, id).name(), Icons.of(id.equals("change") ? "edit" : id));
            this.does = does;
            putValue(ACTION_COMMAND_KEY, id);
            putValue(ACCELERATOR_KEY, Shortcut.of(TEXTS, id).key());
        }

        @Override
        public void actionPerformed(ActionEvent event) {
            does.run();
        }
    }
}
