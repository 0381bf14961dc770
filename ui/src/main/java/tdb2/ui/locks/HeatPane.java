package tdb2.ui.locks;

import java.util.List;

import javax.swing.BorderFactory;
import javax.swing.JScrollPane;

import tdb2.engine.history.LockFigures;
import tdb2.engine.history.LockFigures.Times;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.widgets.FactTable.Cell;
import tdb2.ui.widgets.FactTable.Column;
import tdb2.ui.widgets.FactTable.Row;
import tdb2.ui.widgets.PicturePane;

/** Which chains, groups and other things are most waited for: a map of heat, and figures as a table. Event thread only. */
final class HeatPane extends PicturePane {

    private static final Texts TEXTS = Texts.of(HeatPane.class);
    private static final int SHOWN = 500;

    private final HeatMap map;
    private final FactTable table;

    static HeatPane create() {
        return new HeatPane(new HeatMap(), new FactTable("heat.table", Column.text(TEXTS.get("means"), 220),
                Column.number(TEXTS.get("heat.waits")), Column.number(TEXTS.get("heat.waiters")),
                Column.number(TEXTS.get("heat.waited")), Column.number(TEXTS.get("heat.median")),
                Column.number(TEXTS.get("heat.most")), Column.number(TEXTS.get("heat.longest")),
                Column.number(TEXTS.get("heat.holds")), Column.number(TEXTS.get("heat.held.median")),
                Column.number(TEXTS.get("heat.held.most")), Column.number(TEXTS.get("heat.held.longest"))));
    }

    private HeatPane(HeatMap map, FactTable table) {
        super("heat", TEXTS.get("heat.question"), map, new JScrollPane(map), table);
        this.map = map;
        this.table = table;
        setBorder(BorderFactory.createEmptyBorder(12, 16, 12, 16));
    }

    void show(LockPicture picture) {
        List<LockFigures> figures = picture.figures();
        map.show(figures);
        table.rows(figures.stream().limit(SHOWN).map(HeatPane::row).toList());
        String interval = LockWords.time(picture.recording().interval());
        answer(figures.isEmpty() ? TEXTS.get("heat.none", interval)
                : figures.getFirst().waited().count() == 0 ? TEXTS.get("heat.calm", figures.size(), interval)
                : TEXTS.get("heat.answer",
                        LockWords.what(figures.getFirst().means(), figures.getFirst().keys()),
                        LockWords.time(figures.getFirst().waited().total()),
                        figures.getFirst().waiters(), interval));
    }

    private static Row row(LockFigures figures) {
        Times waited = figures.waited();
        Times held = figures.held();
        return Row.of(figures, Cell.of(LockWords.what(figures.means(), figures.keys())),
                count(waited.count()), count(figures.waiters()), time(waited.total(), waited),
                time(waited.median(), waited), time(waited.most(), waited), time(waited.longest(), waited),
                count(held.count()), time(held.median(), held), time(held.most(), held), time(held.longest(), held));
    }

    private static Cell count(int count) {
        return Cell.of(Integer.toString(count), "", count);
    }

    /** A time that may still go on is a lower bound. */
    private static Cell time(long nanos, Times of) {
        String text = LockWords.time(nanos);
        return of.count() == 0
                ? Cell.of("", "", -1)
                : Cell.of(of.more() ? TEXTS.get("age.least", text) : text, TEXTS.get("heat.estimate"), nanos);
    }
}
