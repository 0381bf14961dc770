package tdb2.ui.changes;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.event.KeyEvent;
import java.nio.file.Files;

import javax.swing.AbstractButton;
import javax.swing.JLabel;
import javax.swing.JTable;
import javax.swing.text.JTextComponent;

import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.Test;

import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.ui.testing.Fixtures;
import tdb2.ui.testing.ViewStand;
import tdb2.ui.workbench.OpenFile;
import tdb2.ui.workbench.ViewIds;

/** What is done to whole files that can be changed: made, checked, packed anew; by keyboard alone. */
class WholeFilesByKeyboardTest extends EditedFile {

    @Test
    void aNewDatabaseIsMadeOpenedAndFilled() {
        stage.press("ctrl N");
        awaitFocus("new.name");
        stage.press("ctrl A");
        stage.type("fresh.tdb");
        GuiActionRunner.execute(() -> stage.shown("new.folder", JTextComponent.class)
                .ifPresent(field -> field.setText(folder.toString())));
        stage.press("ENTER");
        ViewStand.await("it is open", () -> stage.workbench().files().active().flatMap(OpenFile::document)
                .filter(document -> document.name().equals("fresh.tdb")).isPresent());
        stage.press("ctrl 1");
        awaitRows("No records");
        stage.awaitActive(ViewIds.RECORDS);
        add("first", "one");
        awaitTable("records.table", "first|", "+ added|");
        stage.press("ctrl S");
        awaitSaved();
        awaitRows("1 record");
        stage.press("ctrl N");
        awaitFocus("new.name");
        stage.press("ctrl A");
        stage.type("fresh.tdb");
        stage.press("ENTER");
        ViewStand.await("the refusal", () -> stage.shown("new.problem", JLabel.class)
                .filter(label -> label.getText().contains("fresh.tdb")).isPresent());
    }

    @Test
    void aFileOfAnotherDialectIsEditedAsWell() {
        stage.open(Fixtures.file("ntdb/three-be.tdb"));
        ViewStand.await("a file that can be edited", () -> stage.shown("edits.add", AbstractButton.class)
                .filter(AbstractButton::isEnabled).isPresent());
        assertThat(staged()).isZero();
    }

    @Test
    void aCheckLeadsToTheBytesOfWhatItFinds() throws Exception {
        byte[] content = Files.readAllBytes(file);
        int at = new String(content, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("apple");
        content[at] ^= 1; // its hash leads elsewhere now
        Files.write(file, content);
        stage.open(file);
        stage.press("F7");
        awaitTable("check.findings", "error|");
        stage.robot().focus(stage.shown("check.findings", JTable.class).orElseThrow());
        stage.robot().pressAndReleaseKey(KeyEvent.VK_DOWN);
        ViewStand.await("bytes are selected", () -> stage.workbench().selection().current()
                .flatMap(selection -> selection.span()).filter(span -> span.offset() > 0).isPresent());
    }

    @Test
    void aRepackIsAskedForWithAnEstimateAndTellsWhatItGave() {
        try (Tdb tdb = Tdb.open(file, OpenOptions.WRITE)) {
            for (int i = 0; i < 400; i++) {
                tdb.store(bytes("large " + i), new byte[4000]);
            }
            for (int i = 0; i < 400; i++) {
                tdb.delete(bytes("large " + i));
            }
        }
        stage.open(file);
        long before = file.toFile().length();
        stage.press("ctrl shift F7");
        awaitFocus("ask.askRepack");
        assertThat(text("message.means")).contains("are expected");
        stage.press("SPACE");
        ViewStand.await("the figures", () -> text("message.what").contains("is repacked"));
        assertThat(file.toFile().length()).isLessThan(before);
        assertThat(inFile("apple")).contains("apple pie");
    }
}
