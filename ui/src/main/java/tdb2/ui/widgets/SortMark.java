package tdb2.ui.widgets;

/**
 * What a heading tells of the order of its table.
 *
 * @param column id of the column
 * @param descending whether the largest comes first
 * @param pending whether the rows are still being put into this order
 */
public record SortMark(String column, boolean descending, boolean pending) {

    /** The arrow beside the heading; hollow while the order is not there yet. */
    String arrow() {
        return descending ? pending ? " \u25bd" : " \u25bc" : pending ? " \u25b3" : " \u25b2";
    }
}
