package tdb2.ui.space;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.event.KeyEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.swing.JTabbedPane;

import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.event.Progress;
import tdb2.ui.testing.EventThreadGuard;
import tdb2.ui.testing.Fixtures;
import tdb2.ui.testing.ViewStand;
import tdb2.ui.theme.RegionStyle;
import tdb2.ui.widgets.CellPicture.Cell;
import tdb2.ui.workbench.Selection;
import tdb2.ui.workbench.Settings;
import tdb2.ui.workbench.ViewContext;
import tdb2.ui.workbench.Span;

/** The map of a file and of its free lists in a real window. */
@ExtendWith(EventThreadGuard.class)
class SpaceViewTest {

    private static SpaceMap map(ViewStand stand) {
        return stand.window().robot().finder().findByName("space.picture", SpaceMap.class);
    }

    private static List<Stretch> cells(ViewStand stand) {
        return GuiActionRunner.execute(() -> map(stand).cells().stream().map(Cell::what).toList());
    }

    private static void awaitMap(ViewStand stand) {
        ViewStand.await("map", () -> stand.document().regions().isPresent() && !map(stand).cells().isEmpty()
                && map(stand).cells().stream().allMatch(cell -> cell.what().known() == cell.what().span().length()));
    }

    private static void press(ViewStand stand, int... keys) {
        GuiActionRunner.execute(() -> map(stand).requestFocusInWindow());
        ViewStand.await("keyboard", () -> map(stand).isFocusOwner());
        stand.window().robot().pressAndReleaseKeys(keys);
        stand.window().robot().waitForIdle();
    }

    @ParameterizedTest
    @ValueSource(strings = { "tdb1/dead.tdb", "tdb2/three.tdb", "ntdb/chain100.tdb", "zoned/seed0.tdb",
            "zoned/corrupt-truncated60-be.tdb" })
    void everyByteOfTheFileIsInOneCell(String name) throws IOException {
        Path file = Fixtures.file(name);
        try (Tdb tdb = Tdb.of(name, Files.readAllBytes(file), OpenOptions.DEFAULT)) {
            long size = tdb.size();
            var whole = SpaceSample.of(tdb.regions(Progress.NONE), new Span(0, size), Progress.NONE, _ -> {});
            assertThat(whole.all().known()).isEqualTo(size);
            long at = 0;
            for (Stretch cell : whole.cells()) {
                assertThat(cell.span().offset()).isEqualTo(at);
                assertThat(cell.known()).isEqualTo(cell.span().length());
                at = cell.span().end();
            }
            assertThat(at).isEqualTo(size);
            Span part = new Span(size / 3, size / 3);
            var near = SpaceSample.of(tdb.regions(Progress.NONE), part, Progress.NONE, _ -> {});
            assertThat(near.all().known()).isEqualTo(part.length());
            assertThat(near.unit()).isLessThanOrEqualTo(whole.unit());
        }
    }

    @Test
    void theKeyboardGoesNearerAndFarther() {
        try (var stand = new ViewStand(Fixtures.file("zoned/seed0.tdb"), SpaceView::new)) {
            awaitMap(stand);
            Span first = cells(stand).getFirst().span();
            press(stand, KeyEvent.VK_HOME, KeyEvent.VK_RIGHT);
            ViewStand.await("selection", () -> stand.selection().current().flatMap(Selection::span)
                    .filter(span -> span.equals(new Span(first.length(), first.length()))).isPresent());
            press(stand, KeyEvent.VK_ENTER);
            ViewStand.await("smaller cells",
                    () -> map(stand).cells().getFirst().what().span().length() < first.length());
            press(stand, KeyEvent.VK_ESCAPE);
            ViewStand.await("the same cells as before",
                    () -> map(stand).cells().getFirst().what().span().equals(first));
        }
    }

