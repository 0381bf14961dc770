package tdb2.ui.widgets;

/**
 * Maps a scroll bar, whose values are ints, to row numbers, which may be more than an int holds. Up to about a thousand
 * million rows each value is a row; beyond that each value stands for many.
 *
 * @param rows all rows
 * @param visible whole rows that fit into the window
 */
public record ScrollMapping(long rows, int visible) {
    private static final int LIMIT = 1 << 30;

    public ScrollMapping {
        if (rows < 0 || visible < 0) {
            throw new IllegalArgumentException(rows + " rows, " + visible + " visible");
        }
    }

    /** The largest row that may stand on top. */
    public long lastFirst() {
        return Math.max(0, rows - visible);
    }

    /** The row nearest to one that may stand on top. */
    public long clamp(long first) {
        return Math.clamp(first, 0, lastFirst());
    }

    /** The bar's maximum. */
    public int maximum() {
        return scaled() ? LIMIT : (int) Math.max(rows, visible);
    }

    /** The bar's visible amount. */
    public int extent() {
        return scaled() ? 1 : visible;
    }

    /** The bar's value when a row stands on top. */
    public int value(long first) {
        long row = clamp(first);
        return scaled() ? (int) Math.round((double) row / lastFirst() * (LIMIT - 1)) : (int) row;
    }

    /** The row on top for a value of the bar. */
    public long first(int value) {
        if (value >= maximum() - extent()) {
            return lastFirst();
        }
        return clamp(scaled() ? Math.round((double) value / (LIMIT - 1) * lastFirst()) : value);
    }

    private boolean scaled() {
        return rows > LIMIT;
    }
}
