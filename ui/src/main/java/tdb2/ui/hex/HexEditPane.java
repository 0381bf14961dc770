package tdb2.ui.hex;

import java.awt.Dimension;
import java.util.List;

import javax.swing.Action;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JToggleButton;

import net.miginfocom.swing.MigLayout;
import tdb2.engine.repair.Fix;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.ByteText;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.widgets.FactTable.Cell;
import tdb2.ui.widgets.FactTable.Column;
import tdb2.ui.widgets.FactTable.Row;
import tdb2.ui.widgets.Figures;
import tdb2.ui.widgets.MessageBar;

/** The buttons and the list of bytes changed by hand, below the bytes. Event thread only. */
final class HexEditPane extends JPanel {

    private static final Texts TEXTS = Texts.of(HexEditPane.class);
    private static final int ROWS = 6;

    private final MessageBar message = new MessageBar();
    private final JToggleButton on = new JToggleButton(TEXTS.get("edit.on"));
    private final JButton undo;
    private final JButton redo;
    private final JButton discard;
    private final JButton check;
    private final JButton copy;
    private final JButton write;
    private final JLabel state = new JLabel();
    private final FactTable table = new FactTable("hex.edits", Column.mono(TEXTS.get("edit.offset"), 110),
            Column.mono(TEXTS.get("edit.before"), 200), Column.mono(TEXTS.get("edit.after"), 200),
            Column.text(TEXTS.get("edit.what"), 300));
    private final JScrollPane list = new JScrollPane(table);

    HexEditPane(HexEditing editing) {
        super(new MigLayout("insets 4 8 8 8, gapx 8, fillx, hidemode 3, wrap 1", "[grow, fill]"));
        setName("hex.editing");
        on.setName("hex.edit");
        on.setMnemonic(TEXTS.get("edit.on.mnemonic").charAt(0));
        on.setToolTipText(TEXTS.get("edit.on.tip"));
        on.addActionListener(_ -> editing.turn(on.isSelected()));
        undo = button("undo", editing::undo);
        redo = button("redo", editing::redo);
        discard = button("discard", editing::discard);
        check = button("check", editing::check);
        copy = button("copy", editing::saveCopy);
        write = button("write", editing::askToWrite);
        table.getAccessibleContext().setAccessibleName(TEXTS.get("edit.list"));
        list.setPreferredSize(new Dimension(0, (ROWS + 1) * table.getRowHeight()));
        state.setFont(Theme.small());
        state.setName("hex.edit.state");
        var row = new JPanel(new MigLayout("insets 0, gapx 8, hidemode 3", "[][grow, fill][][][][][][]"));
        row.add(on);
        row.add(state, "wmin 0");
        for (JButton button : List.of(undo, redo, discard, check, copy, write)) {
            row.add(button);
        }
        add(message, "wmin 0");
        add(row, "wmin 0");
        add(list, "wmin 0");
    }

    private static JButton button(String name, Runnable does) {
        var button = new JButton(TEXTS.get("edit." + name));
        button.setName("hex.edit." + name);
        button.setToolTipText(TEXTS.get("edit." + name + ".tip"));
        button.addActionListener(_ -> does.run());
        return button;
    }

    /** Shows what is changed. */
    void show(boolean editable, HexEdits edits, List<Fix> runs) {
        on.setSelected(editable);
        boolean any = !edits.isEmpty();
        undo.setEnabled(edits.canUndo());
        redo.setEnabled(edits.canRedo());
        for (JButton button : List.of(discard, check, copy, write)) {
            button.setEnabled(any);
        }
        for (JButton button : List.of(undo, redo, discard, check, copy, write)) {
            button.setVisible(editable || any);
        }
        list.setVisible(any);
        state.setText(any
                ? TEXTS.get("edit.staged", edits.count(), runs.size())
                : editable ? TEXTS.get("edit.none") : TEXTS.get("edit.off"));
        table.rows(runs.stream().map(run -> Row.of(run, Figures.offset(run.offset()),
                Cell.of(ByteText.hex(run.before())), Cell.of(ByteText.hex(run.after())), Cell.of(run.what())))
                .toList());
        revalidate();
    }

    void say(MessageBar.Message what, Action... actions) {
        message.show(what, actions);
    }

    void clear() {
        message.clear();
    }
}
