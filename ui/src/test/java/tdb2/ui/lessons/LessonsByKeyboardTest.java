package tdb2.ui.lessons;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import javax.swing.JLabel;

import org.assertj.swing.edt.FailOnThreadViolationRepaintManager;
import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import tdb2.engine.Edit;
import tdb2.ui.Browser;
import tdb2.ui.testing.EventThreadGuard;
import tdb2.ui.testing.Fixtures;
import tdb2.ui.testing.Stage;
import tdb2.ui.testing.ViewStand;
import tdb2.ui.theme.Theme;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.OpenFile;
import tdb2.ui.workbench.Settings;

/** A lesson of a teacher's own, done in the whole window by keyboard. */
@ExtendWith(EventThreadGuard.class)
class LessonsByKeyboardTest {

    private static final String LESSON = """
            title: Change a balance
            setup: bank 5

            == Stage it
            check: staged 1

            Change alice.

            == Save it
            check: record alice = 15

            Save.

            == A question
            check: answer two

            How many?
            """;

    @TempDir
    private Path folder;

    @BeforeAll
    static void watchThreads() {
        FailOnThreadViolationRepaintManager.install();
    }

    private static boolean says(Stage stage, String text) {
        return stage.robot().finder().findByName("lessons.state", JLabel.class).getText().startsWith(text);
    }

    @Test
    void aLessonOfATeacherIsDoneStepByStep() throws IOException {
        Files.writeString(Files.createDirectories(folder.resolve("lessons")).resolve("a.lesson"), LESSON);
        Settings settings = Settings.load(folder.resolve("browser.properties"));
        settings.put("theme", Theme.LIGHT.name());
        try (Stage stage = new Stage(() -> Browser.window(settings))) {
            stage.open(Fixtures.file("zoned/three.tdb"));
            stage.press("ctrl shift W");
            stage.awaitFocus("lessons.chooser");
            ViewStand.await("lessons are listed", () -> says(stage, "Step 1"));
            stage.press("END");
            stage.press("ctrl ENTER");
            ViewStand.await("its file is open", () -> stage.workbench().files().active()
                    .filter(file -> file.name().equals("bank.tdb")).flatMap(OpenFile::document).isPresent());
            Document document = GuiActionRunner.execute(() -> stage.workbench().files().active()
                    .flatMap(OpenFile::document).orElseThrow());
            GuiActionRunner.execute(() -> document.editing().history().change(now -> now.with(
                    Edit.replace(bytes("alice"), bytes("10"), bytes("15")))));
            ViewStand.await("the first task is done", () -> says(stage, "Done"));
            stage.press("ctrl PERIOD");
            ViewStand.await("the second task", () -> says(stage, "Step 2"));
            stage.press("ctrl S");
            ViewStand.await("the second task is done", () -> says(stage, "Done"));
            stage.press("ctrl PERIOD");
            ViewStand.await("the question", () -> says(stage, "Step 3"));
            stage.tabTo("lessons.answer");
            stage.type("Two");
            ViewStand.await("the lesson is done", () -> says(stage, "Done. That was the lesson"));
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }
}
