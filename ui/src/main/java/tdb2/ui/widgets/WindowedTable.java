package tdb2.ui.widgets;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.event.ActionEvent;
import java.awt.event.ComponentAdapter;
import java.awt.event.ComponentEvent;
import java.awt.event.MouseEvent;
import java.awt.event.MouseWheelEvent;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongConsumer;
import java.util.function.LongUnaryOperator;
import java.util.function.Predicate;
import javax.swing.AbstractAction;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JScrollBar;
import javax.swing.JScrollPane;
import javax.swing.JTable;
import javax.swing.KeyStroke;
import javax.swing.ListSelectionModel;
import javax.swing.ScrollPaneConstants;
import javax.swing.SwingConstants;
import javax.swing.UIManager;
import javax.swing.event.ListSelectionEvent;
import javax.swing.table.AbstractTableModel;
import javax.swing.table.DefaultTableCellRenderer;

import com.formdev.flatlaf.util.ColorFunctions;

import tdb2.ui.theme.Theme;

/**
 * A table of any number of rows: only those in the window exist, and the scroll bar counts rows, not pixels. A row that
 * is not at hand yet shows as dots. One row can be selected; it stays selected when it is out of sight. Its headings do
 * not sort. Event thread only.
 *
 * @param <R> a row
 */
public final class WindowedTable<R> extends JPanel {
    private final transient List<RowColumn<R>> columns;
    private final transient RowModel<R> rows;
    private final Window window = new Window();
    private final JTable table = new JTable(window) {
        @Override
        public String getToolTipText(MouseEvent event) {
            return tip(rowAtPoint(event.getPoint()), columnAtPoint(event.getPoint()));
        }
    };
    private final JScrollPane pane = new JScrollPane(table, ScrollPaneConstants.VERTICAL_SCROLLBAR_NEVER,
            ScrollPaneConstants.HORIZONTAL_SCROLLBAR_AS_NEEDED);
    private final JScrollBar bar = new JScrollBar(SwingConstants.VERTICAL);
    private transient LongConsumer selected = _ -> {};
    private transient Predicate<R> faded = _ -> false;
    private transient Predicate<R> stressed = _ -> false;
    private long first;
    private long selection = -1;
    private boolean adjusting;
    /** The user selected a row that was not at hand: the listener is told when it is. */
    private boolean owing;

    /** A table; its name for tests and its accessible name are set by the caller through {@link #table()}. */
    public WindowedTable(List<RowColumn<R>> columns, RowModel<R> rows) {
        super(new BorderLayout());
        this.columns = List.copyOf(columns);
        this.rows = rows;
        window.fireTableStructureChanged();
        pane.setBorder(null);
        add(pane);
        add(bar, BorderLayout.LINE_END);
        prepareTable();
        bar.addAdjustmentListener(event -> {
            if (!adjusting) {
                scrollTo(mapping().first(event.getValue()));
            }
        });
        pane.setWheelScrollingEnabled(false);
        pane.addMouseWheelListener(this::turn);
        pane.getViewport().addComponentListener(new ComponentAdapter() {
            @Override
            public void componentResized(ComponentEvent event) {
                scrollTo(first);
            }
        });
        rows.onChange(() -> scrollTo(first));
    }

    /** The part that takes the focus and speaks to screen readers; its rows are those in the window. */
    public JTable table() {
        return table;
    }

    /** Names who is told which row the user selected, once that row is at hand. */
    public void onSelect(LongConsumer listener) {
        selected = listener;
    }

    /** Says which rows are painted faded. */
    public void fadeWhere(Predicate<R> rule) {
        faded = rule;
    }

    /** Says which rows are painted bold on a tinted ground; some cell of such a row should say why in words. */
    public void stressWhere(Predicate<R> rule) {
        stressed = rule;
    }

    /** The selected row. */
    public OptionalLong selection() {
        return selection < 0 ? OptionalLong.empty() : OptionalLong.of(selection);
    }

