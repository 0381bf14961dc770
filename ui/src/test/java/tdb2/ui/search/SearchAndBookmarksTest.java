package tdb2.ui.search;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Dimension;
import java.awt.event.KeyEvent;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.swing.JLabel;
import javax.swing.JTable;
import javax.swing.JTree;

import org.assertj.swing.core.BasicRobot;
import org.assertj.swing.core.Robot;
import org.assertj.swing.edt.FailOnThreadViolationRepaintManager;
import org.assertj.swing.edt.GuiActionRunner;
import org.assertj.swing.fixture.FrameFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import tdb2.ui.Browser;
import tdb2.ui.marks.Bookmark;
import tdb2.ui.testing.EventThreadGuard;
import tdb2.ui.testing.Fixtures;
import tdb2.ui.testing.ViewStand;
import tdb2.ui.theme.Theme;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.OpenFile;
import tdb2.ui.workbench.Selection;
import tdb2.ui.workbench.Settings;
import tdb2.ui.workbench.ViewIds;
import tdb2.ui.workbench.Workbench;

/** Searching, bookmarks and the tree of files, by keyboard alone in the whole window. */
@ExtendWith(EventThreadGuard.class)
class SearchAndBookmarksTest {

    private static final Path THREE = Fixtures.file("tdb1/three.tdb");
    private static final byte[] HELLO = "hello".getBytes(StandardCharsets.US_ASCII);

    @TempDir
    private Path folder;

    private Robot robot;
    private Workbench workbench;
    private FrameFixture window;

    @BeforeAll
    static void watchThreads() {
        FailOnThreadViolationRepaintManager.install();
    }

    @BeforeEach
    void openWindow() {
        robot = BasicRobot.robotWithNewAwtHierarchy();
        robot.settings().delayBetweenEvents(10);
        robot.settings().eventPostingDelay(30);
        show();
    }

    private void show() {
        Settings settings = Settings.load(folder.resolve("settings/browser.properties"));
        settings.put("theme", Theme.LIGHT.name());
        workbench = GuiActionRunner.execute(() -> Browser.window(settings));
        window = new FrameFixture(robot, workbench.frame());
        window.show(new Dimension(1280, 850));
    }

    @AfterEach
    void closeWindow() {
        GuiActionRunner.execute(workbench::quit);
        robot.cleanUp();
    }

    private Document open(Path file) {
        GuiActionRunner.execute(() -> workbench.open(List.of(file)));
        ViewStand.await("file is open", () -> document(file).isPresent());
        return document(file).orElseThrow();
    }

    private Optional<Document> document(Path file) {
        return workbench.files().all().stream().filter(one -> one.path().equals(file)).findFirst()
                .flatMap(OpenFile::document);
    }

    /** Presses keys together: those that change others first. */
    private void press(int... keys) {
        robot.waitForIdle();
        for (int key : keys) {
            robot.pressKey(key);
        }
        for (int i = keys.length - 1; i >= 0; i--) {
            robot.releaseKey(keys[i]);
        }
        robot.waitForIdle();
    }

    private void type(String text) {
        robot.enterText(text);
        robot.waitForIdle();
    }

    private String focused() {
        return GuiActionRunner.execute(() -> Optional
                .ofNullable(java.awt.KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusOwner())
                .map(java.awt.Component::getName).orElse(""));
    }

    private void awaitFocus(String name) {
        ViewStand.await(name + " has the keyboard", () -> Optional
                .ofNullable(java.awt.KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusOwner())
                .filter(owner -> name.equals(owner.getName())).isPresent());
    }

    private String summary() {
        return robot.finder().findByName("search.summary", JLabel.class).getText();
    }

    private JTable hits() {
        return robot.finder().findByName("search.hits", JTable.class, false);
    }

    @Test
    void searchesAFolderAndGoesToAHitByKeyboard() throws Exception {
        Path deep = Files.createDirectories(folder.resolve("data/deep"));
        Path copy = Files.copy(THREE, deep.resolve("found-by-content"));
        byte[] before = Files.readAllBytes(copy);
        open(THREE);
        press(KeyEvent.VK_CONTROL, KeyEvent.VK_H);
        awaitFocus("search.field");
        type("WORLD");
        press(KeyEvent.VK_TAB);
        press(KeyEvent.VK_TAB);
        press(KeyEvent.VK_TAB);
        press(KeyEvent.VK_END);
        press(KeyEvent.VK_TAB);
        awaitFocus("search.folder");
        type(folder.resolve("data").toString());
        press(KeyEvent.VK_ENTER);
        ViewStand.await("something was found", () -> summary().startsWith("1 place found"));
        GuiActionRunner.execute(() -> hits().requestFocusInWindow());
        press(KeyEvent.VK_DOWN);
        press(KeyEvent.VK_ENTER);
        ViewStand.await("the record is selected", () -> workbench.selection().current()
                .filter(what -> what.document().path().equals(copy)).flatMap(Selection::key)
                .filter(key -> new String(key, StandardCharsets.US_ASCII).equals("hello")).isPresent());
        assertThat(focused()).isEqualTo("search.hits");
        assertThat(Files.readAllBytes(copy)).isEqualTo(before);
    }

