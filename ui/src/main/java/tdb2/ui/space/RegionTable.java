package tdb2.ui.space;

import java.util.List;
import java.util.Optional;

import tdb2.engine.inspect.Region;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.RegionStyle;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.widgets.FactTable.Cell;
import tdb2.ui.widgets.FactTable.Column;
import tdb2.ui.widgets.FactTable.Row;
import tdb2.ui.widgets.Figures;
import tdb2.ui.workbench.Span;

/** A page of regions. Not sorted: the order is that of the file. */
final class RegionTable extends FactTable {

    private static final Texts TEXTS = LayoutView.TEXTS;

    private transient List<Region> regions = List.of();

    RegionTable() {
        super("regions", Column.mono(TEXTS.get("layout.offset"), 104), Column.text(TEXTS.get("layout.kind"), 140),
                Column.number(TEXTS.get("layout.length")), Column.text(TEXTS.get("layout.owner"), 140),
                Column.text(TEXTS.get("layout.detail"), 200));
        setRowSorter(null);
        getAccessibleContext().setAccessibleName(TEXTS.get("layout.question"));
    }

    void show(List<Region> page) {
        regions = page;
        rows(page.stream().map(RegionTable::row).toList());
    }

    Region region(int row) {
        return regions.get(row);
    }

    /** The bytes the page is about. */
    Optional<Span> shown() {
        return regions.isEmpty()
                ? Optional.empty()
                : Optional.of(new Span(regions.getFirst().offset(),
                        regions.getLast().end() - regions.getFirst().offset()));
    }

    /** Selects the row of a stretch of bytes, when it is on the page. */
    void mark(Span span) {
        for (int row = 0; row < regions.size(); row++) {
            Region region = regions.get(row);
            if (new Span(region.offset(), region.length()).contains(span.offset())) {
                setRowSelectionInterval(row, row);
                return;
            }
        }
        clearSelection();
    }

    private static Row row(Region region) {
        RegionStyle style = RegionStyle.of(region);
        return Row.of(region, Figures.offset(region.offset()), Cell.of(style.label()).with(style.icon()),
                Figures.size(region.length()), Cell.of(region.owner()), Cell.of(detail(region)));
    }

    private static String detail(Region region) {
        return switch (region) {
            case Region.Record(_, _, _, var header, boolean reachable) -> {
                String sizes = TEXTS.get("layout.record", Formats.size(header.keyLength()),
                        Formats.size(header.valueLength()), Formats.size(header.padding()));
                yield reachable ? sizes : sizes + " – " + TEXTS.get("layout.unreachable");
            }
            case Region.Free(_, _, _, _, boolean listed) -> listed ? "" : TEXTS.get("layout.unlisted");
            case Region.Dead dead -> dead.why();
            case Region.Unknown unknown -> unknown.found();
            default -> "";
        };
    }
}
