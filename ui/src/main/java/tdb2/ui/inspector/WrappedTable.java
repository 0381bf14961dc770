package tdb2.ui.inspector;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Component;
import java.awt.Dimension;
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
import javax.swing.UIManager;
import javax.swing.table.AbstractTableModel;
import javax.swing.table.TableCellRenderer;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.JTables;
import tdb2.ui.workbench.Span;

/**
 * A small table for narrow places: each cell has a main text and a quieter one below it, and breaks its lines, so that
 * nothing is cut off. Event thread only.
 */
final class WrappedTable extends JTable {

    /**
     * A cell.
     *
     * @param main what it says first
     * @param mono whether that is bytes or an offset
     * @param side what stands below; may be empty
     * @param sideMono whether that is bytes or an offset
     */
    record Cell(String main, boolean mono, String side, boolean sideMono) {

        /** Words, and more words below. */
        static Cell words(String main, String side) {
            return new Cell(main, false, side, false);
        }

        /** Words, and an offset below. */
        static Cell place(String main, String offset) {
            return new Cell(main, false, offset, true);
        }

        /** Bytes or a number, and words below. */
        static Cell bytes(String main, String side) {
            return new Cell(main, true, side, false);
        }

        @Override
        public String toString() {
            return side.isEmpty() ? main : main + ", " + side;
        }
    }

    /**
     * A row.
     *
     * @param cells one for each column
     * @param span the bytes it speaks of
     */
    record Line(List<Cell> cells, Optional<Span> span) {}

    /**
     * A column; the last one takes the width that is left.
     *
     * @param title its heading
     * @param sample a text as wide as the column should be
     */
    record Heading(String title, String sample) {}

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
            var column = getColumnModel().getColumn(i);
            column.setHeaderRenderer(new Title());
            column.setCellRenderer(new Wrapped());
            if (i < headings.size() - 1) {
                int width = getFontMetrics(getFont()).stringWidth(headings.get(i).sample()) + Theme.grid(4);
                column.setMinWidth(width);
                column.setPreferredWidth(width);
                column.setMaxWidth(2 * width);
            }
        }
        fitRows();
    }

    private void fitRows() {
        for (int row = 0; row < getRowCount(); row++) {
            int height = 1;
            for (int column = 0; column < getColumnCount(); column++) {
                var cell = prepareRenderer(getCellRenderer(row, column), row, column);
                height = Math.max(height, cell.getPreferredSize().height);
            }
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

    /** Main text and side text, one below the other, as many lines as they take. */
    private static final class Wrapped extends JPanel implements TableCellRenderer {
        private final JTextArea main = area();
        private final JTextArea side = area();

        Wrapped() {
            super(null);
            setBorder(BorderFactory.createEmptyBorder(Theme.grid(1), Theme.grid(2), Theme.grid(1), Theme.grid(1)));
            add(main);
            add(side);
        }

        @Override
        public Dimension getPreferredSize() {
            var insets = getInsets();
            return new Dimension(main.getWidth() + insets.left + insets.right,
                    insets.top + height(main) + height(side) + insets.bottom);
        }

        @Override
        public void doLayout() {
            var insets = getInsets();
            int width = getWidth() - insets.left - insets.right;
            main.setBounds(insets.left, insets.top, width, height(main));
            side.setBounds(insets.left, insets.top + height(main), width, height(side));
        }

        private static int height(JTextArea area) {
            return area.isVisible() ? area.getPreferredSize().height : 0;
        }

        private static JTextArea area() {
            var area = new JTextArea();
            area.setLineWrap(true);
            area.setWrapStyleWord(true);
            area.setOpaque(false);
            area.setBorder(null);
            return area;
        }

        @Override
        public Component getTableCellRendererComponent(JTable table, Object value, boolean selected, boolean focused,
                int row, int column) {
            var cell = (Cell) value;
            var insets = getInsets();
            int width = table.getColumnModel().getColumn(column).getWidth() - insets.left - insets.right;
            setBackground(selected ? table.getSelectionBackground() : table.getBackground());
            var ink = selected ? table.getSelectionForeground() : table.getForeground();
            fill(main, cell.main(), cell.mono(), table, width, ink);
            fill(side, cell.side(), cell.sideMono(), table, width,
                    selected ? ink : UIManager.getColor("Label.disabledForeground"));
            getAccessibleContext().setAccessibleName(cell.toString());
            invalidate();
            return this;
        }

        private static void fill(JTextArea area, String text, boolean mono, JTable table, int width, Color ink) {
            area.setVisible(!text.isEmpty());
            area.setFont(mono ? Theme.mono() : table.getFont());
            area.setForeground(ink);
            area.setText(text);
            area.setSize(Math.max(1, width), Short.MAX_VALUE);
        }
    }
}
