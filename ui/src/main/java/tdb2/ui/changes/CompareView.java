package tdb2.ui.changes;

import java.awt.BorderLayout;
import java.awt.CardLayout;
import java.awt.Component;
import java.awt.EventQueue;
import java.awt.event.ActionEvent;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import javax.swing.AbstractAction;
import javax.swing.Action;
import javax.swing.DefaultListCellRenderer;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JFileChooser;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;
import javax.swing.JTextField;
import javax.swing.ListSelectionModel;
import tdb2.engine.Edit;
import tdb2.engine.compare.Difference.Kind;
import tdb2.engine.error.TdbException;
import tdb2.ui.widgets.Compared;
import tdb2.ui.decode.ValueText;
import tdb2.ui.decode.Decodings;
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
import tdb2.ui.widgets.TextFields;
import tdb2.ui.widgets.WrapBar;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.Shortcut;
import tdb2.ui.workbench.ViewContext;
import tdb2.ui.workbench.ViewIds;
import tdb2.ui.workbench.ViewPart;

/**
 * A file beside another, by key: what is different, both values, and a way to take records of the other over as edits that
 * are not saved yet.
 */
public final class CompareView implements ViewPart {
    private static final Texts TEXTS = Texts.of(CompareView.class);
    private static final String LIST = "list";
    private static final String EMPTY = "empty";

    private final ViewContext context;
    private final Document document;
    private final DifferenceJobs jobs;
    private final ValueText values;
    private final JPanel panel = new JPanel(new BorderLayout());
    private final CardLayout cards = new CardLayout();
    private final JPanel body = new JPanel(cards);
    private final MessageBar message = new MessageBar();
    private final JTextField other = new JTextField();
    private final JComboBox<Optional<Kind>> kinds = new JComboBox<>();
    private final JTextField filter = new JTextField();
    private final JLabel count = new JLabel();
    private final EmptyState empty = new EmptyState("compare", TEXTS.get("compare.empty"),
            TEXTS.get("compare.empty.hint"));
    private final FactTable table = new FactTable("compare.table", Column.text(TEXTS.get("column.difference"), 132),
            Column.mono(TEXTS.get("column.key"), 280), Column.number(TEXTS.get("column.here")),
            Column.number(TEXTS.get("column.there")));
    private final Compared compared = new Compared(TEXTS, "here", "there");
    private final JButton take;
    private Optional<DifferenceList> found = Optional.empty();
    private final Runnable edited = this::enable;

    public CompareView(ViewContext context) {
        this.context = context;
        document = context.document();
        jobs = new DifferenceJobs(document, this::failed);
        values = new ValueText(new Decodings(document, context.settings(), this::showPair));
        panel.setName("compare." + document.name());
        message.setName("compare.message");
        take = button("take", this::take);
        table.setSelectionMode(ListSelectionModel.MULTIPLE_INTERVAL_SELECTION);
        table.getAccessibleContext().setAccessibleName(TEXTS.get("compare.table"));
        table.getAccessibleContext().setAccessibleDescription(TEXTS.get("compare.table.description"));
        table.onPick(_ -> showPair());
        table.getSelectionModel().addListSelectionListener(_ -> enable());
        var split = new JSplitPane(JSplitPane.HORIZONTAL_SPLIT, new JScrollPane(table), compared);
        split.setResizeWeight(0.5);
        split.setBorder(null);
        body.setOpaque(false);
        body.add(empty, EMPTY);
        body.add(split, LIST);
        panel.setOpaque(false);
        var top = new JPanel(new BorderLayout());
        top.setOpaque(false);
        top.add(bar(), BorderLayout.PAGE_START);
        top.add(message);
        panel.add(top, BorderLayout.PAGE_START);
        panel.add(body);
        document.editing().history().addListener(edited);
        cards.show(body, EMPTY);
        enable();
    }

    private JPanel bar() {
        var bar = new WrapBar(2);
        other.setName("compare.other");
        other.setText(document.path() + ".bak");
        other.addActionListener(_ -> compare());
        var name = new JLabel(TEXTS.get("compare.with"));
        name.setLabelFor(other);
        name.setDisplayedMnemonic(TEXTS.get("compare.with.mnemonic").charAt(0));
        bar.add(name);
        bar.grow(other, 120);
        bar.add(button("chooseOther", this::choose));
        bar.add(button("compare", this::compare));
        bar.add(take);
        kinds.setName("compare.kinds");
        kinds.getAccessibleContext().setAccessibleName(TEXTS.get("compare.kinds"));
        kinds.addItem(Optional.empty());
        Arrays.stream(Kind.values()).map(Optional::of).forEach(kinds::addItem);
        kinds.setRenderer(new KindRenderer());
        kinds.addActionListener(_ -> fill());
        filter.setName("compare.filter");
        filter.putClientProperty("JTextField.placeholderText", TEXTS.get("compare.filter"));
        filter.getAccessibleContext().setAccessibleName(TEXTS.get("compare.filter"));
        TextFields.onEdit(filter, this::fill);
        count.setName("compare.count");
        bar.begin(kinds);
        bar.grow(filter, 120);
        bar.add(count);
        return bar;
    }

    private JButton button(String id, Runnable does) {
        Action action = new AbstractAction(TEXTS.get("button." + id)) {
            @Override
            public void actionPerformed(ActionEvent event) {
                does.run();
            }
        };
        if (TEXTS.has("action." + id + ".key")) {
            table.getInputMap(JComponent.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT).put(Shortcut.of(TEXTS, id).key(), id);
            table.getActionMap().put(id, action);
        }
        var button = new JButton(action);
        button.setName("compare." + id);
        button.setToolTipText(TEXTS.get("tip." + id));
        return button;
    }

