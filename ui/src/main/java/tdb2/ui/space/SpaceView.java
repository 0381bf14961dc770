package tdb2.ui.space;

import java.awt.EventQueue;
import java.util.ArrayList;
import java.util.Optional;

import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JTabbedPane;

import net.miginfocom.swing.MigLayout;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.engine.inspect.FreeLists;
import tdb2.engine.inspect.RegionMap;
import tdb2.engine.inspect.Spread;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.RegionStyle;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.Histogram;
import tdb2.ui.widgets.Histogram.Bar;
import tdb2.ui.widgets.LeastRoom;
import tdb2.ui.widgets.MessageBar;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.FailureText;
import tdb2.ui.workbench.Job;
import tdb2.ui.workbench.Selection;
import tdb2.ui.workbench.SelectionModel;
import tdb2.ui.workbench.Span;
import tdb2.ui.workbench.SurveyPane;
import tdb2.ui.workbench.ViewContext;
import tdb2.ui.workbench.ViewIds;
import tdb2.ui.workbench.ViewPart;
import tdb2.ui.workbench.ZoomWay;

/**
 * Where the bytes of a file are: the map of all of them, from the whole file to single bytes, and below it the areas with
 * free space, the lists through it, and its sizes. Event thread only.
 */
public final class SpaceView implements ViewPart, SelectionModel.Listener {

    private static final Texts TEXTS = Texts.of(SpaceView.class);
    private static final String TAB = "space.tab";
    /** A step nearer shows so much less. */
    private static final int NEARER = 32;
    private static final int LEAST = 1024;

    private final ViewContext context;
    private final Document document;
    private final MapPane map = MapPane.create();
    private final ListsPane lists = ListsPane.create();
    private final Areas areas;
    private final Histogram sizes =
            new Histogram(TEXTS.get("sizes.question"), TEXTS.get("sizes.label"), TEXTS.get("pieces"));
    private final JTabbedPane tabs = new JTabbedPane();
    private final MessageBar message = new MessageBar();
    private final SurveyPane pane;
    private final ZoomWay<Span> way;
    private final Object listing = new Object();
    private int life;

    public SpaceView(ViewContext context) {
        this.context = context;
        document = context.document();
        areas = new Areas(document, area -> publish(new Span(area.offset(), area.headerLength())));
        sizes.setName("free.sizes");
        tabs.setName(TAB);
        tabs.getAccessibleContext().setAccessibleName(TEXTS.get("tabs"));
        tabs.addTab(TEXTS.get("tab.areas"), areas.component());
        tabs.addTab(TEXTS.get("tab.lists"), padded(lists));
        tabs.addTab(TEXTS.get("tab.sizes"), padded(sizes));
        tabs.setSelectedIndex(Math.clamp(context.settings().number(TAB, 0), 0, tabs.getTabCount() - 1));
        tabs.addChangeListener(_ -> context.settings().put(TAB, tabs.getSelectedIndex()));
        var content = new JPanel(new MigLayout("insets 0, fill, wrap 1, gapy 8, hidemode 3", "[grow, fill]",
                "[][grow 62, fill][grow 38, fill]"));
        content.setOpaque(false);
        content.add(message);
        content.add(padded(map), "wmin 0, hmin 200");
        content.add(tabs, "wmin 0, hmin 150");
        way = new ZoomWay<>(context, "space.zoom", span -> span.offset() + "+" + span.length(), SpaceView::span);
        map.keepOrder(context.settings().number("space.order", 0),
                chosen -> context.settings().put("space.order", chosen));
        map.keepMode(context.settings().number("space.table", 0) == 1,
                table -> context.settings().put("space.table", table ? 1 : 0));
        map.onPick(stretch -> publish(stretch.span()));
        map.onEnter(this::enter);
        map.onLeave(this::leave);
        lists.onPick(spot -> publish(new Span(spot.record().offset(), spot.record().length())));
        lists.onEnter(_ -> context.reveal().accept(ViewIds.HEX));
        pane = new SurveyPane(document, LeastRoom.of(content), this::fill); // fills at once where the survey is there
        context.selection().addListener(this);
    }

    private static Optional<Span> span(String text) {
        try {
            String[] words = text.split("\\+", 2);
            return Optional.of(new Span(Long.parseLong(words[0]), Long.parseLong(words[1])));
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return Optional.empty();
        }
    }

