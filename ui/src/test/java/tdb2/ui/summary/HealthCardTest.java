package tdb2.ui.summary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;

import javax.swing.JTabbedPane;

import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.inspect.Growth.Use;
import tdb2.ui.testing.EventThreadGuard;
import tdb2.ui.testing.Fixtures;
import tdb2.ui.testing.ViewStand;
import tdb2.ui.widgets.CellPicture.Cell;

/** Why a file is as large as it is, and how it changes, in a real window. */
@ExtendWith(EventThreadGuard.class)
class HealthCardTest {

    private static UseBar bar(ViewStand stand) {
        return stand.window().robot().finder().findByName("growth.picture", UseBar.class, false);
    }

    @Test
    void theBytesOfTheFileAreExplainedInABarAndInWords() {
        try (var stand = new ViewStand(Fixtures.file("zoned/seed0.tdb"), SummaryView::new)) {
            ViewStand.await("bar", () -> !bar(stand).cells().isEmpty());
            long all = GuiActionRunner.execute(() -> bar(stand).cells().stream().map(Cell::what)
                    .mapToLong(UseBar.Piece::bytes).sum());
            assertThat(all).isEqualTo(stand.document().view().size());
            assertThat(stand.window().textBox("growth.answer").text()).contains("keys and values", "repack");
            assertThat(GuiActionRunner.execute(() -> bar(stand).cells().getFirst().what().use())).isEqualTo(Use.LIVE);
        }
    }

    @Test
    void growthIsSeenWhileTheFileIsWatched(@TempDir Path folder) throws IOException {
        Path file = Files.copy(Fixtures.file("zoned/three.tdb"), folder.resolve("watched.tdb"));
        try (var stand = new ViewStand(file, SummaryView::new)) {
            var tabs = stand.window().robot().finder().findByType(JTabbedPane.class);
            GuiActionRunner.execute(() -> tabs.setSelectedIndex(1));
            ViewStand.await("seen once", () -> stand.window().textBox("trend.answer").text().startsWith("Seen once"));
            try (Tdb other = Tdb.open(file, OpenOptions.WRITE)) {
                for (int i = 0; i < 200; i++) {
                    other.store(("more " + i).getBytes(StandardCharsets.UTF_8), new byte[2000]);
                }
            }
            GuiActionRunner.execute(() -> stand.document().refresh());
            ViewStand.await("growth", () -> stand.window().textBox("trend.answer").text().contains("the file grew by"));
        }
    }

    @Test
    void longWatchingKeepsFewPointsAndTheFirstAndLast() {
        var trend = new Trend();
        IntStream.range(0, 5000).forEach(i -> trend.add(new Trend.Point(i, 1000 + i, 0, 0)));
        assertThat(trend.points()).hasSizeLessThanOrEqualTo(600);
        assertThat(trend.points().getFirst().millis()).isZero();
        assertThat(trend.points().getLast().millis()).isEqualTo(4999);
        var quiet = new Trend();
        IntStream.range(0, 50).forEach(i -> quiet.add(new Trend.Point(i, 1000, 0, 0)));
        assertThat(quiet.points()).extracting(Trend.Point::millis).containsExactly(0L, 49L);
    }
}
