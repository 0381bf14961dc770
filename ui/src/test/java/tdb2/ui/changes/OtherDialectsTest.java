package tdb2.ui.changes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import javax.swing.AbstractButton;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.text.JTextComponent;
import org.assertj.swing.edt.FailOnThreadViolationRepaintManager;
import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tdb2.engine.CreateOptions;
import tdb2.engine.Tdb;
import tdb2.engine.dump.Digest;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Dialect;
import tdb2.engine.format.Tdb1Header;
import tdb2.ui.Browser;
import tdb2.ui.testing.EventThreadGuard;
import tdb2.ui.testing.Fixtures;
import tdb2.ui.testing.Stage;
import tdb2.ui.testing.ViewStand;
import tdb2.ui.theme.Theme;
import tdb2.ui.workbench.OpenFile;
import tdb2.ui.workbench.Settings;
import tdb2.ui.workbench.ViewIds;

/** Files of other dialects are made, edited and converted, in the whole window, by keyboard. */
@ExtendWith(EventThreadGuard.class)
class OtherDialectsTest {

    @TempDir
    private Path folder;

    private Stage stage;

    @BeforeAll
    static void watchThreads() {
        FailOnThreadViolationRepaintManager.install();
    }

    @BeforeEach
    void openWindow() {
        Settings settings = Settings.inMemory();
        settings.put("theme", Theme.LIGHT.name());
        stage = new Stage(() -> Browser.window(settings));
    }

    @AfterEach
    void closeWindow() {
        stage.close();
    }

    private void awaitOpen(Path path) {
        ViewStand.await(path + " is open", () -> stage.workbench().files().active()
                .filter(open -> open.path().equals(path)).flatMap(OpenFile::document).isPresent());
    }

    /** Chooses in a box that has the keyboard, or is reached by the mnemonic of its label. */
    private void choose(String key, String box, String wanted) {
        stage.press(key);
        stage.awaitFocus(box);
        for (int i = 0; i < 4 && !wanted.equals(chosen(box)); i++) {
            stage.press("DOWN");
        }
        assertThat(chosen(box)).isEqualTo(wanted);
    }

    private String chosen(String box) {
        return GuiActionRunner
                .execute(() -> stage.shown(box, JComboBox.class).orElseThrow().getSelectedItem().toString());
    }

    @Test
    void aTdb1FileInTheOtherByteOrderIsMadeWhenItsHashSizeIsANumberAndFilled() {
        stage.press("ctrl N");
        stage.awaitFocus("new.name");
        stage.press("ctrl A");
        stage.type("samba.tdb");
        stage.window().textBox("new.folder").deleteText().enterText(folder.toString());
        choose("alt I", "new.dialect", "tdb1");
        assertThat(GuiActionRunner.execute(() -> stage.shown("new.variant", JComboBox.class).orElseThrow().isEnabled()))
                .as("TDB1 has no variants").isFalse();
        choose("alt B", "new.order", "BE");
        stage.press("alt Z");
        stage.awaitFocus("new.hashSize");
        stage.type("many");
        stage.press("ENTER");
        awaitText("new.problem", "numbers");
        stage.press("ctrl A");
        stage.type("7");
        stage.press("ENTER");
        Path made = folder.resolve("samba.tdb");
        awaitOpen(made);
        stage.press("ctrl 1");
        stage.awaitActive(ViewIds.RECORDS);
        ViewStand.await("it can be edited", () -> stage.shown("edits.add", AbstractButton.class)
                .filter(AbstractButton::isEnabled).isPresent());
        stage.press("INSERT");
        stage.awaitFocus("editor.key");
        stage.type("first");
        stage.press("ENTER");
        stage.awaitFocus("editor.value");
        stage.type("one");
        stage.press("ctrl ENTER");
        ViewStand.await("it is staged", () -> stage.workbench().files().active().flatMap(OpenFile::document)
                .filter(document -> document.editing().isUnsaved()).isPresent());
        stage.press("ctrl S");
        ViewStand.await("it is saved", () -> stage.workbench().files().active().flatMap(OpenFile::document)
                .filter(document -> !document.editing().isUnsaved()).isPresent());
        try (Tdb tdb = Tdb.open(made)) {
            assertThat(tdb.view().header()).isInstanceOfSatisfying(Tdb1Header.class, header -> {
                assertThat(header.hashSize()).isEqualTo(7);
                assertThat(header.order()).isEqualTo(ByteOrder.BIG_ENDIAN);
            });
            assertThat(tdb.fetch("first".getBytes(UTF_8))).hasValue("one".getBytes(UTF_8));
        }
    }

    private void awaitText(String name, String text) {
        ViewStand.await(name + " says " + text, () -> stage.robot().finder()
                .findAll(found -> name.equals(found.getName()) && found.isShowing()).stream()
                .anyMatch(found -> switch (found) {
                    case JLabel label -> label.getText().contains(text);
                    case JTextComponent area -> area.getText().contains(text);
                    default -> false;
                }));
    }

    @Test
    void aFileIsConvertedIntoANewOneThatOpensAndNeverTakesAnothersPlace() throws IOException {
        Path file = folder.resolve("three.tdb");
        byte[] content = Files.readAllBytes(Fixtures.file("ntdb/three-be.tdb"));
        Files.write(file, content);
        stage.open(file);
        stage.press("ctrl F7");
        stage.awaitFocus("convert.target");
        assertThat(chosen("convert.dialect")).isEqualTo("tdb2");
        stage.press("ENTER");
        Path made = folder.resolve("three.tdb.tdb2");
        awaitOpen(made);
        awaitText("message.what", "3 records");
        try (Tdb before = Tdb.open(file); Tdb after = Tdb.open(made)) {
            assertThat(after.view().dialect()).isEqualTo(Dialect.TDB2);
            assertThat(Digest.of(after, Progress.NONE).sha256()).isEqualTo(Digest.of(before, Progress.NONE).sha256());
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(content);
        byte[] first = Files.readAllBytes(made);

        stage.open(file);
        stage.press("ctrl F7");
        stage.awaitFocus("convert.target");
        stage.press("ENTER");
        awaitText("convert.problem", "something of that name");
        assertThat(Files.readAllBytes(made)).isEqualTo(first);
        stage.press("ESCAPE");
        ViewStand.await("the form is gone", () -> stage.shown("convert", JComponent.class).isEmpty());
    }

    @Test
    void aConversionThatIsCancelledMakesNothingLeavesTheFileAsItWasAndSaysSo() throws IOException {
        Path file = folder.resolve("many.tdb");
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT)) {
            for (int i = 0; i < 150_000; i++) { // takes seconds: the keys below take none
                tdb.store(("key " + i).getBytes(UTF_8), new byte[8]);
            }
        }
        byte[] content = Files.readAllBytes(file);
        stage.open(file);
        stage.press("ctrl F7");
        stage.awaitFocus("convert.target");
        stage.press("ENTER");
        ViewStand.await("it is at work", () -> stage.shown("status.cancel", AbstractButton.class).isPresent());
        GuiActionRunner.execute(() -> stage.shown("status.cancel", AbstractButton.class).orElseThrow().doClick());
        awaitText("convert.problem", "It was cancelled");
        ViewStand.await("no job is left", () -> stage.workbench().jobs().active().isEmpty());
        try (Stream<Path> left = Files.list(folder)) {
            assertThat(left).containsExactly(file);
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(content);
    }
}