    private static JPanel padded(JComponent inside) {
        var panel = new JPanel(new MigLayout("insets 12 16 8 16, fill", "[grow, fill]", "[grow, fill]"));
        panel.setOpaque(false);
        panel.add(inside, "wmin 0");
        return panel;
    }

    @Override
    public JComponent component() {
        return pane;
    }

    /** The picture: arrow keys move in it at once. */
    @Override
    public Optional<JComponent> firstFocus() {
        return Optional.of(map.picture());
    }

    @Override
    public void shown() {
        pane.shown();
    }

    @Override
    public void disposed() {
        life++;
        context.selection().removeListener(this);
        document.jobs().drop(this);
        document.jobs().drop(listing);
        pane.disposed();
    }

    private void fill(RegionMap regions) {
        areas.fill(regions);
        sample(regions);
        document.jobs().scan(listing, new ListJob(regions));
        context.selection().in(document).flatMap(Selection::span).ifPresent(this::mark);
    }

    private void sample(RegionMap regions) {
        long size = regions.survey().assembly().bytes().size();
        way.forget(span -> span.end() > size);
        document.jobs().scan(this, new MapJob(regions, way.now().orElse(new Span(0, size))));
    }

    private void publish(Span span) {
        mark(span);
        context.publish(this, Selection.bytes(document, span.offset(), span.length()));
    }

    private void mark(Span span) {
        map.mark(span);
        lists.mark(span);
    }

    private void enter(Stretch stretch) {
        document.regions().ifPresent(regions -> {
            long size = regions.survey().assembly().bytes().size();
            long now = way.now().map(Span::length).orElse(size);
            if (now <= LEAST) {
                context.reveal().accept(ViewIds.HEX);
                return;
            }
            long length = Math.min(size, Math.max(LEAST, now / NEARER));
            long row = SpaceSample.unit(length) * SpaceSample.COLUMNS;
            long from =
                    Math.clamp(stretch.span().offset() + stretch.span().length() / 2 - length / 2, 0, size - length);
            way.enter(new Span(from / row * row, length));
            sample(regions);
        });
    }

    private void leave() {
        if (way.leave()) {
            document.regions().ifPresent(this::sample);
        }
    }

    @Override
    public void selected(Object source, Selection selection) {
        if (source != this && selection.document() == document) {
            selection.span().ifPresent(this::mark);
        }
    }

    /** Adds up what the bytes belong to, and shows it while it grows. */
    private final class MapJob implements Job<SpaceSample> {

        private final RegionMap regions;
        private final Span span;
        private final int begun = ++life;
        private final boolean inside = way.now().isPresent();

        MapJob(RegionMap regions, Span span) {
            this.regions = regions;
            this.span = span;
        }

        @Override
        public String title() {
            return TEXTS.get("job.map");
        }

        @Override
        public SpaceSample work(Progress progress) {
            return SpaceSample.of(regions, span, progress, part -> EventQueue.invokeLater(() -> {
                if (begun == life) {
                    map.show(part, inside);
                }
            }));
        }

        @Override
        public void done(SpaceSample sample) {
            message.clear();
            map.show(sample, inside);
        }

        @Override
        public void failed(TdbException why) {
            message.show(FailureText.of(document.path(), why));
        }
    }

    /** Follows the free lists. */
    private final class ListJob implements Job<FreeLists> {

        private final RegionMap regions;

        ListJob(RegionMap regions) {
            this.regions = regions;
        }

        @Override
        public String title() {
            return TEXTS.get("job.lists");
        }

        @Override
        public FreeLists work(Progress progress) {
            return FreeLists.of(regions.survey().assembly(), progress);
        }

        @Override
        public void done(FreeLists found) {
            lists.show(found, regions.survey().assembly().bytes().size());
            show(found.sizes());
        }

        private void show(Spread spread) {
            var bars = new ArrayList<Bar>();
            spread.powers().forEach((from, count) -> bars.add(new Bar(Formats.size(from), count)));
            sizes.show(bars, spread.count() == 0
                    ? TEXTS.get("none")
                    : TEXTS.get("sizes.answer", spread.count(), Formats.size(Math.round(spread.mean())),
                            Formats.size(spread.largest())),
                    RegionStyle.FREE.color());
        }

        @Override
        public void failed(TdbException why) {
            message.show(FailureText.of(document.path(), why));
        }
    }
}
