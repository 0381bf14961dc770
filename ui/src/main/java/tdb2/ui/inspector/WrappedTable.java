package tdb2.ui.inspector;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.Font;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import javax.swing.BorderFactory;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTable;
import javax.swing.JTextArea;
import javax.swing.ListSelectionModel;
import javax.swing.SwingConstants;
import javax.swing.table.AbstractTableModel;
import javax.swing.table.DefaultTableCellRenderer;
import javax.swing.table.TableCellRenderer;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.JTables;
import tdb2.ui.workbench.Span;

/** A small table whose last column breaks its lines, so that nothing is cut off. Event thread only. */
final class WrappedTable extends JTable {

    /**
     * A row.
     *
     * @param cells texts
     * @param span the bytes it speaks of
     */
    record Line(List<String> cells, Optional<Span> span) {}

    /**
     * A column.
     *
     * @param title its heading
     * @param mono whether it shows bytes or offsets
     * @param sample a text as wide as the column should be; of no meaning in the last one
     */
    record Heading(String title, boolean mono, String sample) {}

    private final transient List<Heading> headings;
    private final transient Lines lines = new Lines();
    private boolean adjusting;

    WrappedTable(String name, List<Heading> headings) {
        this.headings = List.copyOf(headings);
        setModel(lines);
        setName(name);
        setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        setAutoResizeMode(AUTO_RESIZE_LAST_COLUMN);
        getTableHeader().setReorderingAllowed(false);
        JTables.leaveWithTab(this);
        measure();
    }

    /** Shows other rows. */
    void show(List<Line> rows) {
        adjusting = true;
        lines.rows = List.copyOf(rows);
        lines.fireTableDataChanged();
        adjusting = false;
        fitRows();
    }

    /** The table below its headings; hidden and shown together. */
    JPanel withHeadings() {
        var both = new JPanel(new BorderLayout());
        both.setOpaque(false);
        both.add(getTableHeader(), BorderLayout.PAGE_START);
        both.add(this);
        return both;
    }

    /** Selects the row about a byte, the narrowest when there are several, without telling anybody. */
    void selectAt(long offset) {
        int best = -1;
        long least = Long.MAX_VALUE;
        for (int i = 0; i < lines.rows.size(); i++) {
            var span = lines.rows.get(i).span();
            if (span.isPresent() && span.get().contains(offset) && span.get().length() < least) {
                least = span.get().length();
                best = i;
            }
        }
        adjusting = true;
        if (best < 0) {
            clearSelection();
        } else {
            setRowSelectionInterval(best, best);
        }
        adjusting = false;
    }

    /** Names who is told which bytes the user picked. */
    void onPick(Consumer<Span> listener) {
        getSelectionModel().addListSelectionListener(event -> {
            int row = getSelectedRow();
            if (!adjusting && !event.getValueIsAdjusting() && row >= 0) {
                lines.rows.get(row).span().ifPresent(listener);
            }
        });
    }

    @Override
    public void doLayout() {
        super.doLayout();
        fitRows();
    }

    @Override
    public Dimension getPreferredScrollableViewportSize() {
        return getPreferredSize();
    }

    @Override
    public void updateUI() {
        super.updateUI();
        if (headings != null) {
            measure();
        }
    }

    private void measure() {
        for (int i = 0; i < headings.size(); i++) {
            var heading = headings.get(i);
            boolean last = i == headings.size() - 1;
            var font = heading.mono() ? Theme.mono() : getFont();
            var column = getColumnModel().getColumn(i);
            column.setHeaderRenderer(new Title());
            column.setCellRenderer(last ? new Wrapped(font) : new Plain(font));
            if (!last) {
                int width = getFontMetrics(font).stringWidth(heading.sample()) + Theme.grid(3);
                column.setMinWidth(width);
                column.setPreferredWidth(width);
                column.setMaxWidth(2 * width);
            }
        }
        fitRows();
    }

    private void fitRows() {
        int last = headings.size() - 1;
        for (int row = 0; row < getRowCount(); row++) {
            int height = prepareRenderer(getCellRenderer(row, last), row, last).getPreferredSize().height;
            if (getRowHeight(row) != height) {
                setRowHeight(row, height);
            }
        }
    }

    private final class Lines extends AbstractTableModel {
        private List<Line> rows = List.of();

        @Override
        public int getRowCount() {
            return rows.size();
        }

        @Override
        public int getColumnCount() {
            return headings.size();
        }

        @Override
        public String getColumnName(int column) {
            return headings.get(column).title();
        }

        @Override
        public Object getValueAt(int row, int column) {
            return rows.get(row).cells().get(column);
        }
    }

    /** Headings stand where their texts begin. */
    private static final class Title implements TableCellRenderer {
        @Override
        public Component getTableCellRendererComponent(JTable table, Object value, boolean selected, boolean focused,
                int row, int column) {
            var part = table.getTableHeader().getDefaultRenderer().getTableCellRendererComponent(table, value, false,
                    false, row, column);
            if (part instanceof JLabel label) {
                label.setHorizontalAlignment(SwingConstants.LEADING);
            }
            return part;
        }
    }

    /** One line at the top of its cell. */
    private static final class Plain extends DefaultTableCellRenderer {
        private final Font font;

        Plain(Font font) {
            this.font = font;
            setVerticalAlignment(TOP);
        }

        @Override
        public Component getTableCellRendererComponent(JTable table, Object value, boolean selected, boolean focused,
                int row, int column) {
            super.getTableCellRendererComponent(table, value, selected, false, row, column);
            setFont(font);
            setBorder(BorderFactory.createEmptyBorder(Theme.grid(1) / 2, Theme.grid(1), 0, Theme.grid(1)));
            setToolTipText(value.toString().isEmpty() ? null : value.toString());
            return this;
        }
    }

    /** As many lines as it takes. */
    private static final class Wrapped extends JTextArea implements TableCellRenderer {
        private final Font font;

        Wrapped(Font font) {
            this.font = font;
            setLineWrap(true);
            setWrapStyleWord(true);
            setOpaque(true);
        }

        @Override
        public Component getTableCellRendererComponent(JTable table, Object value, boolean selected, boolean focused,
                int row, int column) {
            setText(value.toString());
            setFont(font);
            setBorder(BorderFactory.createEmptyBorder(Theme.grid(1) / 2, Theme.grid(1), Theme.grid(1) / 2,
                    Theme.grid(1)));
            setForeground(selected ? table.getSelectionForeground() : table.getForeground());
            setBackground(selected ? table.getSelectionBackground() : table.getBackground());
            setSize(table.getColumnModel().getColumn(column).getWidth(), Short.MAX_VALUE);
            return this;
        }
    }
}