    /** The selected row, if it is at hand. */
    public Optional<R> selectedRow() {
        return selection < 0 || selection >= rows.count() ? Optional.empty() : rows.row(selection);
    }

    /** The row on top. */
    public long first() {
        return first;
    }

    /** Selects a row and scrolls to it, without telling the listener. */
    public void select(long row) {
        owing = false;
        selection = row;
        reveal(row);
    }

    /**
     * The selected row is found at another place now: it stays at its height in the window when it was in sight;
     * otherwise the window stays. The listener is not told.
     */
    public void reselect(long row) {
        boolean inSight = selection >= first && selection < first + visible();
        long moved = selection < 0 ? 0 : row - selection;
        owing = false;
        selection = row;
        scrollTo(inSight ? first + moved : first);
    }

    /** Takes the selection away, without telling the listener. */
    public void clearSelection() {
        owing = false;
        selection = -1;
        scrollTo(first);
    }

    /** Puts a row on top, or the nearest that can be. */
    public void scrollTo(long row) {
        var mapping = mapping();
        first = mapping.clamp(row);
        adjusting = true;
        try {
            bar.setValues(mapping.value(first), mapping.extent(), 0, mapping.maximum());
            bar.setBlockIncrement(Math.max(1, mapping.extent() - 1));
            bar.setEnabled(mapping.lastFirst() > 0);
            window.refresh();
            showSelection();
        } finally {
            adjusting = false;
        }
        if (rows.count() > 0) {
            rows.want(first, Math.min(first + visible(), rows.count() - 1));
        }
        if (owing && selectedRow().isPresent()) {
            tell();
        }
    }

    @Override
    public void updateUI() {
        super.updateUI();
        if (table != null) {
            measure();
        }
    }

    private void prepareTable() {
        table.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        table.setAutoscrolls(false);
        table.setFillsViewportHeight(true);
        table.setAutoResizeMode(JTable.AUTO_RESIZE_SUBSEQUENT_COLUMNS);
        table.getTableHeader().setReorderingAllowed(false);
        JTables.leaveWithTab(table);
        table.getSelectionModel().addListSelectionListener(this::picked);
        bind("UP", row -> row - 1);
        bind("DOWN", row -> row + 1);
        bind("PAGE_UP", row -> row - Math.max(1, visible() - 1));
        bind("PAGE_DOWN", row -> row + Math.max(1, visible() - 1));
        for (String modifier : List.of("", "ctrl ")) {
            bind(modifier + "HOME", _ -> 0);
            bind(modifier + "END", _ -> rows.count() - 1);
        }
        measure();
    }

    private void measure() {
        var mono = Theme.mono();
        table.setRowHeight(Math.max(table.getFontMetrics(mono).getHeight(), table.getFontMetrics(getFont()).getHeight())
                + Theme.grid(1));
        for (int i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            var shown = table.getColumnModel().getColumn(i);
            var font = column.mono() ? mono : getFont();
            int width = Math.max(table.getFontMetrics(font).stringWidth(column.sample()),
                    table.getFontMetrics(getFont()).stringWidth(column.title())) + Theme.grid(5);
            shown.setCellRenderer(new Cell(column));
            shown.setHeaderRenderer(new Heading(column));
            shown.setPreferredWidth(width);
            shown.setMinWidth(column.stretches() ? Theme.grid(25) : width);
            shown.setMaxWidth(column.stretches() ? Integer.MAX_VALUE : width + width / 2);
        }
    }

    private void bind(String key, LongUnaryOperator move) {
        table.getInputMap(JComponent.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT).put(KeyStroke.getKeyStroke(key), key);
        table.getActionMap().put(key, new AbstractAction() {
            @Override
            public void actionPerformed(ActionEvent event) {
                choose(move.applyAsLong(selection < 0 ? first - 1 : selection));
            }
        });
    }

    private void choose(long row) {
        if (rows.count() == 0) {
            return;
        }
        select(Math.clamp(row, 0, rows.count() - 1));
        tell();
    }

