package tdb2.ui.changes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.assertj.swing.edt.FailOnThreadViolationRepaintManager;
import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import tdb2.engine.CreateOptions;
import tdb2.engine.Edit;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.ui.Browser;
import tdb2.ui.testing.EventThreadGuard;
import tdb2.ui.testing.Stage;
import tdb2.ui.testing.ViewStand;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.OpenFile;
import tdb2.ui.workbench.Saving;
import tdb2.ui.workbench.Settings;

/** Edits of several files that are not saved when the program is to end; each save is one transaction. */
@ExtendWith(EventThreadGuard.class)
class UnsavedFilesTest {

    @TempDir
    private Path folder;
    private List<Path> files;
    private Stage stage;

    @BeforeAll
    static void watchThreads() {
        FailOnThreadViolationRepaintManager.install();
    }

    @BeforeEach
    void openFilesAndEditThem() {
        files = List.of(folder.resolve("one.tdb"), folder.resolve("two.tdb"), folder.resolve("three.tdb"));
        for (Path file : files) {
            try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT)) {
                tdb.store(bytes("key"), bytes("old"));
            }
        }
        stage = new Stage(() -> Browser.window(Settings.inMemory()));
        stage.open(files.toArray(Path[]::new));
        for (Path file : files) {
            ViewStand.await("all files", () -> document(file) != null);
            Document document = document(file);
            GuiActionRunner.execute(() -> document.editing().history()
                    .change(now -> now.with(Edit.replace(bytes("key"), bytes("old"), bytes("new")))));
        }
    }

    @AfterEach
    void closeWindow() {
        stage.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private Document document(Path file) {
        return GuiActionRunner.execute(() -> stage.workbench().files().all().stream()
                .filter(open -> open.path().equals(file)).map(OpenFile::document).findFirst()
                .flatMap(found -> found).orElse(null));
    }

    private static String valueIn(Path file) {
        try (Tdb tdb = Tdb.open(file)) {
            return new String(tdb.fetch(bytes("key")).orElseThrow(), UTF_8);
        }
    }

    private static long transactionsIn(Path file) {
        try (Tdb tdb = Tdb.open(file, OpenOptions.WRITE)) {
            return tdb.committed();
        }
    }

    private boolean isGone() {
        return !stage.workbench().frame().isDisplayable();
    }

    @Test
    void allAreSavedEachInOneTransactionBeforeTheWindowCloses() {
        stage.press("ctrl Q");
        stage.awaitFocus("ask.askSave");
        assertThat(isGone()).isFalse();
        stage.press("SPACE");
        ViewStand.await("the window is gone", this::isGone);
        assertThat(files).allSatisfy(file -> {
            assertThat(valueIn(file)).isEqualTo("new");
            assertThat(transactionsIn(file)).isEqualTo(1);
        });
    }

    @Test
    void whereOneCannotBeSavedTheWindowStaysAndItsEditsToo() {
        try (Tdb other = Tdb.open(files.get(1), OpenOptions.WRITE)) {
            other.store(bytes("key"), bytes("theirs"));
        }
        stage.press("ctrl Q");
        stage.awaitFocus("ask.askSave");
        stage.press("SPACE");
        Document second = document(files.get(1));
        ViewStand.await("the conflict", () -> second.editing().saving()
                .state() instanceof Saving.State.Conflicting);
        assertThat(isGone()).isFalse();
        assertThat(GuiActionRunner.execute(() -> second.editing().isUnsaved())).isTrue();
        assertThat(valueIn(files.get(0))).isEqualTo("new");
        assertThat(valueIn(files.get(1))).isEqualTo("theirs");
        assertThat(valueIn(files.get(2))).isEqualTo("old");
    }

    @Test
    void allAreGivenUpWhenTheUserSaysSo() {
        stage.press("ctrl Q");
        stage.awaitFocus("ask.askSave");
        stage.press("RIGHT");
        stage.awaitFocus("ask.askDiscard");
        stage.press("SPACE");
        ViewStand.await("the window is gone", this::isGone);
        assertThat(files).allSatisfy(file -> assertThat(valueIn(file)).isEqualTo("old"));
    }
}
