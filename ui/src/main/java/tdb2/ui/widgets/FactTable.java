package tdb2.ui.widgets;

import java.awt.Component;
import java.awt.event.MouseEvent;
import java.util.AbstractList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

import javax.swing.Icon;
import javax.swing.JLabel;
import javax.swing.JTable;
import javax.swing.ListSelectionModel;
import javax.swing.SwingConstants;
import javax.swing.table.AbstractTableModel;
import javax.swing.table.DefaultTableCellRenderer;
import javax.swing.table.TableCellRenderer;
import javax.swing.table.TableColumn;
import javax.swing.table.TableRowSorter;

import tdb2.ui.glossary.Glossary;
import tdb2.ui.glossary.Term;
import tdb2.ui.theme.Theme;

/**
 * A small read-only table of ready texts: numbers on the right, bytes and offsets in the font for them, exact figures in
 * tooltips. For at most some thousands of rows. Event thread only.
 */
public class FactTable extends JTable {

    /**
     * A column.
     *
     * @param title its heading
     * @param style how its cells look
     * @param width preferred width in unscaled pixels
     */
    public record Column(String title, Style style, int width) {

        /** How cells look. */
        public enum Style {
            TEXT, NUMBER, MONO
        }

        /** Words. */
        public static Column text(String title, int width) {
            return new Column(title, Style.TEXT, width);
        }

        /** Right-aligned figures. */
        public static Column number(String title) {
            return new Column(title, Style.NUMBER, 88);
        }

        /** Offsets and bytes. */
        public static Column mono(String title, int width) {
            return new Column(title, Style.MONO, width);
        }
    }

    /**
     * A row.
     *
     * @param cells one for each column
     * @param what the thing the row stands for, for those who listen to the selection
     */
    public record Row(List<Cell> cells, Optional<Object> what) {

        public Row {
            cells = List.copyOf(cells);
        }

        /** A row of plain texts that stands for nothing. */
        public static Row of(String... texts) {
            return new Row(Arrays.stream(texts).map(Cell::of).toList(), Optional.empty());
        }

        /** A row that stands for something. */
        public static Row of(Object what, Cell... cells) {
            return new Row(List.of(cells), Optional.of(what));
        }
    }

    /**
     * A cell.
     *
     * @param text what it says
     * @param tip its tooltip; may be empty
     * @param icon before the text
     * @param sort what it is sorted by
     */
    public record Cell(String text, String tip, Optional<Icon> icon, Comparable<?> sort) {

        public static Cell of(String text) {
            return new Cell(text, "", Optional.empty(), text);
        }

        /** A figure: sorted by its value. */
        public static Cell of(String text, String tip, long value) {
            return new Cell(text, tip, Optional.empty(), value);
        }

        public Cell with(Icon newIcon) {
            return new Cell(text, tip, Optional.of(newIcon), sort);
        }
    }

    private final transient Model model;
    private boolean filling;

    /** An empty table. */
    public FactTable(String name, Column... columns) {
        model = new Model(List.of(columns));
        setModel(model);
        setName(name);
        setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        setAutoResizeMode(AUTO_RESIZE_LAST_COLUMN);
        setFillsViewportHeight(true);
        var sorter = new TableRowSorter<>(model);
        for (int i = 0; i < columns.length; i++) {
            var column = getColumnModel().getColumn(i);
            column.setPreferredWidth(Theme.grid(columns[i].width() / 4));
            column.setWidth(column.getPreferredWidth());
            column.setMinWidth(Math.min(column.getPreferredWidth(), Theme.grid(25)) * 9 / 10);
            column.setCellRenderer(new Renderer(columns[i].style()));
            column.setHeaderRenderer(new HeaderRenderer(columns[i].style()));
            sorter.setComparator(i, (Cell a, Cell b) -> compare(a.sort(), b.sort()));
        }
        setRowSorter(sorter);
        JTables.leaveWithTab(this);
    }

    /** Where there is no room for what columns need at least, the table is scrolled and nothing in it is cut off. */
    @Override
    public boolean getScrollableTracksViewportWidth() {
        int least = Collections.list(getColumnModel().getColumns()).stream().mapToInt(TableColumn::getMinWidth).sum();
        return super.getScrollableTracksViewportWidth() && (getParent() == null || getParent().getWidth() >= least);
    }

    @SuppressWarnings("unchecked") // a column's cells are all sorted by the same type, or by their text
    private static int compare(Comparable<?> a, Comparable<?> b) {
        return a.getClass() == b.getClass()
                ? ((Comparable<Object>) a).compareTo(b)
                : a.toString().compareTo(b.toString());
    }

    /** The last column takes the room that is left; where there is too little, all give some. */
    @Override
    public void doLayout() {
        int wanted = 0;
        for (int i = 0; i < getColumnCount() - 1; i++) {
            wanted += getColumnModel().getColumn(i).getPreferredWidth();
        }
        int last = getColumnModel().getColumn(getColumnCount() - 1).getPreferredWidth();
        int mode = wanted + Math.min(last, getWidth() / 3) > getWidth()
                ? AUTO_RESIZE_ALL_COLUMNS
                : AUTO_RESIZE_LAST_COLUMN;
        if (getAutoResizeMode() != mode) {
            setAutoResizeMode(mode);
        }
        boolean dragged = getTableHeader() != null && getTableHeader().getResizingColumn() != null;
        if (dragged || mode == AUTO_RESIZE_ALL_COLUMNS) {
            super.doLayout();
        } else {
            widen(wanted);
        }
    }

