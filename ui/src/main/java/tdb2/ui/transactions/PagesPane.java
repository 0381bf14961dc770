package tdb2.ui.transactions;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

import javax.swing.JPanel;
import javax.swing.JSplitPane;
import javax.swing.UIManager;

import net.miginfocom.swing.MigLayout;

import tdb2.engine.PageChange;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.RegionStyle;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.CellMap.Cell;
import tdb2.ui.widgets.CellPane;
import tdb2.ui.widgets.Compared;
import tdb2.ui.widgets.FactTable.Column;
import tdb2.ui.widgets.FactTable.Row;
import tdb2.ui.widgets.Figures;
import tdb2.ui.widgets.HexDump;

/** The pages that a transaction changes, among all of the file, and one of them before and after. Event thread only. */
final class PagesPane extends JPanel {

    private static final Texts TEXTS = Texts.of(PagesPane.class);
    private static final int PAGE = 4096;
    private static final int CELLS = 4096;
    /** Bytes shown before and after the first byte that differs. */
    private static final int AROUND = 16;

    private final CellPane map = CellPane.of("transactions.pages", TEXTS.get("pages.question"),
            Column.mono(TEXTS.get("column.offset"), 110), Column.number(TEXTS.get("column.bytes")),
            Column.text(TEXTS.get("column.page"), 120));
    private final Compared compared = new Compared(TEXTS, "before", "after").unwrapped();
    private transient List<PageChange> pages = List.of();
    private long perCell = 1;

    /** Takes a range of the file. */
    interface Picked {

        void range(long offset, long length);
    }

    PagesPane(Picked picked) {
        super(new MigLayout("insets 8, fill", "[grow, fill]", "[grow, fill]"));
        setOpaque(false);
        map.onPick(cell -> pages.stream().filter(page -> cell(page) == cell).findFirst().ifPresent(page -> {
            compare(page);
            picked.range(page.offset(), Math.max(1, page.after().length));
        }));
        var split = new JSplitPane(JSplitPane.VERTICAL_SPLIT, map, compared);
        split.setResizeWeight(0.5);
        split.setDividerLocation(Theme.grid(45));
        split.setBorder(null);
        add(split);
    }

    private int cell(PageChange page) {
        return (int) (page.offset() / PAGE / perCell);
    }

    /** Shows other pages of a file of that size. */
    void show(List<PageChange> now, long size) {
        if (now.equals(pages) && map.chosen() >= 0) {
            return;
        }
        pages = now;
        long end = Math.max(size, now.stream().mapToLong(page -> page.offset() + page.after().length).max().orElse(0));
        long count = Math.ceilDiv(end, PAGE);
        perCell = Math.max(1, Math.ceilDiv(count, CELLS));
        Map<Integer, PageChange> changed = now.stream().collect(Collectors.toMap(this::cell, Function.identity(),
                (a, _) -> a));
        List<Cell> cells = new ArrayList<>();
        for (int i = 0; i < Math.ceilDiv(count, perCell); i++) {
            cells.add(changed.containsKey(i) ? changed(changed.get(i)) : untouched(i));
        }
        long bytes = now.stream().mapToLong(PageChange::bytes).sum();
        map.show(now.isEmpty()
                ? TEXTS.get("pages.none")
                : TEXTS.get("pages.answer", now.size(), Formats.count(bytes),
                        Formats.count(count)),
                cells, now.stream().map(page -> Row.of(cell(page), Figures.offset(page.offset()),
                        Figures.count(page.bytes()), tdb2.ui.widgets.FactTable.Cell.of(kind(page)))).toList());
        compared.show("", "");
        now.stream().findFirst().ifPresent(page -> {
            map.choose(cell(page));
            compare(page);
        });
    }

    private static Cell changed(PageChange page) {
        boolean isNew = page.before().length == 0;
        return Cell.of((isNew ? RegionStyle.FREE : RegionStyle.SUB_TABLE).color(), isNew ? "+" : "~",
                TEXTS.get("pages.tip", Formats.offset(page.offset()), page.bytes(), kind(page)));
    }

    private Cell untouched(int cell) {
        return Cell.of(UIManager.getColor("Component.borderColor"), "",
                TEXTS.get("pages.tip.same", Formats.offset(cell * perCell * PAGE)));
    }

    private static String kind(PageChange page) {
        return TEXTS.get(page.before().length == 0 ? "page.new" : "page.changed");
    }

    private void compare(PageChange page) {
        byte[] before = page.before();
        byte[] after = page.after();
        int first = java.util.Arrays.mismatch(before, after);
        int from = Math.max(0, first - AROUND) & -HexDump.PER_LINE;
        compared.show(dump(before, from, page.offset()), dump(after, from, page.offset()));
    }

    private static String dump(byte[] bytes, int from, long offset) {
        return bytes.length <= from
                ? TEXTS.get("page.none")
                : HexDump.of(java.util.Arrays.copyOfRange(bytes, from, bytes.length), offset + from);
    }
}
