package tdb2.ui.changes;

import java.awt.BorderLayout;
import java.awt.event.ActionEvent;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.swing.AbstractAction;
import javax.swing.Action;
import javax.swing.JButton;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;
import tdb2.engine.error.Conflict;
import tdb2.ui.widgets.Compared;
import tdb2.ui.decode.ValueText;
import tdb2.ui.theme.Icons;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.widgets.FactTable.Cell;
import tdb2.ui.widgets.FactTable.Column;
import tdb2.ui.widgets.FactTable.Row;
import tdb2.ui.widgets.WrapBar;
import tdb2.ui.workbench.Saving.Choice;
import tdb2.ui.workbench.Shortcut;

/**
 * The records that others changed since they were read: what was read, what is there now, what would be saved; and for each
 * the user's choice. Event thread only.
 */
final class ConflictPane extends JPanel {
    private static final Texts TEXTS = Texts.of(ConflictPane.class);

    private final transient ValueText values;
    private final transient Function<byte[], Optional<byte[]>> mine;
    private final transient Consumer<Map<ByteBuffer, Choice>> resolved;
    private final FactTable table = new FactTable("conflicts", Column.text(TEXTS.get("column.choice"), 150),
            Column.mono(TEXTS.get("column.key"), 180), Column.mono(TEXTS.get("column.read"), 180),
            Column.mono(TEXTS.get("column.theirs"), 180), Column.mono(TEXTS.get("column.mine"), 180));
    private final Compared compared = new Compared(TEXTS, "read", "theirs", "mine");
    private final JButton save;
    private final transient Map<ByteBuffer, Choice> choices = new HashMap<>();
    private transient List<Conflict> conflicts = List.of();

    /**
     * @param mine what would be saved under a key; empty: its record would be deleted
     * @param resolved takes the choices when there is one for each record
     * @param left called when the user decides nothing
     */
    ConflictPane(ValueText values, Function<byte[], Optional<byte[]>> mine,
            Consumer<Map<ByteBuffer, Choice>> resolved, Runnable left) {
        super(new BorderLayout());
        this.values = values;
        this.mine = mine;
        this.resolved = resolved;
        setOpaque(false);
        table.getAccessibleContext().setAccessibleName(TEXTS.get("conflicts.name"));
        table.getAccessibleContext().setAccessibleDescription(TEXTS.get("conflicts.description"));
        table.onPick(what -> compare((Conflict) what));
        var split = new JSplitPane(JSplitPane.VERTICAL_SPLIT, new JScrollPane(table), compared);
        split.setResizeWeight(0.4);
        split.setBorder(null);
        add(split);
        var buttons = new WrapBar(2);
        buttons.setOpaque(false);
        buttons.add(button("theirs", () -> choose(Choice.THEIRS)));
        buttons.add(button("mine", () -> choose(Choice.MINE)));
        save = button("resolve", this::resolve);
        buttons.add(save, "gapx 24");
        buttons.add(button("leave", left));
        add(buttons, BorderLayout.PAGE_END);
    }

    private JButton button(String id, Runnable does) {
        var shortcut = Shortcut.of(TEXTS, id);
        Action action = new AbstractAction(shortcut.name()) {
            @Override
            public void actionPerformed(ActionEvent event) {
                does.run();
            }
        };
        getInputMap(WHEN_ANCESTOR_OF_FOCUSED_COMPONENT).put(shortcut.key(), id);
        table.getInputMap(WHEN_ANCESTOR_OF_FOCUSED_COMPONENT).put(shortcut.key(), id);
        table.getActionMap().put(id, action);
        getActionMap().put(id, action);
        var button = new JButton(action);
        button.setName("conflicts." + id);
        button.setToolTipText(TEXTS.get("tip." + id, shortcut.keyText()));
        return button;
    }

    /** Shows conflicts. */
    void show(List<Conflict> found) {
        conflicts = found;
        choices.clear();
        fill();
        table.setRowSelectionInterval(0, 0);
        compare(found.getFirst());
    }

    /** Moves the keyboard into the table. */
    void takeFocus() {
        table.requestFocusInWindow();
    }

    private void fill() {
        table.rows(conflicts.stream().map(this::row).toList());
        boolean all = choices.size() == conflicts.size();
        save.getAction().setEnabled(all);
    }

    private Row row(Conflict conflict) {
        byte[] key = conflict.key();
        Optional<Choice> choice = Optional.ofNullable(choices.get(ByteBuffer.wrap(key)));
        Cell words = Cell.of(TEXTS.get(choice.map(made -> "choice." + made).orElse("choice.open")));
        return Row.of(conflict, choice.isPresent() ? words.with(Icons.of("check")) : words.with(Icons.of("warning")),
                Cell.of(ValueText.key(key)), Cell.of(values.line(key, conflict.expected())),
                Cell.of(values.line(key, conflict.found())), Cell.of(values.line(key, mine.apply(key))));
    }

    private void compare(Conflict conflict) {
        byte[] key = conflict.key();
        compared.show(values.page(key, conflict.expected()), values.page(key, conflict.found()),
                values.page(key, mine.apply(key)));
    }

    /** Decides about the selected record and goes to the next one. */
    private void choose(Choice choice) {
        table.selected().map(Conflict.class::cast).ifPresent(conflict -> {
            choices.put(ByteBuffer.wrap(conflict.key()), choice);
            int row = table.getSelectedRow();
            fill();
            int next = Math.min(row + 1, table.getRowCount() - 1);
            table.setRowSelectionInterval(next, next);
            table.scrollRectToVisible(table.getCellRect(next, 0, true));
        });
    }

    private void resolve() {
        if (choices.size() == conflicts.size()) {
            resolved.accept(Map.copyOf(choices));
        }
    }
}