    /** Each column is as wide as it wants to be, and the last takes what is left. */
    private void widen(int others) {
        int last = getColumnCount() - 1;
        for (int i = 0; i < last; i++) {
            getColumnModel().getColumn(i).setWidth(getColumnModel().getColumn(i).getPreferredWidth());
        }
        getColumnModel().getColumn(last).setWidth(Math.max(1, getWidth() - others));
    }

    /** Where a cell has no tip of its own, a word of the field in it tells what it means. */
    @Override
    public String getToolTipText(MouseEvent event) {
        String own = super.getToolTipText(event);
        int row = rowAtPoint(event.getPoint());
        int column = columnAtPoint(event.getPoint());
        return own != null || row < 0 || column < 0
                ? own
                : Glossary.bundled().in(((Cell) getValueAt(row, column)).text()).map(FactTable::tip).orElse(null);
    }

    private static String tip(Term term) {
        return "<html><div style='width:%dpx'><b>%s</b>: %s</div></html>".formatted(Theme.grid(60),
                Html.escape(term.name()), Html.escape(term.meaning()));
    }

    /** Shows other rows; the selected row stays where it is as far as possible. */
    public void rows(List<Row> rows) {
        take(List.copyOf(rows));
    }

    /**
     * Shows other rows, each of which is made when it comes into sight; for those of pictures, which few people look at.
     *
     * @param things what the rows stand for
     */
    public <T> void rows(List<T> things, Function<T, Row> row) {
        take(new LaterRows<>(things, row));
    }

    private void take(List<Row> rows) {
        int selected = getSelectedRow();
        filling = true;
        model.rows = rows;
        model.fireTableDataChanged();
        if (selected >= 0 && selected < getRowCount()) {
            setRowSelectionInterval(selected, selected);
        }
        filling = false;
    }

    /** What the selected row stands for. */
    public Optional<Object> selected() {
        return whatAt(getSelectedRow());
    }

    /** What a row stands for, counted as it shows; nothing below 0. */
    public Optional<Object> whatAt(int row) {
        return row < 0 ? Optional.empty() : model.rows.get(convertRowIndexToModel(row)).what();
    }

    /** Calls the listener when the user picks a row that stands for something. */
    public void onPick(Consumer<Object> listener) {
        getSelectionModel().addListSelectionListener(event -> {
            if (!event.getValueIsAdjusting() && !filling) {
                selected().ifPresent(listener);
            }
        });
    }

    /** Rows that are made when somebody asks for them. */
    private static final class LaterRows<T> extends AbstractList<Row> {

        private final List<T> things;
        private final Function<T, Row> made;
        private final Row[] rows;

        LaterRows(List<T> things, Function<T, Row> made) {
            this.things = List.copyOf(things);
            this.made = made;
            rows = new Row[things.size()];
        }

        @Override
        public Row get(int index) {
            if (rows[index] == null) {
                rows[index] = made.apply(things.get(index));
            }
            return rows[index];
        }

        @Override
        public int size() {
            return rows.length;
        }
    }

    /** The rows there are. */
    private static final class Model extends AbstractTableModel {

        private final List<Column> columns;
        private List<Row> rows = List.of();

        Model(List<Column> columns) {
            this.columns = columns;
        }

        @Override
        public int getRowCount() {
            return rows.size();
        }

        @Override
        public int getColumnCount() {
            return columns.size();
        }

        @Override
        public String getColumnName(int column) {
            return columns.get(column).title();
        }

        @Override
        public Class<?> getColumnClass(int column) {
            return Cell.class;
        }

        @Override
        public Object getValueAt(int row, int column) {
            return rows.get(row).cells().get(column);
        }
    }

    /** Cells. */
    private static final class Renderer extends DefaultTableCellRenderer {

        private final Column.Style style;

        Renderer(Column.Style style) {
            this.style = style;
            setHorizontalAlignment(style == Column.Style.NUMBER ? SwingConstants.TRAILING : SwingConstants.LEADING);
        }

        @Override
        public Component getTableCellRendererComponent(JTable table, Object value, boolean selected, boolean focused,
                int row, int column) {
            Cell cell = (Cell) value;
            super.getTableCellRendererComponent(table, cell.text(), selected, focused, row, column);
            setIcon(cell.icon().orElse(null));
            setToolTipText(cell.tip().isEmpty() ? null : cell.tip());
            if (style == Column.Style.MONO) {
                setFont(Theme.mono());
            }
            return this;
        }
    }

    /** Headings stand above their figures. */
    private static final class HeaderRenderer implements TableCellRenderer {

        private final Column.Style style;

        HeaderRenderer(Column.Style style) {
            this.style = style;
        }

        @Override
        public Component getTableCellRendererComponent(JTable table, Object value, boolean selected, boolean focused,
                int row, int column) {
            var component = table.getTableHeader().getDefaultRenderer().getTableCellRendererComponent(table, value,
                    selected, focused, row, column);
            if (component instanceof JLabel label) {
                label.setHorizontalAlignment(
                        style == Column.Style.NUMBER ? SwingConstants.TRAILING : SwingConstants.LEADING);
            }
            return component;
        }
    }
}
