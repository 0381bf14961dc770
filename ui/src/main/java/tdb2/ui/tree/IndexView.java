package tdb2.ui.tree;

import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;

import javax.swing.JComponent;
import javax.swing.JPanel;

import net.miginfocom.swing.MigLayout;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;
import tdb2.engine.index.Index;
import tdb2.engine.inspect.RegionMap;
import tdb2.ui.theme.Texts;
import tdb2.ui.tree.IndexCells.Shape;
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
import tdb2.ui.widgets.LeastRoom;
import tdb2.ui.widgets.MessageBar;

/**
 * The index of a file as a picture: from all partitions to the slots of one sub-table, beside how deep records stand and how
 * evenly they are spread. Event thread only.
 */
public final class IndexView implements ViewPart, SelectionModel.Listener {

    private static final Texts TEXTS = Texts.of(IndexView.class);

    private final ViewContext context;
    private final Document document;
    private final IciclePane picture;
    private final Spreads spreads;
    private final MessageBar message = new MessageBar();
    private final SurveyPane pane;
    private final ZoomWay<Zoom> way;
    private final Object locating = new Object();
    private OptionalInt selectedPartition = OptionalInt.empty();

    public IndexView(ViewContext context) {
        this.context = context;
        document = context.document();
        Shape shape = shape();
        picture = IciclePane.create(shape.tree());
        spreads = new Spreads(shape.tree(), document.view().assembly().index(), shape.word());
        var content = new JPanel(new MigLayout("insets 12 16 12 16, fill, wrap 1, gapy 16, hidemode 3", "[grow, fill]",
                "[][grow 60, fill][grow 40, fill]"));
        content.setOpaque(false);
        content.add(message);
        content.add(picture, "wmin 0, hmin 180");
        content.add(spreads, "wmin 0, hmin 140");
        way = new ZoomWay<>(context, "index.zoom", Zoom::text, Zoom::of);
        picture.keepMode(context.settings().number("index.table", 0) == 1,
                table -> context.settings().put("index.table", table ? 1 : 0));
        picture.onPick(this::publish);
        picture.onEnter(this::enter);
        picture.onLeave(this::leave);
        pane = new SurveyPane(document, LeastRoom.of(content), this::fill); // fills at once where the survey is there
        context.selection().addListener(this);
    }

    private Shape shape() {
        Dialect dialect = document.view().dialect();
        boolean tree = dialect == Dialect.TDB2 || dialect == Dialect.TDB2_TABLES;
        Index index = document.view().assembly().index();
        long head = index.headOffset(0);
        long length = index.partitions() > 1 ? index.headOffset(1) - head : index.slotLength();
        return new Shape(tree, index.partitionWord(), TEXTS.get(dialect == Dialect.TDB1 ? "chain.row" : "tree.label"),
                dialect == Dialect.TDB1 ? 1 : 0, length, head);
    }

    @Override
    public JComponent component() {
        return pane;
    }

    /** The picture: arrow keys move in it at once. */
    @Override
    public Optional<JComponent> firstFocus() {
        return Optional.of(picture.picture());
    }

    @Override
    public void shown() {
        pane.shown();
    }

    @Override
    public void disposed() {
        context.selection().removeListener(this);
        document.jobs().drop(this);
        document.jobs().drop(locating);
        pane.disposed();
    }

    /** There is a newer survey. */
    private void fill(RegionMap map) {
        spreads.show(map.survey().census());
        show();
        context.selection().in(document).ifPresent(this::locate);
    }

    private void show() {
        document.regions().ifPresent(
                map -> document.jobs().scan(this, new CellsJob(map, way.now())));
    }

    private void show(IndexCells cells) {
        long records = cells.cells().stream().filter(cell -> cell.what().row() == 0)
                .mapToLong(cell -> cell.what().records()).sum();
        Shape shape = shape();
        String words = way.now().isEmpty()
                ? TEXTS.get("picture.answer", document.view().assembly().index().partitions(), shape.word(), records,
                        cells.rows(), shape.depthWord().toLowerCase(Locale.getDefault()))
                : TEXTS.get("zoom.answer", records, cells.rows(), shape.depthWord().toLowerCase(Locale.getDefault()));
        picture.show(cells, shape.depthWord(), wayText(), way.now().isPresent(), words);
    }

