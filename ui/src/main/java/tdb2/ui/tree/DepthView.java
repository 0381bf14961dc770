package tdb2.ui.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

import javax.swing.JPanel;

import net.miginfocom.swing.MigLayout;
import tdb2.engine.format.Dialect;
import tdb2.engine.inspect.Census;
import tdb2.engine.inspect.RegionMap;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.RegionStyle;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.Histogram;
import tdb2.ui.widgets.Histogram.Bar;
import tdb2.ui.workbench.SurveyPane;
import tdb2.ui.workbench.ViewContext;
import tdb2.ui.workbench.ViewPart;

/** Depth of the tree or length of the chains, and how evenly the records are spread. Event thread only. */
public final class DepthView {

    private static final Texts TEXTS = Texts.of(DepthView.class);
    private static final int BARS = 40;

    private final ViewContext context;
    private final boolean tree;
    private final Histogram depths;
    private final Histogram sizes;
    private final SurveyPane pane;

    /** The view of a document. */
    public static ViewPart of(ViewContext context) {
        return new DepthView(context).pane;
    }

    private DepthView(ViewContext context) {
        this.context = context;
        Dialect dialect = context.document().view().dialect();
        tree = dialect == Dialect.TDB2 || dialect == Dialect.TDB2_TABLES;
        String word = context.document().view().assembly().index().partitionWord();
        depths = new Histogram(TEXTS.get(tree ? "tree.question" : "chain.question"),
                TEXTS.get(tree ? "tree.label" : "chain.label"), TEXTS.get("records"));
        depths.setName("depths");
        sizes = new Histogram(TEXTS.get("spread.question", word), TEXTS.get("spread.label", word),
                TEXTS.get("spread.count", word));
        sizes.setName("sizes");
        var content = new JPanel(new MigLayout("insets 12 16 12 16, fill, wrap 1, gapy 24", "[grow, fill]",
                "[grow, fill][grow, fill]"));
        content.add(depths);
        content.setOpaque(false);
        content.add(sizes);
        pane = new SurveyPane(context.document(), content, this::fill);
    }

    private void fill(RegionMap map) {
        Census census = map.survey().census();
        depths.show(bars(census.depths()), depthWords(census), RegionStyle.SUB_TABLE.color());
        sizes.show(bars(census.partitionSizes()), spreadWords(census), RegionStyle.KEY.color());
    }

    private String depthWords(Census census) {
        if (census.depths().isEmpty()) {
            return TEXTS.get("none");
        }
        double sum = 0;
        long all = 0;
        for (var entry : census.depths().entrySet()) {
            sum += (double) entry.getKey() * entry.getValue();
            all += entry.getValue();
        }
        return TEXTS.get(tree ? "tree.answer" : "chain.answer", sum / all, census.depths().lastKey(), census.tables(),
                census.chains());
    }

    private String spreadWords(Census census) {
        String word = context.document().view().assembly().index().partitionWord();
        SortedMap<Integer, Long> spread = census.partitionSizes();
        if (spread.isEmpty()) {
            return TEXTS.get("none");
        }
        long all = spread.values().stream().mapToLong(Long::longValue).sum();
        long empty = spread.getOrDefault(0, 0L);
        double average = (double) (census.records() + census.dead()) / all;
        return TEXTS.get("spread.answer", word, average, spread.lastKey(),
                Formats.percent(all == 0 ? 0 : (double) empty / all));
    }

    /** A bar for each value, or for ranges of values when there are too many. */
    static List<Bar> bars(SortedMap<Integer, Long> counts) {
        if (counts.isEmpty()) {
            return List.of();
        }
        int first = counts.firstKey();
        int width = (counts.lastKey() - first) / BARS + 1;
        var bars = new ArrayList<Bar>();
        for (int from = first; from <= counts.lastKey(); from += width) {
            long count = counts.subMap(from, from + width).values().stream().mapToLong(Long::longValue).sum();
            bars.add(new Bar(width == 1 ? Integer.toString(from) : TEXTS.get("range", from, from + width - 1), count));
        }
        return bars;
    }
}
