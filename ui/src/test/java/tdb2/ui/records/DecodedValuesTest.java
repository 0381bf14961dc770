package tdb2.ui.records;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.event.KeyEvent;
import java.nio.file.Path;
import java.util.Arrays;
import javax.swing.JComboBox;
import javax.swing.JTable;
import javax.swing.JToggleButton;
import javax.swing.text.JTextComponent;
import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tdb2.ui.faults.FaultsView;
import tdb2.ui.inspector.InspectorView;
import tdb2.ui.testing.EventThreadGuard;
import tdb2.ui.testing.ViewStand;
import tdb2.ui.widgets.HexDump;
import tdb2.ui.workbench.Selection;
import tdb2.ui.workbench.Settings;

/** What values mean, in the views, by keyboard, in a real window. */
@ExtendWith(EventThreadGuard.class)
class DecodedValuesTest {

    private static final Path FILES = Path
            .of(System.getProperty("tdb2.root", ".."), "engine/src/test/resources/decode").toAbsolutePath().normalize();

    private static ViewStand records(String name, Settings settings) {
        return new ViewStand(FILES.resolve(name), RecordsView::new, settings);
    }

    /** Selects the row whose key begins so, with the arrow keys, and waits until its value is decoded. */
    private static void select(ViewStand stand, String key) {
        JTable table = stand.window().table("records.table").target();
        ViewStand.await("rows", () -> table.getRowCount() > 0 && !table.getValueAt(0, 0).toString().isEmpty());
        stand.window().table("records.table").focus();
        stand.window().table("records.table").pressAndReleaseKeys(KeyEvent.VK_HOME, KeyEvent.VK_UP);
        for (int i = 0; i < table.getRowCount() && !selectedKey(table).startsWith(key); i++) {
            stand.window().table("records.table").pressAndReleaseKeys(KeyEvent.VK_DOWN);
        }
        assertThat(selectedKey(table)).startsWith(key);
        var title = stand.window().robot().finder().findByName(stand.window().target(), "value.fields",
                JToggleButton.class);
        ViewStand.await("decoded", title::isEnabled);
    }

    private static String selectedKey(JTable table) {
        return GuiActionRunner.execute(() -> table.getSelectedRow() < 0
                ? ""
                : table.getValueAt(table.getSelectedRow(), 0).toString());
    }

    private static JTable fields(ViewStand stand) {
        return stand.window().table("value.decoded.fields").target();
    }

    private static String cells(JTable table) {
        return GuiActionRunner.execute(() -> {
            var text = new StringBuilder();
            for (int row = 0; row < table.getRowCount(); row++) {
                text.append(table.getValueAt(row, 0)).append(" = ").append(table.getValueAt(row, 1)).append('\n');
            }
            return text.toString();
        });
    }

    @Test
    void theTableOfRecordsAndThePaneBelowShowWhatTheValueMeans() {
        try (var stand = records("guid.tdb", Settings.inMemory())) {
            select(stand, "DN=@BASEINFO");
            JTable table = stand.window().table("records.table").target();
            ViewStand.await("decoded column",
                    () -> table.getValueAt(table.getSelectedRow(), 1).toString().startsWith("@BASEINFO · "));
            ViewStand.await("fields", () -> fields(stand).getRowCount() > 3);
            assertThat(cells(fields(stand))).contains("record = @BASEINFO\n", "dn = @BASEINFO\n",
                    "sequenceNumber = 7\n");
        }
    }

    @Test
    void aFieldMarksItsBytesAndAByteItsField() {
        try (var stand = records("guid.tdb", Settings.inMemory())) {
            select(stand, "DN=@BASEINFO");
            ViewStand.await("fields", () -> fields(stand).getRowCount() > 3);
            JTextComponent bytes = stand.window().textBox("value.decoded.bytes").target();
            stand.window().table("value.decoded.fields").focus();
            stand.window().table("value.decoded.fields").pressAndReleaseKeys(KeyEvent.VK_DOWN, KeyEvent.VK_DOWN,
                    KeyEvent.VK_DOWN, KeyEvent.VK_DOWN);
            // the fourth: dn, 16 bytes of version, elements and length before it
            ViewStand.await("mark", () -> Arrays.stream(bytes.getHighlighter().getHighlights())
                    .anyMatch(mark -> mark.getStartOffset() == HexDump.position(12)));
            GuiActionRunner.execute(() -> bytes.setCaretPosition(HexDump.position(4)));
            ViewStand.await("field",
                    () -> fields(stand).getValueAt(fields(stand).getSelectedRow(), 0).equals("elements"));
        }
    }

