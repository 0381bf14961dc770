package tdb2.ui.widgets;

/** Which rows of a table are chosen, and which of them leads: the selected one. Both may be out of sight. */
final class RowChoice {
    private RowRanges chosen = new RowRanges();
    private long lead = -1;
    /** Where a range begins that the user extends. */
    private long anchor = -1;

    /** The chosen rows, the one that leads among them. */
    RowRanges chosen() {
        return new RowRanges(chosen);
    }

    boolean contains(long row) {
        return chosen.contains(row);
    }

    /** The selected row; -1 for none. */
    long lead() {
        return lead;
    }

    /** Chooses rows; the one that leads stays if it is among them. */
    void choose(RowRanges rows) {
        chosen = new RowRanges(rows);
        if (!chosen.contains(lead)) {
            lead = chosen.rows().findFirst().orElse(-1);
        }
    }

    /** Selects a row; the others stay chosen if it is one of them. */
    void select(long row) {
        if (!chosen.contains(row)) {
            chosen = RowRanges.of(row, row);
        }
        lead = row;
        anchor = row;
    }

    /** Selects one row alone. */
    void only(long row) {
        chosen = RowRanges.of(row, row);
        lead = row;
        anchor = row;
    }

    void clear() {
        chosen = new RowRanges();
        lead = -1;
        anchor = -1;
    }

    /** The user picks a row: alone, besides those chosen, or all from the anchor to it. */
    void pick(long row, boolean toggle, boolean extend) {
        if (extend && anchor >= 0) {
            chosen = RowRanges.of(anchor, row);
            lead = row;
        } else if (toggle && !chosen.equals(RowRanges.of(row, row))) {
            chosen.flip(row);
            anchor = row;
            lead = chosen.contains(row) ? row : chosen.rows().findFirst().orElse(-1);
        } else {
            only(row);
        }
    }
}
