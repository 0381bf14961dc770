package tdb2.ui.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

import javax.swing.JButton;
import javax.swing.JTable;

import org.assertj.swing.edt.FailOnThreadViolationRepaintManager;
import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.dump.Digest;
import tdb2.engine.event.Progress;
import tdb2.engine.transaction.RecoveryState.Status;
import tdb2.ui.Browser;
import tdb2.ui.testing.EventThreadGuard;
import tdb2.ui.testing.Fixtures;
import tdb2.ui.testing.Stage;
import tdb2.ui.testing.ViewStand;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.workbench.OpenFile;
import tdb2.ui.workbench.Settings;
import tdb2.ui.workbench.ViewIds;

/** What a crash left, looked at and replayed by keyboard alone, on files that real crashes left. */
@ExtendWith(EventThreadGuard.class)
class RecoveryByKeyboardTest {

    @TempDir
    private Path folder;

    @BeforeAll
    static void watchThreads() {
        FailOnThreadViolationRepaintManager.install();
    }

    private Stage open(Path file) {
        Settings settings = Settings.inMemory();
        settings.put("theme", Theme.LIGHT.name());
        Stage stage = new Stage(() -> Browser.window(settings));
        stage.open(file);
        stage.press("ctrl 7");
        stage.awaitActive(ViewIds.RECOVERY);
        return stage;
    }

    private Path crashed(String fixture) throws IOException {
        return Files.copy(Fixtures.file(fixture), folder.resolve("crashed.tdb"));
    }

    private static Status status(Path file) {
        try (Tdb tdb = Tdb.open(file)) {
            return tdb.view().recovery().status();
        }
    }

    /** All records as a crash left them, seen through the preview: what a recovery must give. */
    private static String digest(Path file) {
        try (Tdb tdb = Tdb.open(file, OpenOptions.DEFAULT)) {
            return Digest.of(tdb, Progress.NONE).sha256();
        }
    }

    private static List<String> column(Stage stage, int column) {
        return GuiActionRunner.execute(() -> {
            JTable table = stage.robot().finder().findByName("changes", JTable.class, false);
            return IntStream.range(0, table.getRowCount())
                    .mapToObj(row -> ((FactTable.Cell) table.getValueAt(row, column)).text()).toList();
        });
    }

    private static Optional<JButton> focusedButton(Stage stage) {
        return stage.focused().filter(JButton.class::isInstance).map(JButton.class::cast);
    }

    private static void awaitAndPress(Stage stage, String button) {
        ViewStand.await(button, () -> focusedButton(stage).filter(one -> one.getText().equals(button)).isPresent());
        stage.press("SPACE");
    }

    @Test
    void rangesTellWhatTheFileHasWhereAndOfWhichKeys() throws IOException {
        try (Stage stage = open(crashed("tdb1/crash-gap3-half-written.tdb"))) {
            ViewStand.await("what is touched is known", () -> !column(stage, 4).isEmpty()
                    && column(stage, 3).stream().noneMatch(String::isEmpty));
            assertThat(column(stage, 2)).anyMatch(holds -> holds.contains("old"))
                    .anyMatch(holds -> holds.contains("new"));
            assertThat(column(stage, 4)).anyMatch(keys -> !keys.isEmpty());
        }
    }

    @Test
    void aReplayOnACopyLeavesTheFileAndOpensTheCopy() throws IOException {
        Path file = crashed("ntdb/crash-first-half-written.tdb");
        byte[] before = Files.readAllBytes(file);
        String promised = digest(file);
        Path copy = folder.resolve("crashed.tdb.recovered");
        try (Stage stage = open(file)) {
            stage.press("ctrl shift Y");
            awaitAndPress(stage, "Make the Copy and Replay There");
            ViewStand.await("the copy is open", () -> stage.workbench().files().all().stream()
                    .filter(one -> one.path().equals(copy)).flatMap(one -> one.document().stream()).findAny()
                    .isPresent());
        }
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        assertThat(status(copy)).isNotEqualTo(Status.PENDING);
        assertThat(digest(copy)).isEqualTo(promised);
    }

    @Test
    void aReplayInTheFileAsksFirstAndNamesTheEffects() throws IOException {
        Path file = crashed("tdb2/crash-first-half-written.tdb");
        byte[] before = Files.readAllBytes(file);
        String promised = digest(file);
        try (Stage stage = open(file)) {
            stage.press("ctrl shift ENTER");
            ViewStand.await("the question", () -> focusedButton(stage).isPresent());
            stage.press("TAB");
            awaitAndPress(stage, "Cancel");
            assertThat(Files.readAllBytes(file)).isEqualTo(before);
            stage.press("ctrl 7");
            stage.awaitActive(ViewIds.RECOVERY);
            stage.press("ctrl shift ENTER");
            awaitAndPress(stage, "Replay in the File");
            ViewStand.await("nothing is pending", () -> stage.workbench().files().active().flatMap(OpenFile::document)
                    .filter(document -> document.view().recovery().status() != Status.PENDING).isPresent());
        }
        assertThat(status(file)).isNotEqualTo(Status.PENDING);
        assertThat(digest(file)).isEqualTo(promised);
    }
}
