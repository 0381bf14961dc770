package tdb2.ui.hex;

/**
 * Where bytes stand on the canvas: offset gutter, hex columns in groups of eight, characters. In pixels, immutable.
 *
 * @param perRow bytes of a row: 8, 16 or 32
 * @param charWidth width of a character
 * @param rowHeight height of a row
 * @param gutterChars digits of an offset
 */
record HexGeometry(int perRow, int charWidth, int rowHeight, int gutterChars) {
    private static final int GROUP = 8;

    /** The widest layout that fits. */
    static HexGeometry fitting(int width, int charWidth, int rowHeight, int gutterChars) {
        for (int perRow = 32; perRow > 8; perRow /= 2) {
            var geometry = new HexGeometry(perRow, charWidth, rowHeight, gutterChars);
            if (geometry.width() <= width) {
                return geometry;
            }
        }
        return new HexGeometry(8, charWidth, rowHeight, gutterChars);
    }

    /** Left edge of a byte's hex digits. */
    int hexX(int column) {
        return gutterWidth() + charWidth * (3 * column + column / GROUP) + charWidth;
    }

    /** Left edge of a byte's character. */
    int textX(int column) {
        return hexX(perRow - 1) + 4 * charWidth + charWidth * column;
    }

    /** Width of the gutter with the offsets. */
    int gutterWidth() {
        return (gutterChars + 3) * charWidth;
    }

    /** Width of everything. */
    int width() {
        return textX(perRow) + charWidth;
    }

    /** Whether x is among the characters rather than the hex digits. */
    boolean inText(int x) {
        return x >= textX(0) - 2 * charWidth;
    }

    /** The column nearest to x. */
    int column(int x) {
        if (inText(x)) {
            return Math.clamp((x - textX(0)) / charWidth, 0, perRow - 1);
        }
        int column = 0;
        while (column < perRow - 1 && x >= hexX(column + 1) - charWidth / 2) {
            column++;
        }
        return column;
    }

    /** The row at y, counted from the top of the window. */
    int row(int y) {
        return Math.floorDiv(y, rowHeight);
    }
}
