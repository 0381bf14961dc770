package tdb2.ui.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.event.KeyEvent;
import javax.swing.JComponent;
import javax.swing.JTable;
import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tdb2.engine.Fetch;
import tdb2.ui.testing.EventThreadGuard;
import tdb2.ui.testing.Fixtures;
import tdb2.ui.testing.ViewStand;
import tdb2.ui.workbench.Selection;

/** Real files in the records view, in a real window. */
@ExtendWith(EventThreadGuard.class)
class RecordsViewTest {

    private static ViewStand open(String name) {
        return new ViewStand(Fixtures.file(name), RecordsView::new);
    }

    private static JTable table(ViewStand stand) {
        return stand.window().table("records.table").target();
    }

    private static void awaitCount(ViewStand stand, String text) {
        var label = stand.window().label("records.count").target();
        try {
            ViewStand.await("count " + text, () -> label.getText().startsWith(text));
        } catch (org.assertj.swing.exception.WaitTimedOutError late) {
            throw new AssertionError("count is \"" + label.getText() + "\"; filter is \""
                    + stand.window().textBox("filter.text").text() + "\"", late);
        }
    }

    private static void awaitCell(ViewStand stand, int row, int column, String text) {
        var table = table(stand);
        ViewStand.await("cell " + text,
                () -> table.getRowCount() > row && table.getValueAt(row, column).equals(text));
    }

    private static void awaitShowing(ViewStand stand, String name) {
        var component = stand.window().robot().finder().findByName(name, JComponent.class, false);
        ViewStand.await(name, component::isShowing);
    }

    private static void openKeyBar(ViewStand stand) {
        stand.window().button("goto.open").click();
        awaitShowing(stand, "goto.key");
    }

    @Test
    void showsFiltersAndForgetsTheFilter() {
        try (var stand = open("tdb1/dead.tdb")) {
            awaitCount(stand, "547 records");
            stand.window().textBox("filter.text").enterText("churn-62");
            awaitCount(stand, "1 match among 547");
            awaitCell(stand, 0, 0, "churn-62");
            stand.window().textBox("filter.text").pressAndReleaseKeys(KeyEvent.VK_ESCAPE);
            awaitCount(stand, "547 records");
            stand.window().textBox("filter.text").enterText("no such key");
            awaitCount(stand, "No match");
            awaitShowing(stand, "empty");
        }
    }

    @Test
    void aSelectedRowIsPublishedAndItsValueShown() {
        try (var stand = open("tdb1/three.tdb")) {
            awaitCount(stand, "3 records");
            awaitCell(stand, 0, 6, "ok");
            stand.window().table("records.table").selectRows(1);
            ViewStand.await("selection", () -> stand.selection().current().flatMap(Selection::key).isPresent());
            var area = stand.window().textBox("value.area").target();
            ViewStand.await("value", () -> !area.getText().isEmpty());
            stand.window().toggleButton("value.hex").click();
            ViewStand.await("hex", () -> area.getText().startsWith("00000000  "));
        }
    }

    @Test
    void goesToAKey() {
        try (var stand = open("tdb1/dead.tdb")) {
            awaitCount(stand, "547 records");
            openKeyBar(stand);
            stand.window().textBox("goto.key").enterText("churn-112\n");
            var table = table(stand);
            ViewStand.await("row", () -> table.getSelectedRow() >= 0
                    && table.getValueAt(table.getSelectedRow(), 0).equals("churn-112"));
            stand.window().textBox("goto.key").deleteText().enterText("nobody\n");
            awaitShowing(stand, "records.error");
        }
    }

    @Test
    void aFileWithAnotherHashSaysThatItCannotBeSearched() {
        try (var stand = open("tdb1/consthash.tdb")) {
            openKeyBar(stand);
            stand.window().textBox("goto.key").enterText("x\n");
            awaitShowing(stand, "records.error");
            assertThat(stand.window().panel("records.error").textBox("message.means").text()).contains("hash function");
        }
    }

    @Test
    void placesThatCannotBeReadAreListedAndLeadToTheirBytes() {
        try (var stand = open("tdb1/corrupt-chain-loop.tdb")) {
            awaitShowing(stand, "records.gaps.message");
            stand.window().panel("records.gaps.message").button().click();
            stand.window().table("records.gaps").selectRows(0);
            ViewStand.await("bytes", () -> stand.selection().current().flatMap(Selection::span).isPresent());
            assertThat(stand.revealed()).containsExactly("hex");
        }
    }

    @Test
    void followsWhatOthersSelect() {
        try (var stand = open("tdb1/dead.tdb")) {
            awaitCount(stand, "547 records");
            var table = table(stand);
            ViewStand.await("rows", () -> table.getValueAt(3, 0).equals("000399"));
            var row = GuiActionRunner.execute(() -> table.getValueAt(3, 5).toString());
            assertThat(row).startsWith("0x");
            long offset = Long.parseLong(row, 2, row.length(), 16);
            var entry = stand.document().tdb().at(offset, Fetch.RECORDS).orElseThrow();
            stand.select(Selection.record(stand.document(), entry.header(), entry.key()));
            ViewStand.await("selected", () -> table.getSelectedRow() == 3);
        }
    }
}
