package tdb2.ui.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.swing.JLabel;
import javax.swing.JTable;
import javax.swing.JTree;

import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import tdb2.ui.Browser;
import tdb2.ui.marks.Bookmark;
import tdb2.ui.testing.EventThreadGuard;
import tdb2.ui.testing.Fixtures;
import tdb2.ui.testing.Stage;
import tdb2.ui.testing.ViewStand;
import tdb2.ui.theme.Theme;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.OpenFile;
import tdb2.ui.workbench.Selection;
import tdb2.ui.workbench.Settings;
import tdb2.ui.workbench.ViewIds;

/** Searching, bookmarks and the tree of files, by keyboard alone in the whole window. */
@ExtendWith(EventThreadGuard.class)
class SearchAndBookmarksTest {

    private static final Path THREE = Fixtures.file("tdb1/three.tdb");
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    private Stage stage;

    @BeforeEach
    void openWindow() {
        Settings settings = Settings.load(folder.resolve("settings/browser.properties"));
        settings.put("theme", Theme.LIGHT.name());
        stage = new Stage(() -> Browser.window(settings));
    }

    @AfterEach
    void closeWindow() {
        stage.close();
    }

    private Document open(Path file) {
        GuiActionRunner.execute(() -> stage.workbench().open(List.of(file)));
        ViewStand.await("file is open", () -> document(file).isPresent());
        return document(file).orElseThrow();
    }

    private Optional<Document> document(Path file) {
        return stage.workbench().files().all().stream().filter(one -> one.path().equals(file)).findFirst()
                .flatMap(OpenFile::document);
    }

    private String summary() {
        return stage.robot().finder().findByName("search.summary", JLabel.class).getText();
    }

    private JTable hits() {
        return stage.robot().finder().findByName("search.hits", JTable.class, false);
    }

    @Test
    void searchesAFolderAndGoesToAHitByKeyboard() throws Exception {
        Path deep = Files.createDirectories(folder.resolve("data/deep"));
        Path copy = Files.copy(THREE, deep.resolve("found-by-content"));
        byte[] before = Files.readAllBytes(copy);
        open(THREE);
        stage.press("ctrl H");
        stage.awaitFocus("search.field");
        stage.type("WORLD");
        stage.press("TAB");
        stage.press("TAB");
        stage.press("TAB");
        stage.press("END");
        stage.press("TAB");
        stage.awaitFocus("search.folder");
        stage.type(folder.resolve("data").toString());
        stage.press("ENTER");
        ViewStand.await("something was found", () -> summary().startsWith("1 place found"));
        GuiActionRunner.execute(() -> hits().requestFocusInWindow());
        stage.press("DOWN");
        stage.press("ENTER");
        ViewStand.await("the record is selected", () -> stage.workbench().selection().current()
                .filter(what -> what.document().path().equals(copy)).flatMap(Selection::key)
                .filter(key -> new String(key, StandardCharsets.US_ASCII).equals("hello")).isPresent());
        assertThat(stage.focusedName()).isEqualTo("search.hits");
        assertThat(Files.readAllBytes(copy)).isEqualTo(before);
    }

    @Test
    void saysWhatIsWrongWithAnExpressionAndWhatCouldNotBeRead() throws Exception {
        Path broken = Files.write(folder.resolve("broken.tdb"), java.util.Arrays.copyOf(Files.readAllBytes(THREE), 60));
        open(THREE);
        GuiActionRunner.execute(() -> stage.workbench().open(List.of(broken)));
        stage.press("ctrl H");
        stage.awaitFocus("search.field");
        stage.type("w[a-");
        stage.press("TAB");
        stage.press("DOWN");
        stage.press("DOWN");
        stage.press("shift TAB");
        stage.awaitFocus("search.field");
        stage.press("ENTER");
        ViewStand.await("a complaint", () -> !stage.window().label("search.complaint").target().getText().isEmpty());
        stage.press("END");
        stage.type("z]rld");
        stage.press("ENTER");
        ViewStand.await("found", () -> summary().startsWith("1 place found; 2 files"));
        ViewStand.await("told what could not be read", () -> stage.robot().finder()
                .findByName("search.trouble", tdb2.ui.widgets.MessageBar.class).isShowing());
    }

