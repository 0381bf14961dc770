package tdb2.ui.space;

import tdb2.ui.theme.Texts;

/** In which order the cells of the map stand. */
enum Order {
    /** Row by row, like a text. */
    ROWS,
    /** Along the curve of Hilbert: what is near in the file is near in the picture. */
    HILBERT;

    @Override
    public String toString() {
        return Texts.of(Order.class).get("order." + name());
    }

    /** Cells of a side of the square that so many cells fill along the curve, a power of two. */
    static int side(int cells) {
        int side = 1;
        while (side * side < cells) {
            side *= 2;
        }
        return side;
    }

    /**
     * Where the curve through a square is after so many steps, as {@code row * side + column}.
     *
     * @param side a power of two
     * @param step 0 to {@code side * side - 1}
     */
    static int place(int side, int step) {
        int column = 0;
        int row = 0;
        int rest = step;
        for (int quarter = 1; quarter < side; quarter *= 2) {
            int right = 1 & rest / 2;
            int down = 1 & (rest ^ right);
            if (down == 0) {
                if (right == 1) {
                    column = quarter - 1 - column;
                    row = quarter - 1 - row;
                }
                int turned = column;
                column = row;
                row = turned;
            }
            column += quarter * right;
            row += quarter * down;
            rest /= 4;
        }
        return row * side + column;
    }
}
