package tdb2.ui.search;

import java.awt.Component;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import javax.swing.DefaultComboBoxModel;
import javax.swing.DefaultListCellRenderer;
import javax.swing.JButton;
import javax.swing.JCheckBox;
import javax.swing.JComboBox;
import javax.swing.JFileChooser;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.JTextField;

import net.miginfocom.swing.MigLayout;

import tdb2.engine.query.BadFilterException;
import tdb2.engine.query.Where;
import tdb2.ui.search.Asked.Kind;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;

/** Reach the user says what to look for and where. Event thread only. */
final class SearchBar extends JPanel {

    private static final Texts TEXTS = Texts.of(SearchBar.class);

    /** Which files. */
    enum Reach {
        OPEN, FRONT, FOLDER
    }

    private final History history;
    private final Supplier<List<Path>> open;
    private final Supplier<Optional<Path>> front;
    private final Consumer<Asked> search;
    private final Runnable stop;
    private final JComboBox<String> text = new JComboBox<>();
    private final JComboBox<Kind> kind = choice("kind", Kind.values());
    private final JComboBox<Where> place = choice("place", new Where[] { Where.BOTH, Where.KEYS, Where.VALUES });
    private final JComboBox<Reach> reach = choice("reach", Reach.values());
    private final JTextField folder = new JTextField(18);
    private final JButton browse = new JButton(TEXTS.get("browse"));
    private final JCheckBox matchCase = box("matchCase");
    private final JCheckBox dead = box("dead");
    private final JCheckBox unreached = box("unreached");
    private final JButton go = new JButton(TEXTS.get("go"));
    private final JLabel complaint = new JLabel();
    private boolean running;

    /**
     * @param open the open files
     * @param front the one in front
     * @param search told what is asked for
     * @param stop told to stop
     * @param summary says what was found
     * @param export a button to export it
     */
    SearchBar(History history, Supplier<List<Path>> open, Supplier<Optional<Path>> front, Consumer<Asked> search,
            Runnable stop, JLabel summary, JButton export) {
        super(new MigLayout("insets 2 8 2 8, gapx 8, gapy 0, hidemode 3", "[grow, fill][][][][][][]"));
        this.history = history;
        this.open = open;
        this.front = front;
        this.search = search;
        this.stop = stop;
        prepare();
        add(text, "wmin 120");
        add(kind);
        add(place);
        add(reach);
        add(folder, "growx, wmin 100");
        add(browse);
        add(go, "wrap");
        var options = new JPanel(new MigLayout("insets 0, gapx 12, fillx", "[][][][grow][]"));
        options.add(matchCase);
        options.add(dead);
        options.add(unreached);
        options.add(summary, "wmin 0, split 2");
        options.add(complaint, "wmin 0");
        options.add(export);
        add(options, "span, growx");
        complaint.setName("search.complaint");
        follow();
    }

    private static <E extends Enum<E>> JComboBox<E> choice(String name, E[] values) {
        var choice = new JComboBox<>(values);
        choice.setName("search." + name);
        choice.getAccessibleContext().setAccessibleName(TEXTS.get(name + ".name"));
        choice.setToolTipText(TEXTS.get(name + ".name"));
        choice.setRenderer(new DefaultListCellRenderer() {
            @Override
            public Component getListCellRendererComponent(JList<?> list, Object value, int index, boolean selected,
                    boolean focused) {
                return super.getListCellRendererComponent(list, TEXTS.get(name + "." + value), index, selected,
                        focused);
            }
        });
        return choice;
    }

    private static JCheckBox box(String name) {
        var box = new JCheckBox(TEXTS.get(name));
        box.setName("search." + name);
        box.setToolTipText(TEXTS.get(name + ".tip"));
        box.setMnemonic(TEXTS.get(name + ".mnemonic").charAt(0));
        return box;
    }

