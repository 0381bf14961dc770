package tdb2.ui.workbench;

import java.awt.Component;
import java.awt.KeyboardFocusManager;
import java.awt.event.ActionEvent;
import java.util.Optional;

import javax.swing.AbstractAction;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextField;
import javax.swing.KeyStroke;

import net.miginfocom.swing.MigLayout;

import tdb2.ui.marks.Bookmark;
import tdb2.ui.theme.Icons;

/** Asks for a note on a place, to find it again. Hidden until it is opened; event thread only. */
final class BookmarkBar extends JPanel {

    private final JLabel target = new JLabel();
    private final JTextField note = new JTextField();
    private final JButton remove = new JButton(Actions.of("removeBookmark", this::remove));
    private Optional<Document> document = Optional.empty();
    private Optional<Bookmark> bookmark = Optional.empty();
    private Optional<Component> before = Optional.empty();

    BookmarkBar() {
        super(new MigLayout("insets 4 8 4 8, gapx 8, hidemode 3", "[][grow, fill][][][]"));
        setName("bookmark");
        setVisible(false);
        target.setName("bookmark.target");
        target.setLabelFor(note);
        note.setName("bookmark.note");
        note.putClientProperty("JTextField.placeholderText", Jobs.TEXTS.get("bookmark.note"));
        note.getAccessibleContext().setAccessibleName(Jobs.TEXTS.get("bookmark.note"));
        note.addActionListener(_ -> save());
        var save = new JButton(Actions.of("saveBookmark", this::save));
        var close = new JButton(Actions.of("leaveBookmark", this::leave));
        save.setName("bookmark.save");
        remove.setName("bookmark.remove");
        close.setName("bookmark.close");
        add(target, "wmax 50%");
        add(note, "wmin 100");
        add(save);
        add(remove);
        add(close);
        getInputMap(JComponent.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT).put(KeyStroke.getKeyStroke("ESCAPE"), "leave");
        getActionMap().put("leave", new AbstractAction() {
            @Override
            public void actionPerformed(ActionEvent event) {
                leave();
            }
        });
    }

    /** Asks for a note on what is selected, or changes the one there is. */
    void open(Document of, Optional<Selection> selection) {
        var focused = KeyboardFocusManager.getCurrentKeyboardFocusManager().getPermanentFocusOwner();
        if (!isVisible()) {
            before = Optional.ofNullable(focused);
        }
        document = Optional.of(of);
        Optional<Bookmark> wanted = selection.flatMap(BookmarkBar::target);
        bookmark = wanted.map(one -> of.bookmarks().on(one).orElse(one));
        boolean known = bookmark.filter(of.bookmarks().list()::contains).isPresent();
        target.setIcon(Icons.of("bookmark"));
        target.setText(
                bookmark.map(one -> Jobs.TEXTS.get(known ? "bookmark.edit" : "bookmark.add", BookmarkText.of(one)))
                        .orElse(Jobs.TEXTS.get("bookmark.nothing")));
        note.setText(bookmark.map(Bookmark::note).orElse(""));
        note.setEnabled(bookmark.isPresent());
        remove.setVisible(known);
        setVisible(true);
        if (bookmark.isPresent()) {
            note.requestFocusInWindow();
            note.selectAll();
        }
    }

    /** A bookmark on a selection: on its record where that is known, else on its bytes. */
    private static Optional<Bookmark> target(Selection selection) {
        return selection.span().map(span -> selection.key().isPresent() && selection.record().isPresent()
                ? Bookmark.onKey(selection.key().get(), selection.record().get().offset(),
                        selection.record().get().length(), "")
                : Bookmark.onBytes(span.offset(), span.length(), ""));
    }

    private void save() {
        bookmark.ifPresent(one -> document.ifPresent(of -> of.bookmarks().put(one.withNote(note.getText()))));
        leave();
    }

    private void remove() {
        bookmark.ifPresent(one -> document.ifPresent(of -> of.bookmarks().remove(one)));
        leave();
    }

    private void leave() {
        setVisible(false);
        document = Optional.empty();
        bookmark = Optional.empty();
        before.filter(Component::isShowing).ifPresent(Component::requestFocusInWindow);
        before = Optional.empty();
    }
}
