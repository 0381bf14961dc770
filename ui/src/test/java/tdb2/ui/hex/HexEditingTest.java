package tdb2.ui.hex;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.event.KeyEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.swing.AbstractButton;

import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import tdb2.ui.testing.EventThreadGuard;
import tdb2.ui.testing.Fixtures;
import tdb2.ui.testing.ViewStand;

/** Bytes changed by hand in the hex view: staged, taken back, checked, copied, written after a question, taken back again. */
@ExtendWith(EventThreadGuard.class)
class HexEditingTest {

    private static final int KEY = 0x4b0; // the first byte of the key "001035"

    private static HexCanvas canvas(ViewStand stand) {
        return stand.window().robot().finder().findByName("hex.canvas", HexCanvas.class);
    }

    private static void goTo(ViewStand stand, int offset) {
        stand.window().textBox("hex.goto").setText("0x%x".formatted(offset)).pressAndReleaseKeys(KeyEvent.VK_ENTER);
        ViewStand.await("keyboard in the bytes", () -> canvas(stand).isFocusOwner());
        var info = stand.window().label("hex.info").target();
        ViewStand.await("bytes", () -> info.getText().contains("0x%08x".formatted(offset))
                && info.getText().contains("byte"));
    }

    private static void click(ViewStand stand, String text) {
        ViewStand.await(text, () -> stand.window().robot().finder()
                .findAll(found -> found instanceof AbstractButton button && text.equals(button.getText())
                        && button.isShowing() && button.isEnabled())
                .size() == 1);
        GuiActionRunner.execute(() -> ((AbstractButton) stand.window().robot().finder().find(
                found -> found instanceof AbstractButton button && text.equals(button.getText()) && button.isShowing()))
                .doClick());
    }

    private static void awaitMessage(ViewStand stand, String part, String text) {
        ViewStand.await("message " + text, () -> stand.window().robot().finder()
                .findAll(found -> found.isShowing() && part.equals(found.getName())).stream()
                .anyMatch(found -> ((javax.swing.text.JTextComponent) found).getText().contains(text)));
    }

    private static Path file(Path folder) throws IOException {
        return Files.copy(Fixtures.file("tdb1/dead.tdb"), folder.resolve("edited.tdb"));
    }

    @Test
    void bytesAreReadOnlyUntilEditingIsSwitchedOn(@TempDir Path folder) throws IOException {
        try (var stand = new ViewStand(file(folder), HexView::new)) {
            ViewStand.await("structure", () -> stand.document().regions().isPresent());
            goTo(stand, KEY);
            stand.window().robot().enterText("41");
            stand.window().label("hex.edit.state").requireText("Read-only: the bytes cannot be changed.");
        }
    }

    @Test
    void whatIsTypedIsStagedListedCheckedAndTakenBack(@TempDir Path folder) throws IOException {
        Path file = file(folder);
        byte[] original = Files.readAllBytes(file);
        try (var stand = new ViewStand(file, HexView::new)) {
            ViewStand.await("structure", () -> stand.document().regions().isPresent());
            click(stand, "Edit Bytes");
            goTo(stand, KEY);
            stand.window().robot().enterText("4142");
            stand.window().label("hex.edit.state").requireText("2 bytes changed at 1 place, not written.");
            assertThat(stand.window().table("hex.edits").target().getValueAt(0, 2).toString()).contains("41 42");
            click(stand, "Check");
            awaitMessage(stand, "message.what", "a check would say");
            awaitMessage(stand, "message.means", "Damaged");
            for (int i = 0; i < 4; i++) {
                GuiActionRunner.execute(() -> canvas(stand).requestFocusInWindow());
                stand.window().robot().pressAndReleaseKeys(KeyEvent.VK_BACK_SPACE);
            }
            ViewStand.await("nothing staged", () -> stand.window().label("hex.edit.state").target().getText()
                    .startsWith("Type hex digits"));
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(original);
    }

    @Test
    void aCopyHasTheBytesAndTheFileOnlyAfterAQuestion(@TempDir Path folder) throws IOException {
        Path file = file(folder);
        byte[] original = Files.readAllBytes(file);
        byte[] wanted = original.clone();
        wanted[KEY] = 0x41;
        try (var stand = new ViewStand(file, HexView::new)) {
            ViewStand.await("structure", () -> stand.document().regions().isPresent());
            click(stand, "Edit Bytes");
            goTo(stand, KEY);
            stand.window().robot().enterText("41");
            click(stand, "Write…");
            awaitMessage(stand, "message.means", "a check would say: Damaged");
            assertThat(Files.readAllBytes(file)).isEqualTo(original);
            click(stand, "Write into the File");
            awaitMessage(stand, "message.what", "Written");
            assertThat(Files.readAllBytes(file)).isEqualTo(wanted);
            assertThat(folder.resolve("edited.tdb.undo")).exists();
            click(stand, "Take Back");
            awaitMessage(stand, "message.what", "as it was before");
            assertThat(Files.readAllBytes(file)).isEqualTo(original);
        }
    }

    @Test
    void stepsGoBackAndForthAndRunsStandTogether() {
        var edits = new HexEdits();
        edits.put(10, (byte) 1, (byte) 2);
        edits.put(11, (byte) 1, (byte) 3);
        edits.put(20, (byte) 1, (byte) 4);
        assertThat(edits.runs("x")).extracting(run -> run.offset() + ":" + run.after().length)
                .isEqualTo(List.of("10:2", "20:1"));
        edits.put(20, (byte) 1, (byte) 1);
        assertThat(edits.count()).isEqualTo(2);
        edits.undo();
        assertThat(edits.at(20)).hasValue(4);
        edits.undo();
        edits.redo();
        assertThat(edits.count()).isEqualTo(3);
        edits.discard();
        assertThat(edits.isEmpty()).isTrue();
        edits.undo();
        assertThat(edits.count()).isEqualTo(3);
    }
}
