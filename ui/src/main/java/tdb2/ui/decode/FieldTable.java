package tdb2.ui.decode;

import java.awt.Component;
import java.util.List;
import java.util.function.Consumer;
import javax.swing.BorderFactory;
import javax.swing.JLabel;
import javax.swing.JTable;
import javax.swing.ListSelectionModel;
import javax.swing.SwingConstants;
import javax.swing.UIManager;
import javax.swing.table.AbstractTableModel;
import javax.swing.table.DefaultTableCellRenderer;
import tdb2.engine.decode.Extent;
import tdb2.engine.decode.Rendering.Row;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.JTables;

/** The fields of a decoded value: name, value, what it means; what is within others is indented. Event thread only. */
public final class FieldTable extends JTable {

    private static final Texts TEXTS = Texts.of(FieldTable.class);
    private static final int NAME = 0;
    private static final int VALUE = 1;

    private final transient Model model = new Model();
    private boolean adjusting;

    public FieldTable(String name) {
        setModel(model);
        setName(name);
        setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        setFillsViewportHeight(true);
        setShowGrid(false);
        getTableHeader().setReorderingAllowed(false);
        getAccessibleContext().setAccessibleName(TEXTS.get("fields.name"));
        JTables.leaveWithTab(this);
        setDefaultRenderer(Object.class, new Renderer());
        int[] widths = { 45, 90, 80 };
        for (int i = 0; i < widths.length; i++) {
            getColumnModel().getColumn(i).setPreferredWidth(Theme.grid(widths[i]));
            getColumnModel().getColumn(i).setHeaderRenderer(FieldTable::heading);
        }
    }

    /** Headings stand where their texts begin. */
    private static Component heading(JTable table, Object value, boolean selected, boolean focused, int row,
            int column) {
        var part = table.getTableHeader().getDefaultRenderer().getTableCellRendererComponent(table, value, selected,
                focused, row, column);
        if (part instanceof JLabel label) {
            label.setHorizontalAlignment(SwingConstants.LEADING);
        }
        return part;
    }

    /** Shows other fields. */
    public void show(List<Row> rows) {
        adjusting = true;
        int selected = getSelectedRow();
        model.rows = List.copyOf(rows);
        model.fireTableDataChanged();
        adjusting = false;
        if (selected >= 0 && selected < getRowCount()) {
            setRowSelectionInterval(selected, selected);
        }
    }

    /** Selects the narrowest field that a byte of the value belongs to, without telling anybody. */
    public void selectAt(int offset) {
        int best = -1;
        for (int i = 0; i < model.rows.size(); i++) {
            var extent = model.rows.get(i).extent();
            if (extent.isPresent() && extent.get().offset() <= offset && offset < extent.get().end()
                    && (best < 0 || extent.get().length() <= model.rows.get(best).extent().orElseThrow().length())) {
                best = i;
            }
        }
        adjusting = true;
        if (best < 0) {
            clearSelection();
        } else {
            setRowSelectionInterval(best, best);
            scrollRectToVisible(getCellRect(best, 0, true));
        }
        adjusting = false;
    }

    /** Names who is told which bytes of the value belong to the field the user picked. */
    public void onPick(Consumer<Extent> listener) {
        getSelectionModel().addListSelectionListener(event -> {
            int row = getSelectedRow();
            if (!adjusting && !event.getValueIsAdjusting() && row >= 0) {
                model.rows.get(row).extent().ifPresent(listener);
            }
        });
    }

    private static final class Model extends AbstractTableModel {
        private List<Row> rows = List.of();

        @Override
        public int getRowCount() {
            return rows.size();
        }

        @Override
        public int getColumnCount() {
            return 3;
        }

        @Override
        public String getColumnName(int column) {
            return TEXTS.get(column == NAME ? "field.name" : column == VALUE ? "field.value" : "field.means");
        }

        @Override
        public Object getValueAt(int row, int column) {
            Row field = rows.get(row);
            return column == NAME ? field.name() : column == VALUE ? field.value() : field.means();
        }
    }

    private final class Renderer extends DefaultTableCellRenderer {
        @Override
        public Component getTableCellRendererComponent(JTable table, Object value, boolean selected, boolean focused,
                int row, int column) {
            super.getTableCellRendererComponent(table, value, selected, focused, row, column);
            Row field = model.rows.get(row);
            int indent = column == NAME ? Theme.grid(2 + 4 * field.depth()) : Theme.grid(1);
            setBorder(BorderFactory.createEmptyBorder(0, indent, 0, Theme.grid(1)));
            if (column == VALUE) {
                setFont(Theme.mono());
            }
            if (!selected) {
                setForeground(field.failed() && column == VALUE
                        ? UIManager.getColor("Component.error.focusedBorderColor")
                        : column > VALUE ? UIManager.getColor("Label.disabledForeground") : table.getForeground());
            }
            String text = value.toString();
            setToolTipText(text.isEmpty() ? null : text);
            return this;
        }
    }
}
