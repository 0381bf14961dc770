package tdb2.ui.hex;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Point;
import java.awt.event.KeyEvent;
import java.util.List;
import javax.swing.JTable;
import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tdb2.ui.inspector.InspectorView;
import tdb2.ui.records.RecordsView;
import tdb2.ui.testing.EventThreadGuard;
import tdb2.ui.testing.Fixtures;
import tdb2.ui.testing.Together;
import tdb2.ui.testing.ViewStand;
import tdb2.ui.workbench.Selection;

/** The hex view on real files, alone and with the views that follow it and that it follows. */
@ExtendWith(EventThreadGuard.class)
class HexViewTest {

    private static HexCanvas canvas(ViewStand stand) {
        return stand.window().robot().finder().findByName("hex.canvas", HexCanvas.class);
    }

    private static void awaitInfo(ViewStand stand, String text) {
        var info = stand.window().label("hex.info").target();
        ViewStand.await("info with " + text, () -> info.getText().contains(text));
    }

    private static void awaitStructure(ViewStand stand) {
        ViewStand.await("structure", () -> stand.document().regions().isPresent());
    }

    @ParameterizedTest
    @ValueSource(strings = { "tdb1/three-be.tdb", "tdb2/three.tdb", "ntdb/three-be.tdb", "zoned/three.tdb" })
    void everyDialectBeginsWithAnExplainedHeader(String name) {
        try (var stand = new ViewStand(Fixtures.file(name), HexView::new)) {
            awaitStructure(stand);
            stand.window().textBox("hex.goto").enterText("0x20\n");
            awaitInfo(stand, "header");
            ViewStand.await("selection", () -> stand.selection().current().flatMap(Selection::span)
                    .filter(span -> span.contains(0x20)).isPresent());
            var canvas = canvas(stand);
            assertThat(GuiActionRunner.execute(() -> canvas.getAccessibleContext().getAccessibleDescription()))
                    .contains("0x00000020");
        }
    }

    @Test
    void aClickSelectsTheFieldUnderTheMouse() {
        try (var stand = new ViewStand(Fixtures.file("tdb1/three.tdb"), HexView::new)) {
            awaitStructure(stand);
            var canvas = canvas(stand);
            var at = GuiActionRunner.execute(() -> new Point(canvas.geometry().hexX(5) + 2,
                    canvas.geometry().rowHeight() * 3 + 4)); // 0x25 is in hash_size
            stand.window().robot().click(canvas, at);
            awaitInfo(stand, "hash_size");
            ViewStand.await("field", () -> stand.selection().current().flatMap(Selection::span)
                    .filter(span -> span.offset() == 0x24 && span.length() == 4).isPresent());
            stand.window().robot().pressAndReleaseKey(KeyEvent.VK_DOWN);
            awaitInfo(stand, "magic1_hash");
        }
    }

    @Test
    void recordsHexAndInspectorFollowEachOther() {
        try (var stand = new ViewStand(Fixtures.file("tdb1/dead.tdb"),
                Together.of(List.of(RecordsView::new, HexView::new, InspectorView::new)))) {
            stand.window().resizeHeightTo(1100);
            awaitStructure(stand);
            JTable rows = stand.window().table("records.table").target();
            ViewStand.await("rows", () -> rows.getRowCount() > 2 && rows.getValueAt(1, 0).equals("001035"));
            stand.window().table("records.table").selectRows(1);
            awaitInfo(stand, "0x00000498");
            JTable fields = stand.window().table("inspector.fields").target();
            ViewStand.await("fields", () -> fields.getRowCount() == 10);
            JTable path = stand.window().table("inspector.path").target();
            ViewStand.await("path",
                    () -> path.getRowCount() == 5 && path.getValueAt(4, 0).toString().startsWith("Found"));

            GuiActionRunner.execute(() -> fields.setRowSelectionInterval(6, 6)); // the key
            awaitInfo(stand, "0x000004b0");

            stand.window().textBox("hex.goto").enterText("0xd250\n"); // in the first record of the chain
            ViewStand.await("row follows", () -> rows.getSelectedRow() == 0);
            ViewStand.await("inspector follows",
                    () -> path.getRowCount() == 4 && path.getValueAt(3, 0).toString().startsWith("Found"));
        }
    }

    @Test
    void aRecoveryThatIsPreviewedIsTold() {
        try (var stand = new ViewStand(Fixtures.file("tdb1/crash-gap3-half-written.tdb"), HexView::new)) {
            stand.window().panel("message").requireVisible();
        }
    }
}
