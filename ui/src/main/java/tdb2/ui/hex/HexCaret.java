package tdb2.ui.hex;

import tdb2.ui.widgets.ScrollMapping;

/**
 * Caret, selection and window of a hex view over a file of any size. Event thread only; knows no component.
 */
final class HexCaret {
    private long size;
    private int perRow = 16;
    private int visible = 1;
    private long firstRow;
    private long caret;
    private long anchor;

    /** Sets the size of the file; keeps caret and window where they can be. */
    void size(long bytes) {
        size = bytes;
        caret = clamp(caret);
        anchor = clamp(anchor);
        scrollTo(firstRow);
    }

    /** Sets how many bytes a row has and how many whole rows fit; the byte on top stays in the top row. */
    void window(int bytesPerRow, int rows) {
        long top = firstRow * perRow;
        perRow = bytesPerRow;
        visible = Math.max(1, rows);
        scrollTo(top / perRow);
    }

    long size() {
        return size;
    }

    int perRow() {
        return perRow;
    }

    long rows() {
        return (size + perRow - 1) / perRow;
    }

    long firstRow() {
        return firstRow;
    }

    /** The byte on top left. */
    long firstByte() {
        return firstRow * perRow;
    }

    /** The first byte below the rows that are whole in the window. */
    long endByte() {
        return Math.min(size, (firstRow + visible) * perRow);
    }

    long caret() {
        return caret;
    }

    /** First selected byte. */
    long from() {
        return Math.min(caret, anchor);
    }

    /** First byte behind the selection; the byte at the caret is always selected. */
    long to() {
        return size == 0 ? 0 : Math.max(caret, anchor) + 1;
    }

    boolean selected(long offset) {
        return offset >= from() && offset < to();
    }

    ScrollMapping mapping() {
        return new ScrollMapping(rows(), visible);
    }

    /** Puts a row on top, or the nearest that can be. */
    void scrollTo(long row) {
        firstRow = mapping().clamp(row);
    }

    /** Moves the caret by bytes. */
    void step(long bytes, boolean extend) {
        moveTo(caret + bytes, extend);
    }

    /** Moves the caret by rows; it stays in its column. */
    void stepRows(long rows, boolean extend) {
        long target = caret + rows * perRow;
        long column = caret % perRow;
        if (target < 0) {
            target = column;
        } else if (target >= size) {
            target = Math.min(size - 1, (rows() - 1) * perRow + column);
        }
        moveTo(target, extend);
    }

    /** Moves the caret by windows. */
    void stepPages(int pages, boolean extend) {
        long by = (long) pages * Math.max(1, visible - 1);
        scrollTo(firstRow + by);
        stepRows(by, extend);
    }

    /** Moves the caret to the start of its row. */
    void rowStart(boolean extend) {
        moveTo(caret - caret % perRow, extend);
    }

    /** Moves the caret to the end of its row. */
    void rowEnd(boolean extend) {
        moveTo(caret - caret % perRow + perRow - 1, extend);
    }

    /** Moves the caret to a byte and shows it. */
    void moveTo(long offset, boolean extend) {
        caret = clamp(offset);
        if (!extend) {
            anchor = caret;
        }
        reveal(caret / perRow);
    }

    /** Moves the caret to the start of a range and shows as much of it as fits; scrolls only when it has to. */
    void show(long offset, long length) {
        caret = clamp(offset);
        anchor = caret;
        long row = caret / perRow;
        long lastRow = clamp(offset + Math.max(1, length) - 1) / perRow;
        boolean whole = row >= firstRow && lastRow < firstRow + visible;
        boolean startOfLong = lastRow - row >= visible && row >= firstRow && row < firstRow + visible / 2;
        if (!whole && !startOfLong) {
            scrollTo(row - visible / 3);
        }
    }

    /** Selects a range without scrolling. */
    void select(long from, long to) {
        anchor = clamp(from);
        caret = clamp(to - 1);
    }

    private void reveal(long row) {
        if (row < firstRow) {
            scrollTo(row);
        } else if (row >= firstRow + visible) {
            scrollTo(row - visible + 1);
        }
    }

    private long clamp(long offset) {
        return Math.clamp(offset, 0, Math.max(0, size - 1));
    }
}
