package tdb2.ui.widgets;

import tdb2.ui.theme.Formats;
import tdb2.ui.widgets.FactTable.Cell;

/** Cells of figures, each with what its tooltip tells. Any thread. */
public final class Figures {

    private Figures() {}

    /** An offset in the file. */
    public static Cell offset(long offset) {
        return Cell.of(Formats.offset(offset), offset < 0 ? "" : Formats.offsetTip(offset), offset);
    }

    /** A number of bytes. */
    public static Cell size(long bytes) {
        return Cell.of(Formats.size(bytes), Formats.sizeTip(bytes), bytes);
    }

    /** A count. */
    public static Cell count(long count) {
        return Cell.of(Formats.count(count), "", count);
    }

    /** A share of a whole. */
    public static Cell percent(double share) {
        return Cell.of(Formats.percent(share), "", Math.round(share * 1_000_000));
    }
}
