package tdb2.ui.faults;

import java.awt.event.ComponentAdapter;
import java.awt.event.ComponentEvent;
import java.util.List;

import javax.swing.JTabbedPane;
import javax.swing.SwingConstants;

import tdb2.engine.check.Finding;
import tdb2.engine.error.Fault;
import tdb2.engine.inspect.RegionMap;
import tdb2.ui.theme.RegionStyle;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.widgets.FactTable.Cell;
import tdb2.ui.widgets.FactTable.Column;
import tdb2.ui.widgets.FactTable.Row;
import tdb2.ui.widgets.Figures;
import tdb2.ui.widgets.FullRow;
import tdb2.ui.widgets.Section;
import tdb2.ui.workbench.Selection;
import tdb2.ui.workbench.SurveyPane;
import tdb2.ui.workbench.ViewContext;
import tdb2.ui.workbench.ViewPart;

/** What is not as the format demands: where, what was expected, what was found, what to do. Event thread only. */
public final class FaultsView {

    private static final Texts TEXTS = Texts.of(FaultsView.class);

    private static final int LOW = 60;
    private static final int WORDS = 1;

    private final FactTable table = new FactTable("faults", Column.mono(TEXTS.get("offset"), 130),
            Column.text(TEXTS.get("expected"), 240), Column.text(TEXTS.get("found"), 260),
            Column.text(TEXTS.get("advice"), 360));
    private final Section section = new Section("faults", TEXTS.get("question"), new FullRow(table, WORDS));
    private final JTabbedPane tabs = new JTabbedPane();
    private final IndexPane index;
    private final SurveyPane pane;

    /** The view of a document. */
    public static ViewPart of(ViewContext context) {
        return new FaultsView(context).pane;
    }

    private FaultsView(ViewContext context) {
        table.getAccessibleContext().setAccessibleName(TEXTS.get("question"));
        tabs.setName("faults.tabs");
        tabs.getAccessibleContext().setAccessibleName(TEXTS.get("tabs"));
        tabs.addTab(TEXTS.get("tab.places"), section);
        var check = new CheckPane(context.document(), finding -> show(context, finding), this::toCheck);
        tabs.addTab(TEXTS.get("tab.check"), check);
        if (check.hasBegun()) {
            toCheck();
        }
        index = new IndexPane(context.document(), context.settings(), finding -> show(context, finding.fault()),
                this::withIndex);
        tabs.addComponentListener(new ComponentAdapter() {
            @Override
            public void componentResized(ComponentEvent event) {
                turn();
            }
        });
        pane = new SurveyPane(context.document(), tabs, this::fill);
        table.onPick(what -> show(context, (Fault) what));
    }

    /** Where there is more width than height, the tabs stand at the side. */
    private void turn() {
        int placement = tabs.getHeight() < Theme.grid(LOW) ? SwingConstants.LEFT : SwingConstants.TOP;
        if (tabs.getTabPlacement() != placement) {
            tabs.setTabPlacement(placement);
        }
    }

    private void toCheck() {
        tabs.setSelectedIndex(1);
    }

    private void withIndex() {
        if (tabs.indexOfComponent(index) < 0) {
            tabs.addTab(TEXTS.get("tab.index"), index);
        }
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
        tabs.setTitleAt(0, faults.isEmpty() ? TEXTS.get("tab.places") : TEXTS.get("tab.places.count", faults.size()));
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
