package tdb2.ui.space;

import java.util.ArrayList;
import java.util.Optional;
import java.util.function.Consumer;

import tdb2.engine.inspect.FreeLists;
import tdb2.engine.inspect.FreeLists.Listing;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.RegionStyle;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.widgets.FactTable.Cell;
import tdb2.ui.widgets.FactTable.Column;
import tdb2.ui.widgets.FactTable.Row;
import tdb2.ui.widgets.Figures;
import tdb2.ui.widgets.PicturePane;
import tdb2.ui.workbench.Span;

/** The free lists as they lead through the file, loops drawn, and each of their records as a table. Event thread only. */
final class ListsPane extends PicturePane {

    private static final Texts TEXTS = Texts.of(ListsPane.class);

    private final FreeArcs picture;
    private final FactTable table;

    static ListsPane create() {
        return new ListsPane(new FreeArcs(), new FactTable("lists.table", Column.text(TEXTS.get("lists.list"), 200),
                Column.number(TEXTS.get("lists.place")), Column.mono(TEXTS.get("offset"), 110),
                Column.number(TEXTS.get("length")), Column.mono(TEXTS.get("lists.next"), 110)));
    }

    private ListsPane(FreeArcs picture, FactTable table) {
        super("lists", TEXTS.get("lists.question"), picture, picture, table);
        this.picture = picture;
        this.table = table;
    }

    void onPick(Consumer<FreeSpot> listener) {
        picture.onPick(listener);
        table.onPick(what -> listener.accept((FreeSpot) what));
    }

    void onEnter(Consumer<FreeSpot> listener) {
        picture.onEnter(listener);
    }

    void mark(Span span) {
        picture.mark(spot -> span.overlaps(new Span(spot.record().offset(), spot.record().length())));
    }

    void show(FreeLists lists, long size) {
        picture.show(lists, size);
        var rows = new ArrayList<Row>();
        for (var cell : picture.cells()) {
            FreeSpot spot = cell.what();
            Cell name = Cell.of(FreeArcs.list(spot.list()));
            rows.add(Row.of(spot, spot.loop() ? name.with(RegionStyle.DAMAGE.icon()) : name,
                    Figures.count(spot.place()), Figures.offset(spot.record().offset()),
                    Figures.size(spot.record().length()), Figures.offset(spot.record().next())));
        }
        table.rows(rows);
        answer(words(lists, rows.size()));
    }

    private static String words(FreeLists lists, int drawn) {
        Optional<Listing> loop = lists.lists().stream().filter(list -> list.loop().isPresent()).findFirst();
        String more = lists.records() > drawn ? " " + TEXTS.get("lists.more", lists.records() - drawn) : "";
        return loop.map(list -> TEXTS.get("lists.loop", FreeArcs.list(list), list.records(),
                Formats.offset(list.loop().getAsLong())))
                .orElseGet(() -> TEXTS.get(lists.records() == 0 ? "lists.none" : "lists.answer", lists.lists().size(),
                        lists.records()))
                + more;
    }
}
