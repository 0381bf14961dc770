package tdb2.ui.faults;

import java.util.List;

import javax.swing.JPanel;
import javax.swing.JScrollPane;

import net.miginfocom.swing.MigLayout;

import tdb2.engine.check.Finding;
import tdb2.engine.error.Fault;
import tdb2.engine.inspect.RegionMap;
import tdb2.ui.theme.RegionStyle;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.widgets.FactTable.Cell;
import tdb2.ui.widgets.FactTable.Column;
import tdb2.ui.widgets.FactTable.Row;
import tdb2.ui.widgets.Figures;
import tdb2.ui.widgets.Section;
import tdb2.ui.workbench.Selection;
import tdb2.ui.workbench.SurveyPane;
import tdb2.ui.workbench.ViewContext;
import tdb2.ui.workbench.ViewPart;

/** What is not as the format demands: where, what was expected, what was found, what to do. Event thread only. */
public final class FaultsView {

    private static final Texts TEXTS = Texts.of(FaultsView.class);

    private final FactTable table = new FactTable("faults", Column.mono(TEXTS.get("offset"), 130),
            Column.text(TEXTS.get("expected"), 240), Column.text(TEXTS.get("found"), 260),
            Column.text(TEXTS.get("advice"), 360));
    private final Section section = new Section("faults", TEXTS.get("question"), new JScrollPane(table));
    private final SurveyPane pane;

    /** The view of a document. */
    public static ViewPart of(ViewContext context) {
        return new FaultsView(context).pane;
    }

    private FaultsView(ViewContext context) {
        table.getAccessibleContext().setAccessibleName(TEXTS.get("question"));
        var index = new IndexPane(context.document(), context.settings(), finding -> show(context, finding.fault()));
        var content = new JPanel(new MigLayout("insets 0, gap 0, hidemode 3, fill"));
        content.setOpaque(false);
        content.add(section, "grow, push, wmin 100, width 50%");
        content.add(new CheckPane(context.document(), finding -> show(context, finding)),
                "grow, push, wmin 100, width 50%");
        content.add(index, "grow, push, wmin 100, width 50%");
        pane = new SurveyPane(context.document(), content, this::fill);
        table.onPick(what -> show(context, (Fault) what));
    }

    private void show(ViewContext context, Fault fault) {
        if (fault.offset() >= 0) {
            context.publish(pane, Selection.bytes(context.document(), fault.offset(), 1));
        }
    }

    private void show(ViewContext context, Finding finding) {
        if (finding.offset() >= 0) {
            context.publish(pane, Selection.bytes(context.document(), finding.offset(), Math.max(1, finding.length())));
        }
    }

    private void fill(RegionMap map) {
        List<Fault> faults = map.faults();
        section.say(faults.isEmpty() ? TEXTS.get("none") : TEXTS.get("answer", faults.size()));
        table.rows(faults.stream().map(FaultsView::row).toList());
    }

    private static Row row(Fault fault) {
        return Row.of(fault, Figures.offset(fault.offset()).with(RegionStyle.DAMAGE.icon()), tipped(fault.expected()),
                tipped(fault.found()), tipped(fault.advice()));
    }

    private static Cell tipped(String text) {
        return new Cell(text, text, java.util.Optional.empty(), text);
    }
}