    private void choose() {
        var chooser = new JFileChooser();
        chooser.setSelectedFile(new File(other.getText()));
        chooser.setDialogTitle(TEXTS.get("compare.with"));
        if (chooser.showOpenDialog(panel) == JFileChooser.APPROVE_OPTION) {
            other.setText(chooser.getSelectedFile().toString());
            compare();
        }
    }

    private void compare() {
        try {
            Path path = Path.of(other.getText().strip());
            message.clear();
            empty.say(TEXTS.get("comparing"), path.toString());
            cards.show(body, EMPTY);
            jobs.compare(path, this::show, () -> empty.say(TEXTS.get("compare.cancelled"), path.toString()));
        } catch (InvalidPathException e) {
            message.show(new Message(Tone.WARNING, TEXTS.get("compare.failed"), e.getMessage(), "", ""));
        }
    }

    private void failed(TdbException why) {
        empty.say(TEXTS.get("compare.empty"), TEXTS.get("compare.empty.hint"));
        message.show(Message.of(TEXTS.get("compare.failed"), TEXTS.get("compare.unchanged"), why.fault()));
    }

    private void show(DifferenceList list) {
        found = Optional.of(list);
        if (list.partly()) {
            message.show(new Message(Tone.WARNING, TEXTS.get("compare.partly"), TEXTS.get("compare.partly.means"), "",
                    ""));
        }
        if (list.total() == 0) {
            empty.say(TEXTS.get("compare.same", Formats.count(list.alike())), list.other().toString());
        }
        cards.show(body, list.total() == 0 ? EMPTY : LIST);
        fill();
        if (list.total() > 0) {
            table.requestFocusInWindow();
        }
    }

    /** Lists what the filters let through. */
    private void fill() {
        found.ifPresent(list -> {
            var kind = (Optional<?>) kinds.getSelectedItem();
            String text = filter.getText().toLowerCase(Locale.ROOT);
            List<Row> rows = list.rows().stream().filter(row -> kind.isEmpty() || kind.get() == row.kind())
                    .filter(row -> ValueText.key(row.key()).toLowerCase(Locale.ROOT).contains(text)).map(this::row)
                    .toList();
            table.rows(rows);
            String all = TEXTS.get("compare.count", list.count(Kind.ADDED), list.count(Kind.REMOVED),
                    list.count(Kind.CHANGED), list.alike());
            count.setText(list.total() > list.rows().size()
                    ? all + " · " + TEXTS.get("compare.more", list.rows().size())
                    : all);
            if (!rows.isEmpty() && table.getSelectedRow() < 0) {
                table.setRowSelectionInterval(0, 0);
            }
            showPair();
            enable();
        });
    }

    private Row row(DifferenceList.Row row) {
        return Row.of(row, Cell.of(TEXTS.get("difference." + row.kind())).with(Icons.of("compare")),
                Cell.of(ValueText.key(row.key())), size(row.here()), size(row.there()));
    }

    private static Cell size(OptionalLong size) {
        return size.isEmpty()
                ? Cell.of("", TEXTS.get("value.none"), -1)
                : Cell.of(Formats.size(size.getAsLong()), Formats.sizeTip(size.getAsLong()), size.getAsLong());
    }

    /** Both values of the selected record. */
    private void showPair() {
        Optional<DifferenceList.Row> row = table.selected().map(DifferenceList.Row.class::cast);
        if (row.isEmpty() || found.isEmpty()) {
            compared.show("", "");
            return;
        }
        byte[] key = row.get().key();
        jobs.pair(found.get().other(), key, pair -> compared.show(values.page(key, pair.here()),
                values.page(key, pair.there())));
    }

    private List<byte[]> chosen() {
        return Arrays.stream(table.getSelectedRows()).mapToObj(table::whatAt)
                .map(what -> (DifferenceList.Row) what.orElseThrow()).filter(row -> row.there().isPresent())
                .map(DifferenceList.Row::key).toList();
    }

    private void enable() {
        Optional<String> refusal = document.editing().refusal();
        take.setEnabled(refusal.isEmpty() && !chosen().isEmpty());
        take.setToolTipText(refusal.orElse(TEXTS.get("tip.take")));
    }

    private void take() {
        if (take.isEnabled() && found.isPresent()) {
            jobs.take(found.get().other(), chosen(), this::stage);
        }
    }

    private void stage(List<Edit> edits) {
        document.editing().history().change(now -> now.with(edits));
        message.show(new Message(Tone.INFO, TEXTS.get("taken", edits.size()), TEXTS.get("taken.means"), "", ""),
                new AbstractAction(TEXTS.get("button.showEdits")) {
                    @Override
                    public void actionPerformed(ActionEvent event) {
                        context.reveal().accept(ViewIds.EDITS);
                    }
                });
    }

    @Override
    public JComponent component() {
        return panel;
    }

    /** The keyboard goes to where the other file is named. */
    @Override
    public void shown() {
        enable();
        if (found.isEmpty()) {
            EventQueue.invokeLater(other::requestFocusInWindow);
        }
    }

    @Override
    public void disposed() {
        document.editing().history().removeListener(edited);
        jobs.drop();
    }

    /** Names the kinds. */
    private static final class KindRenderer extends DefaultListCellRenderer {
        @Override
        public Component getListCellRendererComponent(JList<?> list, Object value, int index, boolean selected,
                boolean focused) {
            String name = value instanceof Optional<?> kind && kind.isPresent() ? kind.get().toString() : "ALL";
            return super.getListCellRendererComponent(list, TEXTS.get("difference." + name), index, selected, focused);
        }
    }
}
