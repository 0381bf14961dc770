package tdb2.ui.tree;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.SortedMap;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

import javax.swing.JPanel;

import net.miginfocom.swing.MigLayout;
import tdb2.engine.index.HashChains;
import tdb2.engine.index.HashTree;
import tdb2.engine.index.Index;
import tdb2.engine.inspect.Census;
import tdb2.engine.inspect.TreeDepths;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.RegionStyle;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.Histogram;
import tdb2.ui.widgets.Histogram.Bar;

/** How deep records stand and how many each partition has, beside what a perfect hash would give. Event thread only. */
final class Spreads extends JPanel {

    private static final Texts TEXTS = Texts.of(Spreads.class);
    private static final int BARS = 40;

    private final boolean tree;
    private final Index index;
    private final String word;
    private final Histogram depths;
    private final Histogram sizes;

    /** @param tree whether depths are levels of a tree */
    Spreads(boolean tree, Index index, String word) {
        super(new MigLayout("insets 0, fill, gapx 24", "[grow, fill, sg][grow, fill, sg]", "[grow, fill]"));
        this.tree = tree;
        this.index = index;
        this.word = word;
        depths = new Histogram(TEXTS.get(tree ? "tree.question" : "chain.question"),
                TEXTS.get(tree ? "tree.label" : "chain.label"), TEXTS.get("records"));
        depths.setName("depths");
        sizes = new Histogram(TEXTS.get("spread.question", word), TEXTS.get("spread.label", word),
                TEXTS.get("spread.count", word));
        sizes.setName("sizes");
        setOpaque(false);
        add(depths, "wmin 0");
        add(sizes, "wmin 0");
    }

    void show(Census census) {
        int partitions = index.partitions();
        double load = (double) (census.records() + census.dead()) / Math.max(1, partitions);
        depths.show(bars(census.depths(), expectedDepths(census, load)), depthWords(census),
                RegionStyle.SUB_TABLE.color());
        sizes.show(bars(census.partitionSizes(), Optional.of(size -> partitions * exactly(size, load))),
                spreadWords(census),
                RegionStyle.KEY.color());
    }

    /** Levels of a tree, or hops along a chain; nothing is known of the places in other indexes. */
    private Optional<IntToDoubleFunction> expectedDepths(Census census, double load) {
        if (index instanceof HashTree levels) {
            return Optional.of(level -> TreeDepths.at(level, census.records(), levels.groupsOfNewTable()));
        }
        return index instanceof HashChains
                ? Optional.of(hop -> index.partitions() * atLeast(hop, load))
                : Optional.empty();
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
    private static List<Bar> bars(SortedMap<Integer, Long> counts, Optional<IntToDoubleFunction> wanted) {
        if (counts.isEmpty()) {
            return List.of();
        }
        int first = counts.firstKey();
        int width = (counts.lastKey() - first) / BARS + 1;
        var bars = new ArrayList<Bar>();
        for (int from = first; from <= counts.lastKey(); from += width) {
            int end = from + width;
            long count = counts.subMap(from, end).values().stream().mapToLong(Long::longValue).sum();
            OptionalDouble expected = wanted.isEmpty()
                    ? OptionalDouble.empty()
                    : OptionalDouble.of(IntStream.range(from, end).mapToDouble(wanted.get()).sum());
            bars.add(new Bar(width == 1 ? Integer.toString(from) : TEXTS.get("range", from, from + width - 1), count,
                    expected));
        }
        return bars;
    }

    /** How likely a partition has so many records when each record falls into any with the same chance (Poisson). */
    static double exactly(int count, double load) {
        double logarithm = -load + count * Math.log(load);
        for (int i = 2; i <= count; i++) {
            logarithm -= Math.log(i);
        }
        return load == 0 ? count == 0 ? 1 : 0 : Math.exp(logarithm);
    }

    /** How likely it has at least so many. */
    static double atLeast(int count, double load) {
        double less = 0;
        for (int i = 0; i < count; i++) {
            less += exactly(i, load);
        }
        return Math.max(0, 1 - less);
    }
}
