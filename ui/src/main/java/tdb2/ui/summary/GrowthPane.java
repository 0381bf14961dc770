package tdb2.ui.summary;

import java.util.ArrayList;

import javax.swing.BorderFactory;

import tdb2.engine.inspect.Growth;
import tdb2.engine.inspect.Growth.Use;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.CellPicture.Cell;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.widgets.FactTable.Column;
import tdb2.ui.widgets.FactTable.Row;
import tdb2.ui.widgets.Figures;
import tdb2.ui.widgets.PicturePane;

/** Why a file is as large as it is, in a bar, in sentences and as a table. Event thread only. */
final class GrowthPane extends PicturePane {

    private static final Texts TEXTS = Texts.of(GrowthPane.class);
    /** A part of the file below this is not worth a sentence. */
    private static final double WORTH_TELLING = 0.01;

    private final UseBar bar;
    private final FactTable table;

    static GrowthPane create() {
        return new GrowthPane(new UseBar(), new FactTable("growth.table", Column.text(TEXTS.get("growth.use"), 150),
                Column.number(TEXTS.get("growth.bytes")), Column.number(TEXTS.get("growth.share")),
                Column.text(TEXTS.get("growth.means"), 500)));
    }

    private GrowthPane(UseBar bar, FactTable table) {
        super("growth", TEXTS.get("growth.question"), bar, bar, table);
        this.bar = bar;
        this.table = table;
        setBorder(BorderFactory.createEmptyBorder(12, 16, 12, 16));
        answer(TEXTS.get("growth.counting"));
    }

    void show(Growth growth) {
        bar.show(growth);
        table.rows(bar.cells().stream().map(Cell::what).map(piece -> Row.of(piece,
                FactTable.Cell.of(TEXTS.get("use." + piece.use())).with(UseBar.style(piece.use()).icon()),
                Figures.size(piece.bytes()), Figures.percent(piece.share()),
                FactTable.Cell.of(TEXTS.get("use." + piece.use() + ".means")))).toList());
        answer(words(growth));
    }

    /** What is large, why, and what can be done. */
    private static String words(Growth growth) {
        var text = new ArrayList<String>();
        text.add(TEXTS.get("growth.live", Formats.size(growth.size()), Formats.size(growth.of(Use.LIVE)),
                share(growth, growth.of(Use.LIVE))));
        if (growth.runs() > 0) {
            text.add(
                    TEXTS.get("growth.free.runs", Formats.size(growth.of(Use.FREE)), share(growth, growth.of(Use.FREE)),
                            growth.runs(), Formats.size(growth.runBytes())));
        } else if (worth(growth, growth.of(Use.FREE))) {
            text.add(TEXTS.get("growth.free", Formats.size(growth.of(Use.FREE)), share(growth, growth.of(Use.FREE))));
        }
        for (Use use : new Use[] { Use.PADDING, Use.DEAD, Use.INDEX, Use.RECOVERY, Use.LOST }) {
            if (worth(growth, growth.of(use))) {
                text.add(TEXTS.get("growth." + use, Formats.size(growth.of(use)), share(growth, growth.of(use)),
                        use == Use.DEAD ? growth.dead() : growth.lost()));
            }
        }
        text.add(worth(growth, growth.gain())
                ? TEXTS.get("growth.repack", Formats.size(growth.gain()), Formats.size(growth.repacked()))
                : TEXTS.get("growth.tight"));
        return String.join(" ", text);
    }

    private static boolean worth(Growth growth, long bytes) {
        return bytes > WORTH_TELLING * growth.size();
    }

    private static String share(Growth growth, long bytes) {
        return Formats.percent((double) bytes / Math.max(1, growth.size()));
    }
}