    @Test
    void saysWhatIsWrongWithAnExpressionAndWhatCouldNotBeRead() throws Exception {
        Path broken = Files.write(folder.resolve("broken.tdb"), java.util.Arrays.copyOf(Files.readAllBytes(THREE), 60));
        open(THREE);
        GuiActionRunner.execute(() -> workbench.open(List.of(broken)));
        press(KeyEvent.VK_CONTROL, KeyEvent.VK_H);
        awaitFocus("search.field");
        type("w[a-");
        press(KeyEvent.VK_TAB);
        press(KeyEvent.VK_DOWN);
        press(KeyEvent.VK_DOWN);
        press(KeyEvent.VK_SHIFT, KeyEvent.VK_TAB);
        awaitFocus("search.field");
        press(KeyEvent.VK_ENTER);
        ViewStand.await("a complaint", () -> !window.label("search.complaint").target().getText().isEmpty());
        press(KeyEvent.VK_END);
        type("z]rld");
        press(KeyEvent.VK_ENTER);
        ViewStand.await("found", () -> summary().startsWith("1 place found; 2 files"));
        ViewStand.await("told what could not be read", () -> robot.finder()
                .findByName("search.trouble", tdb2.ui.widgets.MessageBar.class).isShowing());
    }

    @Test
    void aBookmarkIsMadeKeptShownAndRemovedByKeyboard() throws Exception {
        Path file = Files.copy(THREE, folder.resolve("mine.tdb"));
        Document document = open(file);
        select(document);
        press(KeyEvent.VK_CONTROL, KeyEvent.VK_B);
        awaitFocus("bookmark.note");
        type("look here");
        press(KeyEvent.VK_ENTER);
        ViewStand.await("in the file's list", () -> document.bookmarks().list().size() == 1);
        assertThat(labels()).contains("hello look here");
        Path moved = folder.resolve("moved.tdb");
        GuiActionRunner.execute(workbench::quit);
        robot.cleanUp();
        Files.move(file, moved);
        robot = BasicRobot.robotWithNewAwtHierarchy();
        robot.settings().eventPostingDelay(30);
        show();
        Document again = open(moved);
        ViewStand.await("the bookmark is back", () -> again.bookmarks().list().size() == 1);
        press(KeyEvent.VK_CONTROL, KeyEvent.VK_SHIFT, KeyEvent.VK_B);
        awaitFocus("bookmarks");
        press(KeyEvent.VK_DOWN);
        press(KeyEvent.VK_ENTER);
        ViewStand.await("its record is selected", () -> workbench.selection().current().flatMap(Selection::record)
                .filter(record -> record.offset() == 8152).isPresent());
        press(KeyEvent.VK_DELETE);
        ViewStand.await("gone", () -> again.bookmarks().list().isEmpty());
    }

    @Test
    void aBookmarkWhoseKeyVanishedSaysSoAndOffersASearch() {
        Document document = open(THREE);
        GuiActionRunner.execute(() -> {
            document.bookmarks().put(Bookmark.onKey("gone".getBytes(StandardCharsets.US_ASCII), 8000, 40, "was here"));
            workbench.reveal(ViewIds.BOOKMARKS);
        });
        ViewStand.await("said", () -> robot.finder().findAll(found -> found instanceof javax.swing.JButton button
                && "Search for the Key".equals(button.getText()) && button.isShowing()).size() == 1);
        GuiActionRunner.execute(() -> robot.finder()
                .findAll(found -> found instanceof javax.swing.JButton button && button.isShowing()
                        && "Search for the Key".equals(button.getText()))
                .forEach(found -> ((javax.swing.JButton) found).doClick()));
        ViewStand.await("searched", () -> summary().startsWith("Nothing found; 1 file"));
    }

    private void select(Document document) {
        var entry = document.tdb().at(8152, tdb2.engine.Fetch.KEYS).orElseThrow();
        assertThat(entry.key()).isEqualTo(HELLO);
        GuiActionRunner.execute(
                () -> workbench.selection().publish(this, Selection.record(document, entry.header(), entry.key())));
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
        return robot.finder().findByName("navigator", JTree.class);
    }

    @Test
    void theTreeOfFilesListsObjectsAndSelectsTheirBytesByKeyboard() {
        open(Fixtures.file("tdb1/three.tdb"));
        press(KeyEvent.VK_ALT, KeyEvent.VK_0);
        awaitFocus("navigator");
        JTree tree = tree();
        press(KeyEvent.VK_DOWN);
        ViewStand.await("the header is selected", () -> workbench.selection().current().flatMap(Selection::span)
                .filter(span -> span.offset() == 0 && span.length() == 172).isPresent());
        ViewStand.await("counted", () -> workbench.files().active().flatMap(OpenFile::document)
                .flatMap(document -> document.regions()).isPresent());
        ViewStand.await("objects", () -> tree.getRowCount() > 8);
        press(KeyEvent.VK_DOWN);
        press(KeyEvent.VK_DOWN);
        press(KeyEvent.VK_RIGHT);
        press(KeyEvent.VK_DOWN);
        ViewStand.await("the first chain is selected", () -> workbench.selection().current().flatMap(Selection::span)
                .filter(span -> span.offset() == 172 && span.length() == 4).isPresent());
    }

    @Test
    void thousandsOfPartsAreListedAPageAtATime() {
        open(Fixtures.file("tdb2/chain100.tdb"));
        open(Fixtures.file("ntdb/chain100.tdb"));
        JTree tree = tree();
        press(KeyEvent.VK_ALT, KeyEvent.VK_0);
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
        press(KeyEvent.VK_ENTER);
        ViewStand.await("more are there", () -> tree.getRowCount() > before);
        assertThat(GuiActionRunner.execute(tree::getLeadSelectionRow)).isEqualTo(row);
    }
}
