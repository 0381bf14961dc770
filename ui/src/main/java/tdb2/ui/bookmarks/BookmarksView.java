package tdb2.ui.bookmarks;

import java.awt.BorderLayout;
import java.awt.CardLayout;
import java.awt.event.ActionEvent;
import java.io.File;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

import javax.swing.AbstractAction;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JFileChooser;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextField;

import tdb2.ui.marks.Bookmark;
import tdb2.ui.marks.Bookmarks;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.Icons;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.EmptyState;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.widgets.FactTable.Cell;
import tdb2.ui.widgets.FactTable.Column;
import tdb2.ui.widgets.FactTable.Row;
import tdb2.ui.widgets.MessageBar;
import tdb2.ui.widgets.MessageBar.Message;
import tdb2.ui.widgets.MessageBar.Tone;
import tdb2.ui.widgets.WrapBar;
import tdb2.ui.workbench.BookmarkOpener;
import tdb2.ui.workbench.BookmarkText;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.Shortcut;
import tdb2.ui.workbench.ViewContext;
import tdb2.ui.workbench.ViewPart;

/** The bookmarks of a file: goes to them, changes their notes, tells which keys are gone. */
public final class BookmarksView implements ViewPart, Document.Listener, Bookmarks.Listener {

    private static final Texts TEXTS = Texts.of(BookmarksView.class);
    private static final DateTimeFormatter MADE =
            DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT).withZone(ZoneId.systemDefault());

    private final ViewContext context;
    private final Document document;
    private final Object slot = new Object();
    private final JPanel panel = new JPanel(new BorderLayout());
    private final CardLayout cards = new CardLayout();
    private final JPanel body = new JPanel(cards);
    private final MessageBar message = new MessageBar();
    private final FactTable table = new FactTable("bookmarks", Column.mono(TEXTS.get("column.on"), 260),
            Column.text(TEXTS.get("column.note"), 320), Column.mono(TEXTS.get("column.offset"), 100),
            Column.text(TEXTS.get("column.state"), 90), Column.text(TEXTS.get("column.made"), 120));
    private final JTextField note = new JTextField();
    private Set<String> missing = Set.of();
    private List<Bookmark> shown = List.of();
    private boolean visible;

    public BookmarksView(ViewContext context) {
        this.context = context;
        document = context.document();
        panel.setName("bookmarks." + document.name());
        layOut();
        bind("go", this::go);
        bind("remove", () -> selected().ifPresent(document.bookmarks()::remove));
        bind("edit", note::requestFocusInWindow);
        table.getAccessibleContext().setAccessibleName(TEXTS.get("table.name"));
        table.getAccessibleContext().setAccessibleDescription(TEXTS.get("table.description"));
        table.onPick(what -> note.setText(((Bookmark) what).note()));
        document.addListener(this);
        document.bookmarks().addListener(this);
        show();
    }

    private void layOut() {
        var low = new WrapBar(2);
        var label = new JLabel(TEXTS.get("note"));
        label.setLabelFor(note);
        note.setName("bookmarks.note");
        note.addActionListener(_ -> saveNote());
        low.add(label);
        low.grow(note, 80);
        low.add(button("save", this::saveNote));
        low.add(button("export", this::exportAll));
        low.add(button("import", this::importMore));
        var empty = new EmptyState("bookmark", TEXTS.get("empty"), TEXTS.get("empty.hint"));
        var rows = new JPanel(new BorderLayout());
        rows.add(new JScrollPane(table));
        body.add(rows, "rows");
        body.add(empty, "empty");
        panel.add(message, BorderLayout.PAGE_START);
        panel.add(body);
        panel.add(low, BorderLayout.PAGE_END);
    }

    private static JButton button(String id, Runnable does) {
        var button = new JButton(TEXTS.get(id));
        button.setName("bookmarks." + id);
        button.setToolTipText(TEXTS.has(id + ".tip") ? TEXTS.get(id + ".tip") : null);
        button.addActionListener(_ -> does.run());
        return button;
    }

    private void bind(String id, Runnable does) {
        table.getInputMap(JComponent.WHEN_FOCUSED).put(Shortcut.of(TEXTS, id).key(), id);
        table.getActionMap().put(id, new AbstractAction() {
            @Override
            public void actionPerformed(ActionEvent event) {
                does.run();
            }
        });
    }

    @Override
    public JComponent component() {
        return panel;
    }

    @Override
    public void shown() {
        visible = true;
        look();
    }

    @Override
    public void hidden() {
        visible = false;
    }

    @Override
    public void disposed() {
        document.removeListener(this);
        document.bookmarks().removeListener(this);
        document.jobs().drop(slot);
    }

    @Override
    public void changed() {
        show();
        look();
    }

    @Override
    public void refreshed(Document again) {
        look();
    }

    @Override
    public void trouble(String what, String technical) {
        message.show(new Message(Tone.WARNING, TEXTS.get("trouble." + what), TEXTS.get("trouble.means"), "",
                technical));
    }

    private Optional<Bookmark> selected() {
        return table.selected().map(Bookmark.class::cast);
    }

    private void look() {
        if (visible && !document.isClosed()) {
            document.jobs().read(slot, new Missing(document, document.bookmarks().list(), found -> {
                missing = found;
                show();
                tellOfMissing();
            }));
        }
    }

    private void show() {
        shown = document.bookmarks().list();
        var before = selected().map(Bookmark::id);
        table.rows(shown.stream().map(this::row).toList());
        before.ifPresent(id -> {
            for (int i = 0; i < shown.size(); i++) {
                if (shown.get(i).id().equals(id)) {
                    int row = table.convertRowIndexToView(i);
                    table.setRowSelectionInterval(row, row);
                }
            }
        });
        cards.show(body, shown.isEmpty() ? "empty" : "rows");
    }

    private Row row(Bookmark bookmark) {
        String state = missing.contains(bookmark.id()) ? "gone" : bookmark.key().isPresent() ? "key" : "bytes";
        return Row.of(bookmark, Cell.of(BookmarkText.of(bookmark)).with(Icons.of("bookmark")),
                Cell.of(bookmark.note()),
                Cell.of(Formats.offset(bookmark.offset()), Formats.offsetTip(bookmark.offset()), bookmark.offset()),
                Cell.of(TEXTS.get("state." + state)), Cell.of(MADE.format(bookmark.made()), "",
                        bookmark.made().getEpochSecond()));
    }

    private void tellOfMissing() {
        if (missing.isEmpty()) {
            message.clear();
            return;
        }
        message.show(new Message(Tone.INFO, TEXTS.get("gone.what", missing.size()), TEXTS.get("gone.means"), "", ""),
                new AbstractAction(TEXTS.get("gone.search")) {
                    @Override
                    public void actionPerformed(ActionEvent event) {
                        gone().flatMap(Bookmark::key).ifPresent(context.keySearch()::search);
                    }
                });
    }

    /** The bookmark to search for: the one selected if its key is gone, else the first of those. */
    private Optional<Bookmark> gone() {
        return selected().filter(one -> missing.contains(one.id()))
                .or(() -> shown.stream().filter(one -> missing.contains(one.id())).findFirst());
    }

    private void go() {
        selected().ifPresent(bookmark -> new BookmarkOpener(context.selection()).open(this, document, bookmark,
                _ -> look()));
    }

    private void saveNote() {
        selected().ifPresent(bookmark -> document.bookmarks().put(bookmark.withNote(note.getText())));
        table.requestFocusInWindow();
    }

    private void exportAll() {
        choose(true, document.bookmarks()::exportTo);
    }

    private void importMore() {
        choose(false, document.bookmarks()::importFrom);
    }

    private void choose(boolean save, Consumer<Path> taker) {
        var chooser = new JFileChooser();
        chooser.setDialogTitle(TEXTS.get(save ? "export.title" : "import.title"));
        chooser.setSelectedFile(save ? new File(document.name() + ".bookmarks.json") : null);
        int answer = save ? chooser.showSaveDialog(panel) : chooser.showOpenDialog(panel);
        if (answer == JFileChooser.APPROVE_OPTION) {
            taker.accept(chooser.getSelectedFile().toPath());
        }
    }
}
