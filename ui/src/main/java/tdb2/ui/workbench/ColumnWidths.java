package tdb2.ui.workbench;

import java.awt.Component;
import java.awt.Container;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.swing.JTable;
import javax.swing.event.ChangeEvent;
import javax.swing.event.ListSelectionEvent;
import javax.swing.event.TableColumnModelEvent;
import javax.swing.event.TableColumnModelListener;
import javax.swing.table.TableColumn;

import com.formdev.flatlaf.util.UIScale;

/**
 * Remembers the widths that people give to the columns of tables with a name, for each view. Widths nobody touched are
 * left to the table. Event thread only.
 */
final class ColumnWidths implements TableColumnModelListener {

    private static final int WIDEST = 10_000;

    private final JTable table;
    private final Settings settings;
    private final String key;

    private ColumnWidths(JTable table, Settings settings, String key) {
        this.table = table;
        this.settings = settings;
        this.key = key;
    }

    /** Gives the tables of a view the widths they had, and remembers changes from now on. */
    static void keep(Component view, Settings settings, String id) {
        if (view instanceof JTable table && table.getName() != null && table.getTableHeader() != null) {
            var widths = new ColumnWidths(table, settings, id + ".columns." + table.getName());
            widths.restore();
            table.getColumnModel().addColumnModelListener(widths);
        } else if (view instanceof Container parts) {
            Arrays.stream(parts.getComponents()).forEach(part -> keep(part, settings, id));
        }
    }

    private void restore() {
        List<Integer> widths = settings.get(key).flatMap(ColumnWidths::read).orElse(List.of());
        if (widths.size() == table.getColumnCount()) {
            IntStream.range(0, widths.size()).forEach(
                    i -> table.getColumnModel().getColumn(i).setPreferredWidth(UIScale.scale(widths.get(i))));
        }
    }

    private static Optional<List<Integer>> read(String text) {
        try {
            List<Integer> widths = Arrays.stream(text.split(",")).map(Integer::valueOf).toList();
            return widths.stream().allMatch(width -> width > 0 && width < WIDEST)
                    ? Optional.of(widths)
                    : Optional.empty();
        } catch (NumberFormatException _) {
            return Optional.empty();
        }
    }

    @Override
    public void columnMarginChanged(ChangeEvent event) {
        if (table.getTableHeader().getResizingColumn() != null) {
            settings.put(key, IntStream.range(0, table.getColumnCount()).mapToObj(table.getColumnModel()::getColumn)
                    .map(TableColumn::getWidth).map(UIScale::unscale).map(String::valueOf)
                    .collect(Collectors.joining(",")));
        }
    }

    @Override
    public void columnAdded(TableColumnModelEvent event) {
        // widths of other columns say nothing
    }

    @Override
    public void columnRemoved(TableColumnModelEvent event) {
        // widths of other columns say nothing
    }

    @Override
    public void columnMoved(TableColumnModelEvent event) {
        // the order is not remembered
    }

    @Override
    public void columnSelectionChanged(ListSelectionEvent event) {
        // no width
    }
}
