package tdb2.ui.records;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import tdb2.engine.query.Order.By;
import tdb2.ui.decode.Decodings;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.Icons;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.ByteText;
import tdb2.ui.widgets.RowColumn;
import tdb2.ui.widgets.RowModel;
import tdb2.ui.widgets.WindowedTable;

/** The table of records: its columns and what their cells say. */
final class RecordTable {
    private static final Texts TEXTS = Texts.of(RecordTable.class);
    private static final int CELL_BYTES = 160;
    private static final String PATH = "path";
    private static final String STATE = "state";

    private RecordTable() {}

    /**
     * A table.
     *
     * @param decodings says what values mean
     * @param word what a partition of the file's index is called
     * @param changes which rows stand out
     * @param notes what the user noted on rows with a bookmark
     */
    static WindowedTable<RecordRow> over(RowModel<RecordRow> rows, Decodings decodings, String word,
            Function<RecordRow, RecentChanges.State> changes, Function<RecordRow, Optional<String>> notes) {
        var table = new WindowedTable<>(columns(decodings, word.equals("chain") ? "hop" : "depth", changes, notes),
                rows);
        table.columns().hide(By.PADDING.id());
        table.fadeWhere(row -> row.dead() || row.state() == RecordRow.State.DELETED);
        table.stressWhere(row -> row.isStaged() || changes.apply(row) != RecentChanges.State.SAME);
        table.table().setName("records.table");
        table.table().getAccessibleContext().setAccessibleName(TEXTS.get("table.name"));
        table.table().getAccessibleContext().setAccessibleDescription(TEXTS.get("table.description"));
        return table;
    }

    /** What a column sorts by. */
    static Optional<By> order(String column) {
        return By.of(column.equals(PATH) ? By.DEPTH.id() : column);
    }

    /** The column that shows an order. */
    static String column(By by) {
        return by == By.DEPTH ? PATH : by.id();
    }

    private static List<RowColumn<RecordRow>> columns(Decodings decodings, String steps,
            Function<RecordRow, RecentChanges.State> changes, Function<RecordRow, Optional<String>> notes) {
        return List.of(
                RowColumn.<RecordRow>text(TEXTS.get("column.key"), "DN=CN=SOMEBODY,DC=EXAMPLE,DC=COM", RecordTable::key)
                        .named(By.KEY.id()).inMono()
                        .withIcon(row -> notes.apply(row).map(_ -> Icons.of("bookmark")))
                        .withTip(row -> TEXTS.get("tip.bytes", row.header().keyLength())
                                + notes.apply(row).map(note -> TEXTS.get("tip.bookmark", note)).orElse("")),
                RowColumn.<RecordRow>text(TEXTS.get("column.value"), "cn: somebody of the example, and more",
                        row -> value(row, decodings)).named(By.VALUE.id()).inMono()
                        .withTip(row -> TEXTS.get("tip.bytes", row.header().valueLength())),
                size(By.KEY_SIZE, "column.keySize", row -> row.header().keyLength()),
                size(By.VALUE_SIZE, "column.valueSize", row -> row.header().valueLength()),
                size(By.PADDING, "column.padding", row -> row.header().padding()),
                RowColumn.<RecordRow>number(TEXTS.get("column." + steps), "1234567 \u00b7 12", RecordTable::path)
                        .named(PATH).withTip(row -> pathTip(row, steps)),
                RowColumn.<RecordRow>number(TEXTS.get("column.offset"), "0x00000000",
                        row -> row.state() == RecordRow.State.ADDED ? "" : Formats.offset(row.header().offset()))
                        .named(By.OFFSET.id()).inMono().withTip(RecordTable::offsetTip),
                RowColumn.<RecordRow>word(TEXTS.get("column.state"), TEXTS.get("state.widest"),
                        row -> row.isStaged() || changes.apply(row) == RecentChanges.State.SAME
                                ? TEXTS.get("state." + row.state())
                                : TEXTS.get("state." + changes.apply(row)))
                        .named(STATE).withTip(row -> TEXTS.get("tip." + row.state())));
    }

    private static RowColumn<RecordRow> size(By by, String title, ToLongFunction<RecordRow> bytes) {
        return RowColumn.<RecordRow>number(TEXTS.get(title), "9.99 MiB", row -> Formats.size(bytes.applyAsLong(row)))
                .named(by.id()).withTip(row -> Formats.sizeTip(bytes.applyAsLong(row)));
    }

    private static String offsetTip(RecordRow row) {
        return row.state() == RecordRow.State.ADDED
                ? TEXTS.get("tip.ADDED")
                : Formats.offsetTip(row.header().offset());
    }

    private static String path(RecordRow row) {
        return row.partition() < 0 ? "" : Formats.count(row.partition()) + " \u00b7 " + Formats.count(row.depth());
    }

    private static String pathTip(RecordRow row, String steps) {
        return row.partition() < 0 ? "" : TEXTS.get("tip." + steps, row.partition(), row.depth());
    }

    private static String key(RecordRow row) {
        return ByteText.escaped(cut(row.key())) + more(row.header().keyLength());
    }

    private static String value(RecordRow row, Decodings decodings) {
        return row.isGone() ? "" : decodings.line(row.key(), row.value(), row.header().valueLength());
    }

    private static byte[] cut(byte[] bytes) {
        return bytes.length <= CELL_BYTES ? bytes : Arrays.copyOf(bytes, CELL_BYTES);
    }

    private static String more(long length) {
        return length > CELL_BYTES ? "…" : "";
    }
}
