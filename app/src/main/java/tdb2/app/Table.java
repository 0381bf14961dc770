package tdb2.app;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** A small table of text in columns as wide as they must be; the last column is as long as it likes. */
final class Table {

    private final boolean[] right;
    private final List<String[]> rows = new ArrayList<>();

    /**
     * @param alignment one letter a column: {@code l} or {@code r}
     */
    Table(String alignment) {
        right = new boolean[alignment.length()];
        for (int i = 0; i < right.length; i++) {
            right[i] = alignment.charAt(i) == 'r';
        }
    }

    Table row(String... cells) {
        rows.add(cells);
        return this;
    }

    /** Puts a row before all others. */
    Table heading(String... cells) {
        rows.addFirst(cells);
        return this;
    }

    void print(Output out) throws IOException {
        int[] widths = new int[right.length];
        for (String[] row : rows) {
            for (int i = 0; i < row.length; i++) {
                widths[i] = Math.max(widths[i], row[i].length());
            }
        }
        for (String[] row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < row.length; i++) {
                String gap = " ".repeat(widths[i] - row[i].length());
                line.append("  ").append(right[i] ? gap + row[i] : row[i] + gap);
            }
            out.println(line.toString().stripTrailing());
        }
    }
}