    @Test
    void aBookmarkIsMadeKeptShownAndRemovedByKeyboard() throws Exception {
        Path file = Files.copy(THREE, folder.resolve("mine.tdb"));
        Document document = open(file);
        select(document);
        stage.press("ctrl B");
        stage.awaitFocus("bookmark.note");
        stage.type("look here");
        stage.press("ENTER");
        ViewStand.await("in the file's list", () -> document.bookmarks().list().size() == 1);
        assertThat(labels()).contains("hello look here");
        Path moved = folder.resolve("moved.tdb");
        stage.close();
        Files.move(file, moved);
        openWindow();
        Document again = open(moved);
        ViewStand.await("the bookmark is back", () -> again.bookmarks().list().size() == 1);
        stage.press("ctrl shift B");
        stage.awaitFocus("bookmarks");
        stage.press("DOWN");
        stage.press("ENTER");
        ViewStand.await("its record is selected",
                () -> stage.workbench().selection().current().flatMap(Selection::record)
                        .filter(record -> record.offset() == 8152).isPresent());
        stage.press("DELETE");
        ViewStand.await("gone", () -> again.bookmarks().list().isEmpty());
    }

    @Test
    void aBookmarkWhoseKeyVanishedSaysSoAndOffersASearch() {
        Document document = open(THREE);
        GuiActionRunner.execute(() -> {
            document.bookmarks().put(Bookmark.onKey("gone".getBytes(StandardCharsets.US_ASCII), 8000, 40, "was here"));
            stage.workbench().reveal(ViewIds.BOOKMARKS);
        });
        ViewStand.await("said",
                () -> stage.robot().finder().findAll(found -> found instanceof javax.swing.JButton button
                        && "Search for the Key".equals(button.getText()) && button.isShowing()).size() == 1);
        GuiActionRunner.execute(() -> stage.robot().finder()
                .findAll(found -> found instanceof javax.swing.JButton button && button.isShowing()
                        && "Search for the Key".equals(button.getText()))
                .forEach(found -> ((javax.swing.JButton) found).doClick()));
        ViewStand.await("searched", () -> summary().startsWith("Nothing found; 1 file"));
    }

    private void select(Document document) {
        var entry = document.tdb().at(8152, tdb2.engine.Fetch.KEYS).orElseThrow();
        assertThat(entry.key()).isEqualTo(HELLO);
        GuiActionRunner.execute(
                () -> stage.workbench().selection().publish(this,
                        Selection.record(document, entry.header(), entry.key())));
    }

    /** What every node says, opened as far as it goes. */
    private List<String> labels() {
        return GuiActionRunner.execute(() -> {
            JTree tree = tree();
            var labels = new ArrayList<String>();
            for (int row = 0; row < tree.getRowCount(); row++) {
                tree.expandRow(row);
                labels.add(tree.getPathForRow(row).getLastPathComponent().toString());
            }
            return labels;
        });
    }

    private JTree tree() {
        return stage.robot().finder().findByName("navigator", JTree.class);
    }

    @Test
    void theTreeOfFilesListsObjectsAndSelectsTheirBytesByKeyboard() {
        open(Fixtures.file("tdb1/three.tdb"));
        stage.press("alt 0");
        stage.awaitFocus("navigator");
        JTree tree = tree();
        stage.press("DOWN");
        ViewStand.await("the header is selected", () -> stage.workbench().selection().current().flatMap(Selection::span)
                .filter(span -> span.offset() == 0 && span.length() == 172).isPresent());
        ViewStand.await("counted", () -> stage.workbench().files().active().flatMap(OpenFile::document)
                .flatMap(document -> document.regions()).isPresent());
        ViewStand.await("objects", () -> tree.getRowCount() > 8);
        stage.press("DOWN");
        stage.press("DOWN");
        stage.press("RIGHT");
        stage.press("DOWN");
        ViewStand.await("the first chain is selected",
                () -> stage.workbench().selection().current().flatMap(Selection::span)
                        .filter(span -> span.offset() == 172 && span.length() == 4).isPresent());
    }

    @Test
    void thousandsOfPartsAreListedAPageAtATime() {
        open(Fixtures.file("tdb2/chain100.tdb"));
        open(Fixtures.file("ntdb/chain100.tdb"));
        JTree tree = tree();
        stage.press("alt 0");
        labels();
        assertThat(labels()).anyMatch(label -> label.matches("[0-9,]+ more"));
        assertThat(labels().size()).isLessThan(1000);
        int row = GuiActionRunner.execute(() -> {
            for (int i = 0; i < tree.getRowCount(); i++) {
                if (tree.getPathForRow(i).getLastPathComponent().toString().matches("[0-9,]+ more")) {
                    tree.setSelectionRow(i);
                    return i;
                }
            }
            return -1;
        });
        int before = GuiActionRunner.execute(tree::getRowCount);
        stage.press("ENTER");
        ViewStand.await("more are there", () -> tree.getRowCount() > before);
        assertThat(GuiActionRunner.execute(tree::getLeadSelectionRow)).isEqualTo(row);
    }
}
