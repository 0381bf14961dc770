package tdb2.ui.search;

import java.nio.file.Path;
import java.util.List;
import tdb2.engine.search.Hit;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.ByteText;
import tdb2.ui.widgets.RowColumn;
import tdb2.ui.widgets.RowModel;
import tdb2.ui.widgets.WindowedTable;

/** The table of hits: its columns and what their cells say. */
final class HitTable {

    private static final Texts TEXTS = Texts.of(HitTable.class);
    private static final int KEY_SHOWN = 80;

    private HitTable() {}

    static WindowedTable<Hit> over(RowModel<Hit> rows) {
        List<RowColumn<Hit>> columns = List.of(
                RowColumn.<Hit>text(TEXTS.get("column.file"), "samba-registry.tdb", hit -> name(hit.file()))
                        .withTip(hit -> hit.file().toString()),
                RowColumn.<Hit>text(TEXTS.get("column.key"), "DN=CN=SOMEBODY,DC=EXAMPLE", HitTable::key).inMono()
                        .withTip(hit -> TEXTS.get("tip.key", hit.record().keyLength(), hit.record().valueLength())),
                RowColumn.<Hit>word(TEXTS.get("column.where"), TEXTS.get("where.VALUE"),
                        hit -> TEXTS.get(hit.match().inValue() ? "where.VALUE" : "where.KEY")),
                RowColumn.<Hit>number(TEXTS.get("column.at"), "9,999,999", hit -> Formats.count(hit.match().at()))
                        .withTip(hit -> TEXTS.get("tip.at", Formats.offset(hit.offset()))),
                RowColumn.<Hit>text(TEXTS.get("column.excerpt"), "… what stands around the match in the value …",
                        HitTable::excerpt).inMono(),
                RowColumn.<Hit>number(TEXTS.get("column.offset"), "0x00000000",
                        hit -> Formats.offset(hit.record().offset())).inMono()
                        .withTip(hit -> Formats.offsetTip(hit.record().offset())),
                RowColumn.<Hit>word(TEXTS.get("column.state"), TEXTS.get("state.UNREACHED"),
                        hit -> TEXTS.get("state." + hit.state())).withTip(hit -> TEXTS.get("tip." + hit.state())));
        var table = new WindowedTable<>(columns, rows);
        table.fadeWhere(hit -> hit.state() != Hit.State.LIVE);
        table.table().setName("search.hits");
        table.table().getAccessibleContext().setAccessibleName(TEXTS.get("table.name"));
        table.table().getAccessibleContext().setAccessibleDescription(TEXTS.get("table.description"));
        return table;
    }

    static String name(Path file) {
        return file.getFileName() == null ? file.toString() : file.getFileName().toString();
    }

    private static String key(Hit hit) {
        int length = Math.min(KEY_SHOWN, hit.key().length);
        return ByteText.escaped(hit.key(), 0, length) + (hit.record().keyLength() > length ? "…" : "");
    }

    static String excerpt(Hit hit) {
        return (hit.excerptAt() > 0 ? "…" : "") + ByteText.readable(hit.excerpt()) + (hit.goesOn() ? "…" : "");
    }
}
