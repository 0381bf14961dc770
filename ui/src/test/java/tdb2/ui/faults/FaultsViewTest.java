package tdb2.ui.faults;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Dimension;
import java.nio.file.Path;
import javax.swing.JTable;
import javax.swing.SwingConstants;
import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.Test;
import tdb2.ui.testing.Fixtures;
import tdb2.ui.testing.ViewStand;
import tdb2.ui.widgets.FactTable.Cell;

/** What was found is readable in a wide and low place as in a high one. */
class FaultsViewTest {

    private static final Path BROKEN = Fixtures.file("tdb1/corrupt-chain-loop.tdb");

    @Test
    void theChosenRowIsToldInFull() {
        try (var stand = new ViewStand(BROKEN, FaultsView::of)) {
            ViewStand.await("the survey", () -> stand.document().regions().isPresent());
            JTable table = stand.window().table("faults").target();
            ViewStand.await("faults", () -> table.getRowCount() > 0);
            stand.window().table("faults").selectRows(0);
            String advice = GuiActionRunner.execute(() -> ((Cell) table.getValueAt(0, 3)).text());
            assertThat(stand.window().textBox("faults.row").text()).contains("Expected: ", "What to do: " + advice);
        }
    }

    @Test
    void whereThereIsLittleHeightTheTabsStandAtTheSideAndRowsAreSeen() {
        try (var stand = new ViewStand(BROKEN, FaultsView::of)) {
            ViewStand.await("the survey", () -> stand.document().regions().isPresent());
            JTable table = stand.window().table("faults").target();
            ViewStand.await("faults", () -> table.getRowCount() > 0);
            var tabs = stand.window().tabbedPane("faults.tabs").target();
            assertThat(GuiActionRunner.execute(tabs::getTabPlacement)).isEqualTo(SwingConstants.TOP);
            stand.window().resizeTo(new Dimension(1000, 200));
            ViewStand.await("at the side", () -> tabs.getTabPlacement() == SwingConstants.LEFT);
            ViewStand.await("rows", () -> table.getVisibleRect().height >= 2 * table.getRowHeight());
        }
    }

    @Test
    void aCheckBringsItsTabToTheFront() {
        try (var stand = new ViewStand(BROKEN, FaultsView::of)) {
            ViewStand.await("the survey", () -> stand.document().regions().isPresent());
            GuiActionRunner.execute(() -> stand.document().checkup().start());
            JTable findings = stand.window().table("check.findings").target();
            ViewStand.await("findings", () -> findings.getRowCount() > 0);
            assertThat(stand.window().textBox("check.answer").text()).startsWith("No:");
        }
    }
}