    @Test
    void theDecoderIsSwitchedByHandAndRememberedForFilesOfThatName() {
        Settings settings = Settings.inMemory();
        try (var stand = records("guid.tdb", settings)) {
            select(stand, "DN=@BASEINFO");
            stand.window().comboBox("value.decoder").focus();
            stand.window().comboBox("value.decoder").pressAndReleaseKeys(KeyEvent.VK_DOWN);
            ViewStand.await("failure", () -> cells(fields(stand)).contains("failed = ")
                    || cells(fields(stand)).contains("rsn = "));
        }
        assertThat(settings.get("decode.as.guid")).contains("ctdb");
        try (var stand = records("guid.tdb", settings)) {
            select(stand, "DN=@BASEINFO");
            JComboBox<?> chooser = stand.window().comboBox("value.decoder").target();
            ViewStand.await("remembered", () -> chooser.getSelectedIndex() == 1);
        }
    }

    @Test
    void secretsAreMaskedInEveryFormUntilTheyAreRevealed() {
        try (var stand = records("secrets.tdb", Settings.inMemory())) {
            select(stand, "SECRETS/MACHINE_PASSWORD");
            JTable table = stand.window().table("records.table").target();
            ViewStand.await("fields", () -> cells(fields(stand)).contains("secret = ••••"));
            JTextComponent bytes = stand.window().textBox("value.decoded.bytes").target();
            JTextComponent area = stand.window().robot().finder().findByName("value.area", JTextComponent.class, false);
            assertThat(GuiActionRunner.execute(() -> table.getValueAt(0, 1).toString())).isEqualTo("a password");
            assertThat(GuiActionRunner.execute(() -> bytes.getText())).contains("•• •• ••").doesNotContain("hush",
                    "68 75");
            assertThat(GuiActionRunner.execute(() -> area.getText())).doesNotContain("hush");
            stand.window().toggleButton("value.reveal").focus();
            stand.window().toggleButton("value.reveal").pressAndReleaseKeys(KeyEvent.VK_SPACE);
            ViewStand.await("revealed", () -> cells(fields(stand)).contains("secret = hush"));
            assertThat(GuiActionRunner.execute(() -> bytes.getText())).contains("68 75 73 68", "hush");
            assertThat(GuiActionRunner.execute(() -> table.getValueAt(0, 1).toString())).isEqualTo("a password");
        }
    }

    @Test
    void theInspectorShowsTheValueAndLeadsToItsBytes() {
        try (var stand = new ViewStand(FILES.resolve("secrets.tdb"), InspectorView::new)) {
            var entry = stand.document().tdb().find("SECRETS/MACHINE_PASSWORD/EXAMPLE".getBytes(
                    java.nio.charset.StandardCharsets.UTF_8)).orElseThrow();
            stand.select(Selection.record(stand.document(), entry.header(), entry.key()));
            JTable value = stand.window().table("inspector.value").target();
            ViewStand.await("value", () -> value.getRowCount() == 1
                    && value.getValueAt(0, 1).toString().contains("••••"));
            stand.window().toggleButton("inspector.reveal").focus();
            stand.window().toggleButton("inspector.reveal").pressAndReleaseKeys(KeyEvent.VK_SPACE);
            ViewStand.await("revealed", () -> value.getValueAt(0, 1).toString().contains("hush"));
            stand.window().table("inspector.value").focus();
            stand.window().table("inspector.value").pressAndReleaseKeys(KeyEvent.VK_DOWN);
            ViewStand.await("bytes", () -> stand.selection().current().flatMap(Selection::span)
                    .filter(span -> span.offset() == entry.header().valueOffset() && span.length() == 5).isPresent());
        }
    }

    @Test
    void recordsAreComparedWithTheirIndexWhenAsked() {
        try (var stand = new ViewStand(FILES.resolve("broken-index.tdb"), FaultsView::of)) {
            var tabs = stand.window().tabbedPane("faults.tabs");
            ViewStand.await("a directory", () -> tabs.target().getTabCount() == 3);
            tabs.selectTab(2);
            stand.window().button("index.compare").focus();
            stand.window().button("index.compare").pressAndReleaseKeys(KeyEvent.VK_SPACE);
            JTable findings = stand.window().table("index.findings").target();
            ViewStand.await("findings", () -> findings.getRowCount() == 6);
            assertThat(stand.window().textBox("index.answer").text()).startsWith("No: 3 entries lead to no record");
            stand.window().table("index.findings").selectRows(0);
            ViewStand.await("selection", () -> stand.selection().current().flatMap(Selection::span).isPresent());
        }
    }
}