    @Test
    void alongTheCurveNeighboursOfTheFileTouchAndOrderAndZoomStay() {
        Path file = Fixtures.file("zoned/seed0.tdb");
        Settings settings = Settings.inMemory();
        settings.put("space.order", Order.HILBERT.ordinal());
        Span near;
        try (var stand = new ViewStand(file, context -> new SpaceView(with(settings, context)))) {
            awaitMap(stand);
            List<Cell<Stretch>> cells = GuiActionRunner.execute(() -> map(stand).cells());
            for (int i = 1; i < cells.size(); i++) {
                Cell<Stretch> one = cells.get(i - 1);
                Cell<Stretch> next = cells.get(i);
                assertThat(Math.abs(one.x() - next.x()) / one.width() + Math.abs(one.y() - next.y()) / one.height())
                        .isCloseTo(1, within(1e-6));
            }
            press(stand, KeyEvent.VK_HOME, KeyEvent.VK_ENTER);
            ViewStand.await("smaller cells", () -> map(stand).cells().getFirst().what().span().length()
                    < cells.getFirst().what().span().length());
            awaitMap(stand);
            near = cells(stand).getFirst().span();
        }
        try (var stand = new ViewStand(file, context -> new SpaceView(with(settings, context)))) {
            awaitMap(stand);
            assertThat(cells(stand).getFirst().span()).isEqualTo(near);
            assertThat(GuiActionRunner.execute(() -> stand.window().comboBox("map.order").target().getSelectedItem()))
                    .isEqualTo(Order.HILBERT);
        }
    }

    private static ViewContext with(Settings settings, ViewContext context) {
        return new ViewContext(context.document(), context.selection(), context.reveal(), settings,
                context.keySearch(), context.opener());
    }

    @Test
    void whatIsSelectedElsewhereIsOutlined() {
        try (var stand = new ViewStand(Fixtures.file("tdb1/dead.tdb"), SpaceView::new)) {
            awaitMap(stand);
            stand.select(Selection.bytes(stand.document(), 0x498, 8));
            var at = cells(stand).stream().filter(cell -> cell.span().contains(0x498)).findFirst().orElseThrow();
            ViewStand.await("outlined", () -> map(stand).isMarked(at));
            assertThat(cells(stand).stream().filter(cell -> map(stand).isMarked(cell))).hasSize(1);
        }
    }

    @Test
    void aFreeListThatLeadsInACircleIsTold(@TempDir Path folder) throws IOException {
        Path file = Files.copy(Fixtures.file("tdb1/dead.tdb"), folder.resolve("circle.tdb"));
        long record = closeTheCircle(file);
        try (var stand = new ViewStand(file, SpaceView::new)) {
            awaitMap(stand);
            var tabs = stand.window().robot().finder().findByType(JTabbedPane.class);
            GuiActionRunner.execute(() -> tabs.setSelectedIndex(1));
            var lists = stand.window().robot().finder().findByName("lists.picture", FreeArcs.class);
            ViewStand.await("the loop", () -> lists.cells().stream().map(Cell::what).anyMatch(FreeSpot::loop));
            assertThat(stand.window().textBox("lists.answer").text()).contains("circle", "0x%08x".formatted(record));
        }
    }

    /** Lets the last record of the free list lead back to the first; answers where that is. */
    private static long closeTheCircle(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try (Tdb tdb = Tdb.of("open", bytes, OpenOptions.DEFAULT)) {
            var list = tdb2.engine.inspect.FreeLists.of(tdb.view().assembly(), Progress.NONE).lists().getFirst();
            var buffer = java.nio.ByteBuffer.wrap(bytes).order(tdb.view().header().order());
            long first = list.first().getFirst().offset();
            buffer.putInt((int) list.first().getLast().offset(), (int) first);
            Files.write(file, bytes);
            return first;
        }
    }

    @Test
    void theMapTellsKindsNotByColourAlone() {
        try (var stand = new ViewStand(Fixtures.file("zoned/seed0.tdb"), SpaceView::new)) {
            awaitMap(stand);
            press(stand, KeyEvent.VK_END);
            String said = GuiActionRunner.execute(() -> map(stand).getAccessibleContext().getAccessibleDescription());
            var last = cells(stand).getLast();
            assertThat(said).contains(last.kinds().getFirst().label());
            assertThat(
                    GuiActionRunner.execute(() -> stand.window().robot().finder().findByName("map.legend").isShowing()))
                    .isTrue();
            assertThat(last.of(RegionStyle.KEY)).isNotNegative();
        }
    }
}
