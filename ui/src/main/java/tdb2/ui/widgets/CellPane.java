package tdb2.ui.widgets;

import java.util.List;
import java.util.function.IntConsumer;

import javax.swing.JScrollPane;
import javax.swing.ScrollPaneConstants;

import tdb2.ui.widgets.CellMap.Cell;
import tdb2.ui.widgets.FactTable.Column;
import tdb2.ui.widgets.FactTable.Row;

/** A map of cells under its question, and the same as a table whose rows stand for numbers of cells. Event thread only. */
public final class CellPane extends PicturePane {

    private final CellMap map;
    private final FactTable table;

    /**
     * @param name of the component; map and table are called {@code NAME.map} and {@code NAME.table}
     * @param question written above
     * @param columns of the table
     */
    public static CellPane of(String name, String question, Column... columns) {
        return new CellPane(name, question, new CellMap(name + ".map"), new FactTable(name + ".table", columns));
    }

    private CellPane(String name, String question, CellMap map, FactTable table) {
        super(name, question, map, new JScrollPane(map, ScrollPaneConstants.VERTICAL_SCROLLBAR_AS_NEEDED,
                ScrollPaneConstants.HORIZONTAL_SCROLLBAR_NEVER), table);
        this.map = map;
        this.table = table;
    }

    /** Calls the listener with the number of the cell that the user chooses, in the map or in the table. */
    public void onPick(IntConsumer listener) {
        map.onPick(listener);
        table.onPick(cell -> {
            map.choose((Integer) cell);
            listener.accept((Integer) cell);
        });
    }

    /**
     * Shows others.
     *
     * @param answer to the question
     * @param rows each stands for the number of a cell
     */
    public void show(String answer, List<Cell> cells, List<Row> rows) {
        map.show(cells);
        table.rows(rows);
        answer(answer);
    }

    /** Number of the chosen cell, negative when none is. */
    public int chosen() {
        return map.chosen();
    }

    /** Chooses a cell without telling the listener. */
    public void choose(int cell) {
        map.choose(cell);
    }
}
