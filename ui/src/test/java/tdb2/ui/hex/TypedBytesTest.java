package tdb2.ui.hex;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.swing.AbstractButton;
import javax.swing.JLabel;

import org.assertj.swing.edt.FailOnThreadViolationRepaintManager;
import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import tdb2.ui.Browser;
import tdb2.ui.testing.EventThreadGuard;
import tdb2.ui.testing.Fixtures;
import tdb2.ui.testing.Stage;
import tdb2.ui.testing.ViewStand;
import tdb2.ui.workbench.OpenFile;
import tdb2.ui.workbench.Settings;
import tdb2.ui.workbench.ViewIds;

/** Bytes typed over a file and not written are not lost without a question. */
@ExtendWith(EventThreadGuard.class)
@Timeout(300)
class TypedBytesTest {

    @TempDir
    private Path folder;
    private Path file;
    private byte[] original;
    private Stage stage;

    @BeforeAll
    static void watchThreads() {
        FailOnThreadViolationRepaintManager.install();
    }

    @BeforeEach
    void typeOverAFile() throws IOException {
        file = Files.copy(Fixtures.file("tdb1/dead.tdb"), folder.resolve("typed.tdb"));
        original = Files.readAllBytes(file);
        stage = new Stage(() -> Browser.window(Settings.inMemory()));
        stage.open(file);
        ViewStand.await("the file is counted", () -> stage.workbench().files().active().flatMap(OpenFile::document)
                .flatMap(document -> document.regions()).isPresent());
        GuiActionRunner.execute(() -> stage.workbench().reveal(ViewIds.HEX));
        ViewStand.await("bytes can be typed", () -> stage.robot().finder().findAll(
                found -> found instanceof AbstractButton button && "Edit Bytes".equals(button.getText())
                        && button.isShowing() && button.isEnabled())
                .size() == 1);
        GuiActionRunner.execute(() -> ((AbstractButton) stage.robot().finder().find(
                found -> found instanceof AbstractButton button && "Edit Bytes".equals(button.getText())
                        && button.isShowing()))
                .doClick());
        var canvas = stage.robot().finder().findByType(HexCanvas.class);
        stage.robot().focusAndWaitForFocusGain(canvas);
        stage.robot().enterText("4142");
        ViewStand.await("bytes are staged", () -> stage.robot().finder()
                .findByName("hex.edit.state", JLabel.class).getText().startsWith("2 bytes changed"));
    }

    @AfterEach
    void closeWindow() {
        stage.close();
    }

    private boolean isOpen() {
        return GuiActionRunner.execute(() -> !stage.workbench().files().all().isEmpty());
    }

    @Test
    void closingTheFileAsksAndDoesWhatIsAnswered() throws IOException {
        stage.press("ctrl W");
        stage.awaitFocus("ask.askShowBytes");
        stage.press("RIGHT");
        stage.awaitFocus("ask.askDiscard");
        stage.press("RIGHT");
        stage.awaitFocus("ask.askCancel");
        stage.press("SPACE");
        assertThat(isOpen()).isTrue();
        stage.press("ctrl W");
        stage.awaitFocus("ask.askShowBytes");
        stage.press("RIGHT");
        stage.awaitFocus("ask.askDiscard");
        stage.press("SPACE");
        ViewStand.await("the file is closed", () -> stage.workbench().files().all().isEmpty());
        assertThat(Files.readAllBytes(file)).isEqualTo(original);
    }

    @Test
    void closingTheWindowAsks() {
        stage.press("ctrl Q");
        stage.awaitFocus("ask.askShowBytes");
        assertThat(GuiActionRunner.execute(() -> stage.workbench().frame().isDisplayable())).isTrue();
        stage.press("RIGHT");
        stage.awaitFocus("ask.askDiscard");
        stage.press("SPACE");
        ViewStand.await("the window is gone", () -> !stage.workbench().frame().isDisplayable());
    }
}