    private String wayText() {
        var text = new StringBuilder(TEXTS.get("way.all"));
        for (Zoom zoom : way.steps()) {
            text.append("  \u203a  ").append(zoom.focus().isPresent()
                    ? TEXTS.get("way.table", tdb2.ui.theme.Formats.offset(zoom.focus().getAsLong()))
                    : zoom.count() == 1
                            ? shape().word() + " " + zoom.first()
                    : TEXTS.get("partitions", shape().word(), zoom.first(), zoom.first() + zoom.count() - 1));
        }
        return text.toString();
    }

    private void publish(Spot spot) {
        Optional<Span> span = Optional.of(spot.span());
        context.publish(this, spot.record().isPresent()
                ? new Selection(document, span, Optional.empty(), spot.record())
                : Selection.bytes(document, spot.span().offset(), spot.span().length()));
        mark(span, OptionalInt.of(spot.partition()));
    }

    private void enter(Spot spot) {
        if (spot.kind() == Spot.Kind.RECORD) {
            context.reveal().accept(ViewIds.HEX);
        } else if (spot.kind() != Spot.Kind.EMPTY || spot.count() > 1) {
            way.enter(Zoom.into(spot, shape()));
            show();
        }
    }

    private void leave() {
        if (way.leave()) {
            show();
        }
    }

    @Override
    public void selected(Object source, Selection selection) {
        if (source != this && selection.document() == document && document.regions().isPresent()) {
            locate(selection);
        }
    }

    /** Finds where the selection stands in the index. */
    private void locate(Selection selection) {
        selection.span().ifPresent(span -> document.regions().ifPresent(
                map -> document.jobs().read(locating, new Locate(map, span))));
    }

    private void mark(Optional<Span> span, OptionalInt partition) {
        selectedPartition = partition;
        picture.mark(spot -> switch (spot.kind()) {
            case PARTITIONS -> selectedPartition.stream()
                    .anyMatch(one -> one >= spot.partition() && one < spot.partition() + spot.count());
            case RECORD, TABLE, EMPTY -> span.filter(spot.span()::overlaps).isPresent();
        });
    }

    /** Makes the picture of a part of the index, or of all of it. */
    private final class CellsJob implements Job<IndexCells> {

        private final RegionMap map;
        private final Optional<Zoom> zoom;
        private final Shape shape = shape();

        CellsJob(RegionMap map, Optional<Zoom> zoom) {
            this.map = map;
            this.zoom = zoom;
        }

        @Override
        public String title() {
            return TEXTS.get("job.zoom");
        }

        @Override
        public IndexCells work(Progress progress) {
            return zoom.map(part -> part.read(shape, document.tdb(), progress))
                    .orElseGet(() -> IndexCells.of(shape, map.survey().profile()));
        }

        @Override
        public void done(IndexCells cells) {
            message.clear();
            if (cells.cells().isEmpty() && zoom.isPresent() && zoom.equals(way.now())) {
                leave(); // others took the sub-table away
            } else {
                show(cells);
            }
        }

        @Override
        public void failed(TdbException why) {
            message.show(FailureText.of(document.path(), why));
        }

        @Override
        public void cancelled() {
            leave();
        }
    }

    /** Finds the partition of some bytes. */
    private final class Locate implements Job<OptionalInt> {

        private final RegionMap map;
        private final Span span;
        private final Shape shape = shape();

        Locate(RegionMap map, Span span) {
            this.map = map;
            this.span = span;
        }

        @Override
        public String title() {
            return TEXTS.get("job.locate");
        }

        @Override
        public OptionalInt work(Progress progress) {
            long size = map.survey().assembly().bytes().size();
            Span heads = shape.heads(0, map.survey().assembly().index().partitions());
            if (heads.contains(span.offset())) {
                return OptionalInt.of((int) ((span.offset() - heads.offset()) / shape.headLength()));
            }
            return span.offset() < size ? map.partitionAt(span.offset()) : OptionalInt.empty();
        }

        @Override
        public void done(OptionalInt partition) {
            mark(Optional.of(span), partition);
        }

        @Override
        public void failed(TdbException why) {
            mark(Optional.of(span), OptionalInt.empty());
        }
    }
}
