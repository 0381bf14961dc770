package tdb2.ui.summary;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.swing.JComponent;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;
import javax.swing.JTabbedPane;

import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Field;
import tdb2.engine.inspect.Census;
import tdb2.engine.inspect.Growth;
import tdb2.engine.inspect.RegionMap;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.widgets.FactTable.Cell;
import tdb2.ui.widgets.FactTable.Column;
import tdb2.ui.widgets.FactTable.Row;
import tdb2.ui.widgets.Figures;
import tdb2.ui.widgets.Section;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.Job;
import tdb2.ui.workbench.Selection;
import tdb2.ui.workbench.ViewContext;
import tdb2.ui.workbench.ViewPart;

/** The card that says what a file is and how it fares, and its header field by field. Event thread only. */
public final class SummaryView implements ViewPart, Document.Listener {

    private static final Texts TEXTS = Texts.of(SummaryView.class);
    private static final String TAB = "summary.tab";

    private final ViewContext context;
    private final FactTable facts = new FactTable("facts", Column.text(TEXTS.get("fact"), 200),
            Column.text(TEXTS.get("value"), 600));
    private final Section health = new Section("summary", TEXTS.get("question"), new JScrollPane(facts));
    private final FactTable fields = new FactTable("fields", Column.text(TEXTS.get("field"), 160),
            Column.mono(TEXTS.get("offset"), 110), Column.number(TEXTS.get("length")),
            Column.mono(TEXTS.get("raw"), 170), Column.text(TEXTS.get("means"), 500));
    private final Section header = new Section("header", TEXTS.get("header"), new JScrollPane(fields));
    private final GrowthPane growth = GrowthPane.create();
    private final TrendPane trendPane = TrendPane.create();
    private final Trend trend = new Trend();
    private final JTabbedPane tabs = new JTabbedPane();
    private final JSplitPane panel = new JSplitPane(JSplitPane.VERTICAL_SPLIT, health, tabs);
    private boolean shown;

    public SummaryView(ViewContext context) {
        this.context = context;
        tabs.setName(TAB);
        tabs.getAccessibleContext().setAccessibleName(TEXTS.get("tabs"));
        tabs.addTab(TEXTS.get("tab.growth"), growth);
        tabs.addTab(TEXTS.get("tab.trend"), trendPane);
        tabs.addTab(TEXTS.get("tab.header"), header);
        tabs.setSelectedIndex(Math.clamp(context.settings().number(TAB, 0), 0, tabs.getTabCount() - 1));
        tabs.addChangeListener(_ -> context.settings().put(TAB, tabs.getSelectedIndex()));
        panel.setResizeWeight(0.5);
        panel.setOpaque(false);
        panel.setName("summary.split");
        facts.getAccessibleContext().setAccessibleName(TEXTS.get("question"));
        fields.getAccessibleContext().setAccessibleName(TEXTS.get("header"));
        health.setPreferredSize(new java.awt.Dimension(Theme.grid(100), Theme.grid(75)));
        tabs.setMinimumSize(new java.awt.Dimension(0, Theme.grid(30))); // else the facts get what the pictures leave
        facts.setTableHeader(null);
        fields.onPick(what -> {
            Field field = (Field) what;
            context.publish(this, Selection.bytes(context.document(), field.offset(), field.length()));
        });
        context.document().addListener(this);
        refreshed(context.document());
    }

    @Override
    public JComponent component() {
        return panel;
    }

    @Override
    public void shown() {
        shown = true;
        context.document().survey();
        context.document().regions().ifPresent(this::explain);
    }

    @Override
    public void hidden() {
        shown = false;
    }

    @Override
    public void disposed() {
        context.document().removeListener(this);
        context.document().jobs().drop(this);
    }

    @Override
    public void refreshed(Document document) {
        fill(document.regions());
        List<Field> all = document.view().header().fields();
        header.say(TEXTS.get("header.answer", all.size()));
        fields.rows(all.stream().map(SummaryView::row).toList());
    }

    @Override
    public void surveyed(Document document) {
        fill(document.regions());
        document.regions().ifPresent(map -> {
            note(map.survey().census());
            if (shown) {
                explain(map);
            }
        });
    }

    private void note(Census census) {
        long free = census.freeBytes();
        long largest = census.areas().stream().mapToLong(Census.AreaCensus::largest).max().orElse(0);
        trend.add(new Trend.Point(System.currentTimeMillis(), context.document().view().size(), free,
                free == 0 ? 0 : 1 - (double) largest / free));
        trendPane.show(trend.points());
    }

    /** Finds out on a worker what the bytes are good for. */
    private void explain(RegionMap map) {
        if (trend.points().isEmpty()) {
            note(map.survey().census());
        }
        context.document().jobs().scan(this, new Job<Growth>() {
            @Override
            public String title() {
                return TEXTS.get("job.growth");
            }

            @Override
            public Growth work(Progress progress) {
                return Growth.of(map, progress);
            }

            @Override
            public void done(Growth answer) {
                growth.show(answer);
            }

            @Override
            public void failed(TdbException why) {
                // what could not be read is told by the survey; the figures stay as they were
            }
        });
    }

    private void fill(Optional<RegionMap> regions) {
        var summary = new Summary(context.document(), regions);
        health.say(summary.health());
        var rows = new ArrayList<Row>();
        for (Summary.Fact fact : summary.facts()) {
            rows.add(new Row(List.of(Cell.of(fact.name()),
                    new Cell(fact.value(), fact.exact(), Optional.empty(), fact.value())), Optional.empty()));
        }
        facts.rows(rows);
    }

    private static Row row(Field field) {
        String raw = field.value() == 0 && field.length() > 8 ? "" : "0x%x".formatted(field.value());
        String bits = field.shift() == 0 && field.bits() == 8 * field.length()
                ? ""
                : TEXTS.get("bits", field.shift(), field.shift() + field.bits() - 1);
        return Row.of(field, Cell.of(bits.isEmpty() ? field.name() : field.name() + " " + bits),
                Figures.offset(field.offset()), Figures.size(field.length()),
                Cell.of(raw, Long.toString(field.value()), field.value()), Cell.of(field.means()));
    }
}
