package tdb2.ui.widgets;

import java.awt.BorderLayout;
import java.awt.event.ActionEvent;
import java.awt.event.ComponentAdapter;
import java.awt.event.ComponentEvent;
import java.awt.event.MouseAdapter;
import java.awt.event.MouseEvent;
import java.awt.event.MouseWheelEvent;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
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
import javax.swing.table.AbstractTableModel;
import javax.swing.table.TableColumn;

import tdb2.ui.theme.Theme;

/**
 * A table of any number of rows: only those in the window exist, and the scroll bar counts rows, not pixels. A row that
 * is not at hand yet shows as dots. Any rows can be chosen, one of them leads: it is the selected one. Both stay when they
 * are out of sight. A click on a heading asks whoever fills the table to sort. Event thread only.
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

        @Override
        public void changeSelection(int row, int column, boolean toggle, boolean extend) {
            pick(first + row, toggle, extend);
        }
    };
    private final JScrollPane pane = new JScrollPane(table, ScrollPaneConstants.VERTICAL_SCROLLBAR_NEVER,
            ScrollPaneConstants.HORIZONTAL_SCROLLBAR_AS_NEEDED);
    private final JScrollBar bar = new JScrollBar(SwingConstants.VERTICAL);
    private transient LongConsumer selected = _ -> {};
    private transient Predicate<R> faded = _ -> false;
    private transient Predicate<R> stressed = _ -> false;
    private final transient ColumnLayout layout;
    private final transient List<TableColumn> parts;
    private transient Consumer<String> sort = _ -> {};
    private transient Optional<SortMark> mark = Optional.empty();
    private final transient RowChoice choice = new RowChoice();
    private long first;
    private boolean adjusting;
    /** The user selected a row that was not at hand: the listener is told when it is. */
    private boolean owing;

    /** A table; its name for tests and its accessible name are set by the caller through {@link #table()}. */
    public WindowedTable(List<RowColumn<R>> columns, RowModel<R> rows) {
        super(new BorderLayout());
        this.columns = List.copyOf(columns);
        this.rows = rows;
        window.fireTableStructureChanged();
        parts = java.util.Collections.list(table.getColumnModel().getColumns());
        layout = new ColumnLayout(table, this.columns);
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

    /** Which columns are shown, and how. */
    public ColumnLayout columns() {
        return layout;
    }

    /** Names who is told the id of a column whose heading the user clicks. */
    public void onSort(Consumer<String> listener) {
        sort = listener;
    }

    /** Shows which order the rows are in, or will be. */
    public void mark(Optional<SortMark> order) {
        mark = order;
        table.getTableHeader().repaint();
    }

    /** The chosen rows, the selected one among them. */
    public RowRanges chosen() {
        return choice.chosen();
    }

    /** Chooses rows, without telling the listener and without scrolling; the selected row stays if it is among them. */
    public void choose(RowRanges rows) {
        choice.choose(rows);
        scrollTo(first);
    }

    /** The selected row. */
    public OptionalLong selection() {
        return choice.lead() < 0 ? OptionalLong.empty() : OptionalLong.of(choice.lead());
    }

    /** The selected row, if it is at hand. */
    public Optional<R> selectedRow() {
        return choice.lead() < 0 || choice.lead() >= rows.count() ? Optional.empty() : rows.row(choice.lead());
    }

    /** The row on top. */
    public long first() {
        return first;
    }

    /** Selects a row, alone unless it is one of those chosen, and scrolls to it, without telling the listener. */
    public void select(long row) {
        owing = false;
        choice.select(row);
        reveal(row);
    }

    /**
     * The selected row is found at another place now: it stays at its height in the window when it was in sight;
     * otherwise the window stays. The listener is not told.
     */
    public void reselect(long row) {
        long before = choice.lead();
        boolean inSight = before >= first && before < first + visible();
        long moved = before < 0 ? 0 : row - before;
        if (moved != 0 || !choice.contains(row)) {
            owing = false;
            choice.only(row);
        }
        scrollTo(inSight ? first + moved : first);
    }

    /** Takes the selection away, without telling the listener. */
    public void clearSelection() {
        owing = false;
        choice.clear();
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
            measure(false);
        }
    }

    private void prepareTable() {
        table.setSelectionMode(ListSelectionModel.MULTIPLE_INTERVAL_SELECTION);
        table.setAutoscrolls(false);
        table.setFillsViewportHeight(true);
        table.setAutoResizeMode(JTable.AUTO_RESIZE_SUBSEQUENT_COLUMNS);
        table.getTableHeader().addMouseListener(new MouseAdapter() {
            @Override
            public void mouseClicked(MouseEvent event) {
                int column = table.columnAtPoint(event.getPoint());
                if (column >= 0 && event.getButton() == MouseEvent.BUTTON1) {
                    sort.accept(columns.get(table.convertColumnIndexToModel(column)).id());
                }
            }
        });
        JTables.leaveWithTab(table);
        for (boolean extend : new boolean[] { false, true }) {
            String shift = extend ? "shift " : "";
            bind(shift + "UP", row -> row - 1, extend);
            bind(shift + "DOWN", row -> row + 1, extend);
            bind(shift + "PAGE_UP", row -> row - Math.max(1, visible() - 1), extend);
            bind(shift + "PAGE_DOWN", row -> row + Math.max(1, visible() - 1), extend);
            for (String modifier : List.of("", "ctrl ")) {
                bind(modifier + shift + "HOME", _ -> 0, extend);
                bind(modifier + shift + "END", _ -> rows.count() - 1, extend);
            }
        }
        bind("ctrl A", () -> choose(rows.count() == 0 ? new RowRanges() : RowRanges.of(0, rows.count() - 1)));
        measure(true);
    }

    /** Fits rows and columns to the fonts; widths that the user may have changed stay. */
    private void measure(boolean atFirst) {
        var mono = Theme.mono();
        table.setRowHeight(Math.max(table.getFontMetrics(mono).getHeight(), table.getFontMetrics(getFont()).getHeight())
                + Theme.grid(1));
        for (int i = 0; i < columns.size(); i++) {
            var column = columns.get(i);
            var shown = parts.get(i);
            var font = column.mono() ? mono : getFont();
            int width = Math.max(table.getFontMetrics(font).stringWidth(column.sample()),
                    table.getFontMetrics(getFont()).stringWidth(column.title() + " \u25b2")) + Theme.grid(5);
            shown.setCellRenderer(new RowCell<>(column, getFont(), row -> rows.row(first + row),
                    row -> faded.test(row), row -> stressed.test(row)));
            shown.setHeaderRenderer(new RowHeading(column, () -> mark));
            shown.setMinWidth(column.stretches() ? Theme.grid(25) : width);
            shown.setMaxWidth(column.stretches() ? Integer.MAX_VALUE : 2 * width);
            if (atFirst) {
                shown.setPreferredWidth(width);
            }
        }
    }

    private void bind(String key, LongUnaryOperator move, boolean extend) {
        bind(key, () -> {
            if (rows.count() > 0) {
                long from = choice.lead() < 0 ? first - 1 : choice.lead();
                long row = Math.clamp(move.applyAsLong(from), 0, rows.count() - 1);
                pick(row, false, extend);
                reveal(row);
            }
        });
    }

    private void bind(String key, Runnable does) {
        table.getInputMap(JComponent.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT).put(KeyStroke.getKeyStroke(key), key);
        table.getActionMap().put(key, new AbstractAction() {
            @Override
            public void actionPerformed(ActionEvent event) {
                does.run();
            }
        });
    }

    private void pick(long row, boolean toggle, boolean extend) {
        owing = false;
        choice.pick(row, toggle, extend);
        scrollTo(first);
        if (choice.lead() >= 0) {
            tell();
        }
    }

    private void tell() {
        owing = selectedRow().isEmpty();
        if (!owing) {
            selected.accept(choice.lead());
        }
    }

    private void showSelection() {
        table.clearSelection();
        for (int row = 0; row < window.getRowCount(); row++) {
            if (choice.contains(first + row)) {
                table.addRowSelectionInterval(row, row);
            }
        }
        long lead = choice.lead() - first;
        if (lead >= 0 && lead < window.getRowCount()) {
            table.addRowSelectionInterval((int) lead, (int) lead);
            table.getColumnModel().getSelectionModel().setLeadSelectionIndex(0);
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
        var tip = rows.row(first + row)
                .map(columns.get(table.convertColumnIndexToModel(column)).tip()).orElse("");
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
}
