package tdb2.ui.records;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import tdb2.ui.decode.Decodings;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.ByteText;
import tdb2.ui.widgets.RowColumn;
import tdb2.ui.widgets.RowModel;
import tdb2.ui.widgets.WindowedTable;

/** The table of records: its columns and what their cells say. */
final class RecordTable {
    private static final Texts TEXTS = Texts.of(RecordTable.class);
    private static final int CELL_BYTES = 160;

    private RecordTable() {}

    /** A table; {@code steps} says what the depth of a record counts, {@code changes} which rows stand out. */
    static WindowedTable<RecordRow> over(RowModel<RecordRow> rows, Decodings decodings, String steps,
            Function<RecordRow, RecentChanges.State> changes) {
        List<RowColumn<RecordRow>> columns = List.of(
                RowColumn.<RecordRow>text(TEXTS.get("column.key"), "DN=CN=SOMEBODY,DC=EXAMPLE,DC=COM", RecordTable::key)
                        .inMono().withTip(row -> TEXTS.get("tip.bytes", row.header().keyLength())),
                RowColumn.<RecordRow>text(TEXTS.get("column.value"), "cn: somebody of the example, and more",
                        row -> value(row, decodings)).inMono()
                        .withTip(row -> TEXTS.get("tip.bytes", row.header().valueLength())),
                size(TEXTS.get("column.keySize"), row -> row.header().keyLength()),
                size(TEXTS.get("column.valueSize"), row -> row.header().valueLength()),
                size(TEXTS.get("column.padding"), row -> row.header().padding()),
                RowColumn.<RecordRow>number(steps, "12345", row -> Formats.count(row.depth()))
                        .withTip(row -> TEXTS.get("tip.depth", row.depth())),
                RowColumn.<RecordRow>number(TEXTS.get("column.offset"), "0x00000000",
                        row -> Formats.offset(row.header().offset())).inMono()
                        .withTip(row -> Formats.offsetTip(row.header().offset())),
                RowColumn.<RecordRow>word(TEXTS.get("column.state"), TEXTS.get("state.CHANGED"),
                        row -> changes.apply(row) == RecentChanges.State.SAME
                                ? state(row)
                                : TEXTS.get("state." + changes.apply(row)))
                        .withTip(row -> TEXTS.get(row.isGone() ? "tip.gone" : row.dead() ? "tip.dead" : "tip.live")));
        var table = new WindowedTable<>(columns, rows);
        table.fadeWhere(RecordRow::dead);
        table.stressWhere(row -> changes.apply(row) != RecentChanges.State.SAME);
        table.table().setName("records.table");
        table.table().getAccessibleContext().setAccessibleName(TEXTS.get("table.name"));
        table.table().getAccessibleContext().setAccessibleDescription(TEXTS.get("table.description"));
        return table;
    }

    private static RowColumn<RecordRow> size(String title, ToLongFunction<RecordRow> bytes) {
        return RowColumn.<RecordRow>number(title, "9.99 MiB", row -> Formats.size(bytes.applyAsLong(row)))
                .withTip(row -> Formats.sizeTip(bytes.applyAsLong(row)));
    }

    private static String key(RecordRow row) {
        return ByteText.escaped(cut(row.key())) + more(row.header().keyLength());
    }

    private static String value(RecordRow row, Decodings decodings) {
        return row.isGone() ? "" : decodings.line(row.key(), row.value(), row.header().valueLength());
    }

    private static String state(RecordRow row) {
        return TEXTS.get(row.isGone() ? "state.gone" : row.dead() ? "state.dead" : "state.live");
    }

    private static byte[] cut(byte[] bytes) {
        return bytes.length <= CELL_BYTES ? bytes : Arrays.copyOf(bytes, CELL_BYTES);
    }

    private static String more(long length) {
        return length > CELL_BYTES ? "…" : "";
    }
}
