package tdb2.ui.repair;

import java.awt.BorderLayout;
import java.util.List;
import java.util.Optional;
import javax.swing.Icon;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import tdb2.engine.repair.Plan;
import tdb2.engine.repair.Plan.Kind;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.Icons;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.widgets.FactTable.Cell;
import tdb2.ui.widgets.FactTable.Column;
import tdb2.ui.widgets.FactTable.Column.Style;
import tdb2.ui.widgets.FactTable.Row;
import tdb2.ui.widgets.Figures;
import tdb2.ui.widgets.Section;

/** What the damage means for the records: how many are intact, found by a scan alone, doubtful, lost. Event thread only. */
final class ImpactPane extends JPanel {

    private static final Texts TEXTS = Texts.of(ImpactPane.class);
    private static final int ROWS = 4;

    private final FactTable table = new FactTable("repair.impact", Column.text(TEXTS.get("impact"), 184),
            new Column(TEXTS.get("records"), Style.NUMBER, 88), new Column(TEXTS.get("bytes"), Style.NUMBER, 80),
            Column.text(TEXTS.get("goes"), 200));
    private final Section section;

    ImpactPane() {
        super(new BorderLayout());
        setOpaque(false);
        table.getAccessibleContext().setAccessibleName(TEXTS.get("question"));
        var scroll = new JScrollPane(table);
        section = new Section("repair", TEXTS.get("question"), scroll);
        add(section);
        fit();
    }

    @Override
    public void updateUI() {
        super.updateUI();
        if (table != null) {
            fit();
        }
    }

    /** As high as its lines; what is below gets the rest. */
    private void fit() {
        var size = table.getPreferredScrollableViewportSize();
        size.height = ROWS * table.getRowHeight() + Theme.grid(1);
        table.setPreferredScrollableViewportSize(size);
    }

    void show(Plan plan) {
        section.say(TEXTS.get("answer", plan.recovered(), plan.suspect(), Formats.size(plan.lostBytes()),
                plan.lostBytes() == 0 ? 0 : 1, plan.dialect().title(), Formats.size(plan.bytesBefore())));
        table.rows(List.of(
                row("intact", Icons.of("check"), plan.reachable(), plan.bytes(Kind.REACHABLE)),
                row("scanned", Icons.of("search"), plan.salvaged(), plan.bytes(Kind.SALVAGED)),
                row("suspect", Icons.of("warning"), plan.suspect(), plan.bytes(Kind.ASIDE)),
                new Row(List.of(Cell.of(TEXTS.get("impact.lost")).with(Icons.of("damage")),
                        lost(plan.recordsLost()), Figures.size(plan.lostBytes()),
                        goes("lost")), Optional.empty())));
    }

    private static Cell lost(long records) {
        return records == 0
                ? Cell.of("–", TEXTS.get("impact.lost.records"), -1)
                : Cell.of(TEXTS.get("impact.lost.least", records), TEXTS.get("impact.lost.least.means"), records);
    }

    private static Row row(String id, Icon icon, long records, long bytes) {
        return new Row(List.of(Cell.of(TEXTS.get("impact." + id)).with(icon), Figures.count(records),
                Figures.size(bytes), goes(id)), Optional.empty());
    }

    private static Cell goes(String id) {
        String text = TEXTS.get("impact." + id + ".goes");
        return new Cell(text, TEXTS.get("impact." + id + ".means"), Optional.empty(), text);
    }
}
