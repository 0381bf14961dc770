package tdb2.ui.tree;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Predicate;

import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;

import net.miginfocom.swing.MigLayout;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.CellPicture.Cell;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.widgets.FactTable.Column;
import tdb2.ui.widgets.FactTable.Row;
import tdb2.ui.widgets.Figures;
import tdb2.ui.widgets.PicturePane;

/** The picture of an index with the way to where it looks, and its cells as a table. Event thread only. */
final class IciclePane extends PicturePane {

    private static final Texts TEXTS = Texts.of(IciclePane.class);
    private static final int ROWS = 2000;

    private final Icicle picture;
    private final FactTable table;
    private final JLabel where = new JLabel();
    private final JButton out = new JButton(TEXTS.get("out"));

    static IciclePane create(boolean tree) {
        return new IciclePane(tree, new Icicle(), new FactTable("tree.table", Column.text(TEXTS.get("cell.what"), 420),
                Column.mono(TEXTS.get("cell.offset"), 110), Column.number(TEXTS.get("cell.length")),
                Column.number(TEXTS.get("records"))));
    }

    private IciclePane(boolean tree, Icicle picture, FactTable table) {
        super("tree", TEXTS.get(tree ? "picture.tree.question" : "picture.chain.question"), picture, picture, table);
        this.picture = picture;
        this.table = table;
        where.setName("tree.where");
        where.setFont(Theme.small());
        out.setName("tree.out");
        out.setToolTipText(TEXTS.get("out.tip"));
        var row = new JPanel(new MigLayout("insets 0, fillx", "[][grow, fill][]"));
        row.setOpaque(false);
        row.add(out);
        row.add(where, "wmin 0");
        var hint = new JLabel(TEXTS.get("hint"));
        hint.setFont(Theme.small());
        row.add(hint);
        add(row, "newline, span 3, growx, wmin 0");
    }

    void onPick(Consumer<Spot> listener) {
        picture.onPick(listener);
        table.onPick(what -> listener.accept((Spot) what));
    }

    void onEnter(Consumer<Spot> listener) {
        picture.onEnter(listener);
    }

    void onLeave(Runnable listener) {
        picture.onLeave(listener);
        out.addActionListener(_ -> listener.run());
    }

    /** Outlines what is selected. */
    void mark(Predicate<Spot> which) {
        picture.mark(which);
    }

    void show(IndexCells cells, String depthWord, String way, boolean inside, String words) {
        picture.rows(cells.rows(), cells.firstDepth(), depthWord);
        picture.cells(cells.cells());
        List<Spot> told = cells.cells().stream().map(Cell::what).filter(spot -> spot.kind() != Spot.Kind.EMPTY)
                .limit(ROWS).toList();
        table.rows(told, IciclePane::row);
        where.setText(way);
        out.setEnabled(inside);
        long all = cells.cells().stream().filter(cell -> cell.what().kind() != Spot.Kind.EMPTY).count();
        answer(all > ROWS ? words + " " + TEXTS.get("table.more", Formats.count(all - ROWS)) : words);
    }

    private static Row row(Spot spot) {
        return Row.of(spot, FactTable.Cell.of(spot.words()).with(spot.style().icon()),
                Figures.offset(spot.span().offset()), Figures.size(spot.span().length()),
                Figures.count(spot.records()));
    }
}
