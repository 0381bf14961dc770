package tdb2.ui.widgets;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.swing.JTable;
import javax.swing.event.ChangeEvent;
import javax.swing.event.ListSelectionEvent;
import javax.swing.event.TableColumnModelEvent;
import javax.swing.event.TableColumnModelListener;
import javax.swing.table.TableColumn;

/**
 * Which columns of a table are shown, in which order and how wide, in a form that can be remembered. The user drags
 * headings, or works on {@link #all()} and {@link #arrange}. Event thread only.
 */
public final class ColumnLayout {

    /**
     * A column as it stands.
     *
     * @param id the column's
     * @param title its heading
     * @param shown whether it is shown
     */
    public record Shown(String id, String title, boolean shown) {}

    private final JTable table;
    private final List<? extends RowColumn<?>> columns;
    private final Map<String, TableColumn> parts = new HashMap<>();
    private final List<String> hidden = new ArrayList<>();
    private Runnable changed = () -> {};
    private boolean filling;

    /** The layout of a table whose column model has one part for each column, in order. */
    ColumnLayout(JTable table, List<? extends RowColumn<?>> columns) {
        this.table = table;
        this.columns = columns;
        for (int i = 0; i < columns.size(); i++) {
            parts.put(columns.get(i).id(), table.getColumnModel().getColumn(i));
        }
        table.getColumnModel().addColumnModelListener(new Watcher());
    }

    /** Names who is told when the user changes the layout. */
    public void onChange(Runnable listener) {
        changed = listener;
    }

    /** Columns that are not shown at first. */
    public void hide(String... ids) {
        hidden.addAll(List.of(ids));
        arrange(all());
    }

    /** All columns: those shown in their order, then the others. */
    public List<Shown> all() {
        var all = new ArrayList<Shown>();
        for (int i = 0; i < table.getColumnCount(); i++) {
            var column = columns.get(table.convertColumnIndexToModel(i));
            all.add(new Shown(column.id(), column.title(), !hidden.contains(column.id())));
        }
        for (var column : columns) {
            if (all.stream().noneMatch(shown -> shown.id().equals(column.id()))) {
                all.add(new Shown(column.id(), column.title(), false));
            }
        }
        return all;
    }

    /** Shows the columns that are said to be shown, in the order given. The last one always stays. */
    public void arrange(List<Shown> wanted) {
        if (wanted.stream().noneMatch(Shown::shown)) {
            return;
        }
        filling = true;
        hidden.clear();
        var model = table.getColumnModel();
        while (model.getColumnCount() > 0) {
            model.removeColumn(model.getColumn(0));
        }
        for (var column : wanted) {
            if (column.shown()) {
                model.addColumn(parts.get(column.id()));
            } else {
                hidden.add(column.id());
            }
        }
        filling = false;
        changed.run();
    }

    /** The layout as a word to remember: {@code key:240 value:300 -padding:60}. */
    public String state() {
        var words = new ArrayList<String>();
        for (var column : all()) {
            words.add((column.shown() ? "" : "-") + column.id() + ":" + parts.get(column.id()).getWidth());
        }
        return String.join(" ", words);
    }

    /** Takes a remembered layout; columns it does not name keep their place at the end, words it should not have count nothing. */
    public void restore(String state) {
        var wanted = new ArrayList<Shown>();
        for (String word : state.split(" ")) {
            boolean shown = !word.startsWith("-");
            String[] halves = word.substring(shown ? 0 : 1).split(":");
            var part = parts.get(halves[0]);
            if (part != null && wanted.stream().noneMatch(column -> column.id().equals(halves[0]))) {
                wanted.add(new Shown(halves[0], "", shown));
                if (halves.length == 2 && halves[1].matches("[1-9]\\d{0,4}")) {
                    part.setPreferredWidth(Integer.parseInt(halves[1]));
                }
            }
        }
        all().stream().filter(column -> wanted.stream().noneMatch(named -> named.id().equals(column.id())))
                .forEach(wanted::add);
        arrange(wanted);
    }

    /** Told by the table of what the user drags. */
    private final class Watcher implements TableColumnModelListener {
        @Override
        public void columnMoved(TableColumnModelEvent event) {
            if (!filling && event.getFromIndex() != event.getToIndex()) {
                changed.run();
            }
        }

        @Override
        public void columnMarginChanged(ChangeEvent event) {
            if (!filling && table.getTableHeader().getResizingColumn() != null) {
                changed.run();
            }
        }

        @Override
        public void columnAdded(TableColumnModelEvent event) {
            // arrange() did it
        }

        @Override
        public void columnRemoved(TableColumnModelEvent event) {
            // arrange() did it
        }

        @Override
        public void columnSelectionChanged(ListSelectionEvent event) {
            // whole rows are selected
        }
    }
}
