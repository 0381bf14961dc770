package tdb2.ui.repair;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import javax.swing.JComponent;
import javax.swing.JTable;
import javax.swing.text.JTextComponent;
import org.assertj.swing.edt.FailOnThreadViolationRepaintManager;
import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tdb2.engine.Entry;
import tdb2.engine.Fetch;
import tdb2.engine.RecordCursor;
import tdb2.engine.Tdb;
import tdb2.engine.inspect.Position;
import tdb2.ui.Browser;
import tdb2.ui.testing.EventThreadGuard;
import tdb2.ui.testing.Fixtures;
import tdb2.ui.testing.Stage;
import tdb2.ui.testing.ViewStand;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.workbench.Perspective;
import tdb2.ui.workbench.Selection;
import tdb2.ui.workbench.Settings;
import tdb2.ui.workbench.Span;
import tdb2.ui.workbench.ViewIds;

/** A broken file is saved in the whole window, by keyboard: seen, planned, copied, looked at, put in place. */
@ExtendWith(EventThreadGuard.class)
class RepairByKeyboardTest {

    @TempDir
    private Path folder;

    private Path file;
    private byte[] content;
    private Stage stage;

    @BeforeAll
    static void watchThreads() {
        FailOnThreadViolationRepaintManager.install();
    }

    @BeforeEach
    void openWindow() throws IOException {
        file = folder.resolve("names.tdb");
        content = Files.readAllBytes(Fixtures.file("real/samba-names.tdb"));
        Settings settings = Settings.inMemory();
        settings.put("theme", Theme.LIGHT.name());
        stage = new Stage(() -> Browser.window(settings));
    }

    @AfterEach
    void closeWindow() {
        stage.close();
    }

    private void open(byte[] bytes) throws IOException {
        content = bytes;
        Files.write(file, content);
        stage.open(file);
    }

    /** The heads of all chains are gone: the index leads nowhere. */
    private byte[] withoutTable() {
        byte[] bytes = content.clone();
        Arrays.fill(bytes, 168, 168 + 4 * 131, (byte) 0);
        return bytes;
    }

    private byte[] withoutHeader() {
        byte[] bytes = content.clone();
        Arrays.fill(bytes, 0, 168, (byte) 0);
        return bytes;
    }

    private void awaitText(String name, String text) {
        ViewStand.await(name + " says " + text, () -> stage.shown(name, JTextComponent.class)
                .filter(found -> found.getText().contains(text)).isPresent());
    }

    private String cell(String table, int row, int column) {
        return GuiActionRunner.execute(() -> stage.shown(table, JTable.class)
                .map(one -> ((FactTable.Cell) one.getValueAt(row, column)).text()).orElse(""));
    }

    private void plan() {
        stage.press("ctrl shift H");
        stage.awaitActive(ViewIds.REPAIR);
        stage.press("F9");
        stage.awaitFocus("repair.steps");
    }

    private void copyTo(Path target) {
        stage.press("shift F9");
        stage.awaitFocus("repair.target");
        stage.window().textBox("repair.target").deleteText().enterText(target.toString());
        stage.press("ENTER");
    }

    private static long count(Path path) {
        try (Tdb tdb = Tdb.open(path)) {
            RecordCursor cursor = tdb.cursor(Position.START, Fetch.KEYS);
            long count = 0;
            while (cursor.next()) {
                count++;
            }
            return count;
        }
    }

    private Optional<Span> selected() {
        return GuiActionRunner.execute(() -> stage.workbench().selection().current().flatMap(Selection::span));
    }

    @Test
    void whatTheIndexLostIsPlannedCopiedAndPutInPlaceWhileTheFileStaysAsItIs() throws IOException {
        Files.write(file, content);
        long records = count(file);
        open(withoutTable());
        plan();
        assertThat(cell("repair.impact", 0, 1)).as("intact").isEqualTo("0");
        assertThat(cell("repair.impact", 1, 1)).as("by a scan").isEqualTo(Long.toString(records));
        assertThat(cell("repair.impact", 2, 1)).as("doubtful").isEqualTo("0");
        ViewStand.await("the bytes of the header", () -> selected().equals(Optional.of(new Span(0, 64))));
        stage.press("DOWN");
        ViewStand.await("the bytes of a record", () -> selected().filter(span -> span.offset() > 168).isPresent());
        awaitText("bytes.after", "Key and value as they are");
        Path copy = folder.resolve("copy.tdb");
        copyTo(copy);
        awaitText("message.what", "names.tdb is made");
        awaitText("repair.place", "mv " + copy + " " + file);
        assertThat(count(copy)).isEqualTo(records);
        assertThat(Files.readAllBytes(file)).isEqualTo(content);
        stage.awaitFocus("repair.place");
        copyTo(copy);
        ViewStand.await("the name is taken", () -> stage.shown("repair.problem", JComponent.class).isPresent());
        assertThat(Files.readAllBytes(file)).isEqualTo(content);
    }

