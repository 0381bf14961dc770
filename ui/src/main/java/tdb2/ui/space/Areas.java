package tdb2.ui.space;

import java.util.List;
import java.util.function.Consumer;

import javax.swing.JComponent;
import javax.swing.JScrollPane;

import tdb2.engine.inspect.Census;
import tdb2.engine.inspect.Census.AreaCensus;
import tdb2.engine.inspect.RegionMap;
import tdb2.engine.space.FreeArea;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.RegionStyle;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.widgets.FactTable.Cell;
import tdb2.ui.widgets.FactTable.Column;
import tdb2.ui.widgets.FactTable.Row;
import tdb2.ui.widgets.Figures;
import tdb2.ui.widgets.Section;
import tdb2.ui.workbench.Document;

/** Free space and fragmentation by zone, free table or list, as a table. Event thread only. */
final class Areas {

    private static final Texts TEXTS = Texts.of(Areas.class);
    private static final int SHOWN = 10_000;

    private final Document document;
    private final FactTable table = new FactTable("areas", Column.text(TEXTS.get("area"), 108),
            Column.mono(TEXTS.get("offset"), 110), Column.number(TEXTS.get("length")),
            Column.number(TEXTS.get("free")), Column.number(TEXTS.get("pieces")),
            Column.number(TEXTS.get("largest")), new Column(TEXTS.get("fragmentation"), Column.Style.NUMBER, 104),
            Column.text(TEXTS.get("lists"), 96));
    private final Section section = new Section("space", TEXTS.get("question"), new JScrollPane(table));

    Areas(Document document, Consumer<FreeArea> picked) {
        this.document = document;
        table.getAccessibleContext().setAccessibleName(TEXTS.get("question"));
        table.onPick(what -> picked.accept((FreeArea) what));
    }

    JComponent component() {
        return section;
    }

    /** Shows what a newer survey counted. */
    void fill(RegionMap map) {
        Census census = map.survey().census();
        List<AreaCensus> areas = census.areas();
        section.say(words(census));
        table.rows(areas.subList(0, Math.min(SHOWN, areas.size())).stream().map(Areas::row).toList());
    }

    private String words(Census census) {
        long size = document.view().size();
        long free = census.freeBytes();
        long largest = census.areas().stream().mapToLong(AreaCensus::largest).max().orElse(0);
        if (free == 0) {
            return TEXTS.get("none");
        }
        String more = census.areas().size() > SHOWN ? " " + TEXTS.get("more", census.areas().size() - SHOWN) : "";
        return TEXTS.get("answer", Formats.size(free), Formats.percent((double) free / size), census.freeRecords(),
                Formats.size(largest), Formats.percent(1 - (double) largest / free)) + more;
    }

    private static Row row(AreaCensus counted) {
        FreeArea area = counted.area();
        RegionStyle style = area.kind() == FreeArea.Kind.ZONE ? RegionStyle.ZONE_HEADER : RegionStyle.FREE_TABLE;
        return Row.of(area, Cell.of(area.describe(), "", area.number()).with(style.icon()),
                Figures.offset(area.offset()), Figures.size(area.length()), Figures.size(counted.bytes()),
                Figures.count(counted.records()), Figures.size(counted.largest()),
                Figures.percent(counted.fragmentation()),
                Cell.of(TEXTS.get("lists.used", counted.usedBuckets(), area.buckets()), "", counted.usedBuckets()));
    }
}
