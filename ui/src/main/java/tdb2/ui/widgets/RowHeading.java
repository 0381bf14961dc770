package tdb2.ui.widgets;

import java.awt.Component;
import java.util.Optional;
import java.util.function.Supplier;
import javax.swing.JLabel;
import javax.swing.JTable;
import javax.swing.table.DefaultTableCellRenderer;

/** A heading that stands over its column as its texts do, with an arrow where rows are sorted by it. */
final class RowHeading extends DefaultTableCellRenderer {
    private final transient RowColumn<?> column;
    private final transient Supplier<Optional<SortMark>> order;

    RowHeading(RowColumn<?> column, Supplier<Optional<SortMark>> order) {
        this.column = column;
        this.order = order;
    }

    @Override
    public Component getTableCellRendererComponent(JTable in, Object value, boolean chosen, boolean focus, int row,
            int at) {
        String arrow = order.get().filter(mark -> mark.column().equals(column.id())).map(SortMark::arrow).orElse("");
        var part = in.getTableHeader().getDefaultRenderer().getTableCellRendererComponent(in, value + arrow, false,
                false, row, at);
        if (part instanceof JLabel label) {
            label.setHorizontalAlignment(column.alignment());
        }
        return part;
    }
}