    @Test
    void aFileThatCannotBeOpenedLeadsFromItsMessageToItsRepair() throws IOException {
        open(withoutHeader());
        awaitText("message.what", "cannot be read as a TDB file");
        stage.press("alt W");
        ViewStand.await("repair", () -> stage.workbench().perspective() == Perspective.REPAIR);
        stage.awaitActive(ViewIds.REPAIR);
        stage.press("F9");
        stage.awaitFocus("repair.steps");
        assertThat(cell("repair.steps", 0, 4)).contains("header: ");
        awaitText("bytes.before", "00000000  00 00");
        Path copy = folder.resolve("copy.tdb");
        copyTo(copy);
        awaitText("message.what", "names.tdb is made");
        assertThat(count(copy)).isPositive();
        assertThat(Files.readAllBytes(file)).isEqualTo(content);
    }

    @Test
    void aReportTellsNoValuesWhereItIsAskedNotTo() throws IOException {
        open(withoutTable());
        plan();
        stage.press("ctrl E");
        stage.awaitFocus("report.target");
        Path report = folder.resolve("report.json");
        stage.window().textBox("report.target").deleteText().enterText(report.toString());
        stage.window().checkBox("report.json").check();
        stage.window().checkBox("report.redact").check();
        stage.window().button("report.run").click();
        awaitText("message.what", "The report is saved");
        assertThat(Files.readString(report)).startsWith("{").contains("\"recovered\" : ", "\"kind\" : \"salvaged\"")
                .doesNotContain("valueStart");
        assertThat(Files.readAllBytes(file)).isEqualTo(content);
    }

    @Test
    void whatIsHarmlessIsPutRightInPlaceOnlyWhenTheUserSaysSoAndIsTakenBack() throws IOException {
        Files.write(file, content);
        byte[] tailer = content.clone();
        int end;
        try (Tdb tdb = Tdb.open(file)) {
            RecordCursor cursor = tdb.cursor(Position.START, Fetch.KEYS);
            assertThat(cursor.next()).isTrue();
            Entry entry = cursor.entry();
            end = (int) entry.header().end();
        }
        tailer[end - 4] ^= 0x55;
        open(tailer);
        stage.press("ctrl shift H");
        stage.awaitActive(ViewIds.REPAIR);
        stage.press("ctrl F9");
        awaitText("message.what", "can be put right without losing anything");
        assertThat(Files.readAllBytes(file)).isEqualTo(tailer);
        stage.press("SPACE");
        ViewStand.await("left as it is", () -> stage.shown("repair.message", JComponent.class).isEmpty());
        assertThat(Files.readAllBytes(file)).isEqualTo(tailer);
        assertThat(folder.resolve("names.tdb.undo")).doesNotExist();
        stage.awaitFocus("repair.plan");
        stage.press("ctrl F9");
        awaitText("message.what", "can be put right without losing anything");
        stage.press("shift TAB");
        stage.press("SPACE");
        awaitText("message.what", "was put right");
        byte[] right = Files.readAllBytes(file);
        assertThat(right[end - 4]).isEqualTo((byte) (tailer[end - 4] ^ 0x55));
        assertThat(folder.resolve("names.tdb.undo")).exists();
        stage.awaitFocus("repair.plan");
        stage.press("ctrl shift F9");
        awaitText("message.what", "taken back");
        assertThat(Files.readAllBytes(file)).isEqualTo(tailer);
    }

    @Test
    void whatIsNoDatabaseAtAllIsSaidToBeNone() throws IOException {
        open("dear aunt, ".repeat(500).getBytes(UTF_8));
        stage.press("alt W");
        stage.awaitActive(ViewIds.REPAIR);
        stage.press("F9");
        awaitText("message.what", "names.tdb was not repaired");
    }
}