    private void prepare() {
        text.setEditable(true);
        text.setName("search.text");
        text.setMaximumRowCount(History.KEPT);
        text.getAccessibleContext().setAccessibleName(TEXTS.get("text.name"));
        var field = field();
        field.setName("search.field");
        field.putClientProperty("JTextField.placeholderText", TEXTS.get("text.placeholder"));
        field.setToolTipText(TEXTS.get("text.tip"));
        field.getAccessibleContext().setAccessibleName(TEXTS.get("text.name"));
        field.addActionListener(_ -> ask());
        showHistory();
        folder.setName("search.folder");
        folder.putClientProperty("JTextField.placeholderText", TEXTS.get("folder.placeholder"));
        folder.getAccessibleContext().setAccessibleName(TEXTS.get("folder.name"));
        folder.addActionListener(_ -> ask());
        browse.setName("search.browse");
        browse.addActionListener(_ -> browse());
        go.setName("search.go");
        go.addActionListener(_ -> {
            if (running) {
                stop.run();
            } else {
                ask();
            }
        });
        reach.addActionListener(_ -> follow());
        kind.addActionListener(_ -> follow());
        history.folder().ifPresent(folder::setText);
    }

    private JTextField field() {
        return (JTextField) text.getEditor().getEditorComponent();
    }

    private void showHistory() {
        Object typed = text.getEditor().getItem();
        text.setModel(new DefaultComboBoxModel<>(history.texts().toArray(String[]::new)));
        text.getEditor().setItem(typed);
    }

    private void follow() {
        boolean named = reach.getSelectedItem() == Reach.FOLDER;
        folder.setVisible(named);
        browse.setVisible(named);
        matchCase.setEnabled(kind.getSelectedItem() != Kind.HEX);
        revalidate();
    }

    @Override
    public void updateUI() {
        super.updateUI();
        if (text != null) {
            folder.setFont(Theme.mono());
        }
    }

    /** Puts the keyboard into the field. */
    void focus() {
        field().requestFocusInWindow();
        field().selectAll();
    }

    /** Looks for a key in all open files, as if the user had typed it. */
    void askForKey(String hex) {
        kind.setSelectedItem(Kind.HEX);
        place.setSelectedItem(Where.KEYS);
        reach.setSelectedItem(Reach.OPEN);
        field().setText(hex);
        ask();
    }

    /** A search began, or is over. */
    void running(boolean now) {
        running = now;
        go.setText(TEXTS.get(now ? "stop" : "go"));
    }

    private void browse() {
        var chooser = new JFileChooser(folder.getText());
        chooser.setFileSelectionMode(JFileChooser.DIRECTORIES_ONLY);
        chooser.setDialogTitle(TEXTS.get("folder.name"));
        if (chooser.showOpenDialog(this) == JFileChooser.APPROVE_OPTION) {
            folder.setText(chooser.getSelectedFile().toString());
        }
    }

    private void ask() {
        complain("");
        var typed = field().getText();
        if (typed.isEmpty()) {
            complain(TEXTS.get("complaint.empty"));
            return;
        }
        try {
            var roots = roots();
            if (roots.isEmpty()) {
                complain(TEXTS.get("complaint.nowhere"));
                return;
            }
            var asked = new Asked(typed, (Kind) kind.getSelectedItem(), (Where) place.getSelectedItem(),
                    matchCase.isSelected(), dead.isSelected(), unreached.isSelected(), roots);
            asked.sought();
            history.remember(typed, reach.getSelectedItem() == Reach.FOLDER ? folder.getText() : "");
            showHistory();
            search.accept(asked);
        } catch (BadFilterException wrong) {
            complain(wrong.getMessage());
            field().setCaretPosition(Math.min(wrong.position(), typed.length()));
        }
    }

    private List<Path> roots() {
        return switch ((Reach) reach.getSelectedItem()) {
            case OPEN -> open.get();
            case FRONT -> front.get().stream().toList();
            case FOLDER -> folder();
        };
    }

    private List<Path> folder() {
        if (folder.getText().isBlank()) {
            return List.of();
        }
        try {
            return List.of(Path.of(folder.getText().strip()).toAbsolutePath().normalize());
        } catch (InvalidPathException _) {
            return List.of();
        }
    }

    private void complain(String why) {
        complaint.setText(why);
        for (var each : Arrays.asList(field(), text)) {
            each.putClientProperty("JComponent.outline", why.isEmpty() ? null : "error");
        }
        complaint.getAccessibleContext().setAccessibleName(why);
    }
}