    private void tell() {
        owing = selectedRow().isEmpty();
        if (!owing) {
            selected.accept(selection);
        }
    }

    private void picked(ListSelectionEvent event) {
        int row = table.getSelectedRow();
        if (adjusting || event.getValueIsAdjusting() || row < 0) {
            return;
        }
        selection = first + row;
        tell();
    }

    private void showSelection() {
        long row = selection - first;
        if (selection >= 0 && row >= 0 && row < window.getRowCount()) {
            table.setRowSelectionInterval((int) row, (int) row);
            table.getColumnModel().getSelectionModel().setLeadSelectionIndex(0);
        } else {
            table.clearSelection();
        }
    }

    private void reveal(long row) {
        int whole = visible();
        if (row < first) {
            scrollTo(row);
        } else if (row >= first + whole) {
            scrollTo(row - whole + 1);
        } else {
            scrollTo(first);
        }
    }

    private void turn(MouseWheelEvent event) {
        scrollTo(first + Math.round(3 * event.getPreciseWheelRotation()));
    }

    private ScrollMapping mapping() {
        return new ScrollMapping(rows.count(), visible());
    }

    /** Rows that fit as a whole. */
    private int visible() {
        return Math.max(1, pane.getViewport().getHeight() / Math.max(1, table.getRowHeight()));
    }

    private String tip(int row, int column) {
        if (row < 0 || column < 0) {
            return null;
        }
        var tip = rows.row(first + row).map(columns.get(column).tip()).orElse("");
        return tip.isEmpty() ? null : tip;
    }

    /** The rows in the window. */
    private final class Window extends AbstractTableModel {
        private int shown;

        void refresh() {
            int now = (int) Math.min(rows.count() - first, visible() + 1L);
            if (now != shown) {
                shown = now;
                fireTableDataChanged();
            } else if (shown > 0) {
                fireTableRowsUpdated(0, shown - 1);
            }
        }

        @Override
        public int getRowCount() {
            return shown;
        }

        @Override
        public int getColumnCount() {
            return columns == null ? 0 : columns.size();
        }

        @Override
        public String getColumnName(int column) {
            return columns.get(column).title();
        }

        @Override
        public Object getValueAt(int row, int column) {
            return rows.row(first + row).map(columns.get(column).text()).orElse("\u00b7\u00b7\u00b7");
        }
    }

    private final class Cell extends DefaultTableCellRenderer {
        Cell(RowColumn<R> column) {
            setHorizontalAlignment(column.alignment());
            cellFont = column.mono() ? Theme.mono() : WindowedTable.this.getFont();
        }

        private final java.awt.Font cellFont;

        @Override
        public Component getTableCellRendererComponent(JTable in, Object value, boolean chosen, boolean focus, int row,
                int column) {
            super.getTableCellRendererComponent(in, value, chosen, false, row, column);
            var at = rows.row(first + row);
            boolean stress = at.filter(stressed).isPresent();
            setFont(stress ? cellFont.deriveFont(java.awt.Font.BOLD) : cellFont);
            if (!chosen) {
                setBackground(stress
                        ? ColorFunctions.mix(UIManager.getColor("Table.selectionBackground"), in.getBackground(), 0.25f)
                        : in.getBackground());
                setForeground(at.isEmpty() || faded.test(at.get())
                        ? UIManager.getColor("Label.disabledForeground")
                        : in.getForeground());
            }
            return this;
        }
    }

    /** A heading that stands over its column as its texts do. */
    private final class Heading extends DefaultTableCellRenderer {
        private final int alignment;

        Heading(RowColumn<R> column) {
            alignment = column.alignment();
        }

        @Override
        public Component getTableCellRendererComponent(JTable in, Object value, boolean chosen, boolean focus, int row,
                int column) {
            var part = in.getTableHeader().getDefaultRenderer().getTableCellRendererComponent(in, value, false, false,
                    row, column);
            if (part instanceof javax.swing.JLabel label) {
                label.setHorizontalAlignment(alignment);
            }
            return part;
        }
    }
}
