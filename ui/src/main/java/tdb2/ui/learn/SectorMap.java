package tdb2.ui.learn;

import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

import javax.swing.JComponent;
import javax.swing.UIManager;

import tdb2.engine.disk.SimulatedDisk;
import tdb2.engine.lab.Frame;
import tdb2.engine.lab.Frame.Kind;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.RegionStyle;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.CellMap.Cell;
import tdb2.ui.widgets.CellPane;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.widgets.FactTable.Column;
import tdb2.ui.widgets.FactTable.Row;
import tdb2.ui.widgets.Figures;

/** The sectors of the file: pale what is on the medium, full what is only in memory, marked what is stored now. */
final class SectorMap {

    private static final Texts TEXTS = Texts.of(SectorMap.class);

    private final CellPane pane = CellPane.of("learn.sectors", TEXTS.get("sectors.question"),
            Column.mono(TEXTS.get("column.offset"), 110), Column.text(TEXTS.get("column.part"), 140),
            Column.text(TEXTS.get("column.where"), 220));

    JComponent component() {
        return pane;
    }

    void onPick(LongConsumer offset) {
        pane.onPick(cell -> offset.accept((long) cell * SimulatedDisk.SECTOR));
    }

    /** Shows a moment; the frame is the step that led to it. */
    void show(Movie movie, int steps) {
        Movie.Moment moment = movie.moments().get(steps);
        Frame frame = movie.film().frames().get(Math.max(0, steps - 1));
        List<Cell> cells = new ArrayList<>();
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < movie.styles().size(); i++) {
            long offset = (long) i * SimulatedDisk.SECTOR;
            RegionStyle style = movie.styles().get(i);
            State state = state(moment, frame, offset);
            cells.add(cell(style, state, offset));
            rows.add(Row.of(i, Figures.offset(offset), FactTable.Cell.of(style.label()).with(style.icon()),
                    FactTable.Cell.of(TEXTS.get("sector." + state))));
        }
        pane.show(TEXTS.get("sectors.answer", moment.sectors().size(), movie.styles().size(),
                Formats.size((long) moment.sectors().size() * SimulatedDisk.SECTOR)), cells, rows);
        if (frame.kind() == Kind.STORE) {
            pane.choose((int) (frame.offset() / SimulatedDisk.SECTOR));
        }
    }

    /** Where the newest bytes of a sector are. */
    private enum State {
        ABSENT("", 24), DURABLE("", 72), MEMORY("~", 255), NOW("●", 255);

        private final String glyph;
        private final int alpha;

        State(String glyph, int alpha) {
            this.glyph = glyph;
            this.alpha = alpha;
        }
    }

    private static State state(Movie.Moment moment, Frame frame, long offset) {
        boolean now = frame.kind() == Kind.STORE && frame.offset() < offset + SimulatedDisk.SECTOR
                && frame.offset() + frame.after().length > offset;
        return offset >= moment.length() ? State.ABSENT
                : now ? State.NOW
                : moment.sectors().contains(offset) ? State.MEMORY
                : State.DURABLE;
    }

    private static Cell cell(RegionStyle style, State state, long offset) {
        Color full = style.color();
        Color fill = new Color(full.getRed(), full.getGreen(), full.getBlue(), state.alpha);
        Color ground = state.alpha < 255 ? UIManager.getColor("Table.background") : full;
        return new Cell(fill, ground, state.glyph, TEXTS.get("sector.tip", Formats.offset(offset), style.label(),
                TEXTS.get("sector." + state)));
    }
}
