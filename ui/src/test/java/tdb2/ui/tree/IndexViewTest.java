package tdb2.ui.tree;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.awt.event.KeyEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.imageio.ImageIO;
import javax.swing.JTable;

import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import tdb2.ui.testing.EventThreadGuard;
import tdb2.ui.testing.Fixtures;
import tdb2.ui.testing.ViewStand;
import tdb2.ui.widgets.CellPicture.Cell;
import tdb2.ui.workbench.Selection;

/** The picture of the index in a real window: what it shows of each dialect, the way in and out, the one selection. */
@ExtendWith(EventThreadGuard.class)
class IndexViewTest {

    private static ViewStand stand(String file) {
        var stand = new ViewStand(Fixtures.file(file), IndexView::new);
        ViewStand.await("picture", () -> !picture(stand).cells().isEmpty());
        return stand;
    }

    private static Icicle picture(ViewStand stand) {
        return stand.window().robot().finder().findByName("tree.picture", Icicle.class, false);
    }

    private static List<Spot> spots(ViewStand stand, Spot.Kind kind) {
        return GuiActionRunner.execute(() -> picture(stand).cells().stream().map(Cell::what)
                .filter(spot -> spot.kind() == kind).toList());
    }

    private static void press(ViewStand stand, int... keys) {
        GuiActionRunner.execute(() -> picture(stand).requestFocusInWindow());
        ViewStand.await("keyboard", () -> picture(stand).isFocusOwner());
        stand.window().robot().pressAndReleaseKeys(keys);
        stand.window().robot().waitForIdle();
    }

    @Test
    void allGroupsOfATreeAreSeenWithTheirRecords() {
        try (var stand = stand("zoned/seed0.tdb")) {
            assertThat(spots(stand, Spot.Kind.PARTITIONS)).filteredOn(spot -> spot.row() == 0)
                    .hasSizeLessThanOrEqualTo(128).extracting(Spot::records)
                    .satisfies(records -> assertThat(records.stream().mapToLong(Long::longValue).sum()).isEqualTo(500));
            JTable table = stand.window().robot().finder().findByName("tree.table", JTable.class, false);
            assertThat(GuiActionRunner.execute(table::getRowCount)).isGreaterThan(100);
        }
    }

    @Test
    void theKeyboardGoesFromAGroupToARecordAndOutAgain() {
        try (var stand = stand("zoned/seed0.tdb")) {
            press(stand, KeyEvent.VK_HOME, KeyEvent.VK_ENTER);
            ViewStand.await("records of the group",
                    () -> picture(stand).cells().stream().anyMatch(cell -> cell.what().kind() == Spot.Kind.RECORD));
            while (!GuiActionRunner
                    .execute(() -> picture(stand).cursor().map(Spot::kind).filter(Spot.Kind.RECORD::equals)
                            .isPresent())) {
                press(stand, KeyEvent.VK_RIGHT);
            }
            Spot record = GuiActionRunner.execute(() -> picture(stand).cursor().orElseThrow());
            assertThat(GuiActionRunner.execute(() -> stand.selection().current().flatMap(Selection::record)))
                    .isEqualTo(record.record());
            press(stand, KeyEvent.VK_ENTER);
            assertThat(stand.revealed()).contains("hex");
            press(stand, KeyEvent.VK_ESCAPE);
            ViewStand.await("all groups again", () -> picture(stand).cells().stream()
                    .anyMatch(cell -> cell.what().kind() == Spot.Kind.PARTITIONS));
            stand.window().button("tree.out").requireDisabled();
        }
    }

    @Test
    void aSelectionElsewhereIsMarkedInItsChain() {
        try (var stand = stand("tdb1/dead.tdb")) {
            var entry = GuiActionRunner.execute(() -> stand.document().regions().orElseThrow()).survey();
            long at = 0x498; // the record "001035"
            int chain = GuiActionRunner.execute(() -> stand.document().regions().orElseThrow()).partitionAt(at)
                    .orElseThrow();
            assertThat(entry.profile().bins().get(chain).records()).isPositive();
            stand.select(Selection.bytes(stand.document(), at, 8));
            ViewStand.await("marked", () -> picture(stand).isMarked(picture(stand).cells().stream().map(Cell::what)
                    .filter(spot -> spot.partition() == chain).findFirst().orElseThrow()));
        }
    }

    @Test
    void aPictureIsKeptAsDrawingImageAndFigures(@TempDir Path folder) throws IOException {
        try (var stand = stand("tdb1/dead.tdb")) {
            var pane = stand.window().robot().finder().findByName("tree", IciclePane.class);
            for (String ending : List.of("svg", "png", "csv")) {
                Path target = folder.resolve("index." + ending);
                GuiActionRunner.execute(() -> pane.save(target));
                ViewStand.await(ending, () -> Files.exists(target) && Files.size(target) > 0);
            }
            stand.window().robot().waitForIdle();
            assertThat(folder.resolve("index.svg")).content().contains("<svg").contains("Hop").contains("<rect");
            var image = ImageIO.read(folder.resolve("index.png").toFile());
            assertThat(image.getWidth()).isEqualTo(2 * picture(stand).getWidth());
            assertThat(Files.readAllLines(folder.resolve("index.csv"))).first().isEqualTo("What,Offset,Length,Records");
        }
    }

    @Test
    void whatAPerfectHashWouldGiveIsThePoissonDistribution() {
        assertThat(Spreads.exactly(0, 1)).isCloseTo(Math.exp(-1), within(1e-12));
        assertThat(Spreads.exactly(3, 2)).isCloseTo(8 / 6.0 * Math.exp(-2), within(1e-12));
        assertThat(Spreads.atLeast(1, 2)).isCloseTo(1 - Math.exp(-2), within(1e-12));
        assertThat(Spreads.exactly(0, 0)).isEqualTo(1);
        assertThat(Spreads.exactly(1, 0)).isZero();
    }
}
