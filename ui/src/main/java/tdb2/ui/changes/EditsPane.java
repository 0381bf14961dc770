package tdb2.ui.changes;

import java.awt.BorderLayout;
import java.util.List;
import java.util.Optional;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;
import tdb2.engine.Edit;
import tdb2.ui.widgets.Compared;
import tdb2.ui.decode.ValueText;
import tdb2.ui.edit.Change;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.Icons;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.widgets.FactTable.Cell;
import tdb2.ui.widgets.FactTable.Column;
import tdb2.ui.widgets.FactTable.Row;

/** The edits as a table, and the selected one with its old and its new value. Event thread only. */
final class EditsPane extends JPanel {
    private static final Texts TEXTS = Texts.of(EditsPane.class);
    /** Edits that are listed. */
    private static final int SHOWN = 5000;

    private final transient ValueText values;
    private final FactTable table = new FactTable("edits", Column.text(TEXTS.get("column.change"), 116),
            Column.mono(TEXTS.get("column.key"), 220), Column.mono(TEXTS.get("column.before"), 240),
            Column.mono(TEXTS.get("column.after"), 240), Column.number(TEXTS.get("column.size")));
    private final Compared compared = new Compared(TEXTS, "before", "after");

    EditsPane(ValueText values) {
        super(new BorderLayout());
        this.values = values;
        setOpaque(false);
        table.getAccessibleContext().setAccessibleName(TEXTS.get("table.name"));
        table.getAccessibleContext().setAccessibleDescription(TEXTS.get("table.description"));
        table.onPick(what -> compare(Optional.of((Edit) what)));
        var split = new JSplitPane(JSplitPane.HORIZONTAL_SPLIT, new JScrollPane(table), compared);
        split.setResizeWeight(0.6);
        split.setBorder(null);
        add(split);
    }

    /** The table, to bind keys to. */
    FactTable table() {
        return table;
    }

    /** The edit that is selected. */
    Optional<Edit> selected() {
        return table.selected().map(Edit.class::cast);
    }

    /** Shows other edits. */
    void show(List<Edit> edits) {
        table.rows(edits.stream().limit(SHOWN).map(this::row).toList());
        if (table.getSelectedRow() < 0 && table.getRowCount() > 0) {
            table.setRowSelectionInterval(0, 0);
        }
        compare(selected());
    }

    private Row row(Edit edit) {
        byte[] key = edit.key();
        long size = edit.value().or(edit::expected).map(value -> value.length).orElse(0);
        String change = TEXTS.get("change." + Change.of(edit));
        return Row.of(edit, Cell.of(change).with(Icons.of("edits")), Cell.of(ValueText.key(key)),
                Cell.of(values.line(key, edit.expected())), Cell.of(values.line(key, edit.value())),
                Cell.of(Formats.size(size), Formats.sizeTip(size), size));
    }

    private void compare(Optional<Edit> edit) {
        edit.ifPresentOrElse(one -> compared.show(values.page(one.key(), one.expected()),
                values.page(one.key(), one.value())), () -> compared.show("", ""));
    }
}
