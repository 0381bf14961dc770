package tdb2.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Component;
import java.awt.KeyboardFocusManager;
import java.awt.event.KeyEvent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.function.Predicate;

import javax.swing.JTable;
import javax.swing.JTextArea;

import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import tdb2.engine.Tdb;
import tdb2.ui.testing.EventThreadGuard;
import tdb2.ui.testing.Fixtures;
import tdb2.ui.testing.Stage;
import tdb2.ui.testing.ViewStand;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.WindowedTable;
import tdb2.ui.workbench.OpenFile;
import tdb2.ui.workbench.Settings;
import tdb2.ui.workbench.ViewIds;

/** Another process changes a file while it is shown: what the window does by itself, and what it asks. Keyboard only. */
@ExtendWith(EventThreadGuard.class)
class LiveFilesTest {

    private static final int KEY = 0;
    private static final int VALUE = 1;
    private static final int SIZE = 3;
    private static final int STATE = 6;

    @TempDir
    private Path folder;

    private final Settings settings = Settings.inMemory();
    private Stage stage;

    @BeforeEach
    void openWindow() {
        settings.put("theme", Theme.LIGHT.name());
        stage = new Stage(() -> Browser.window(settings));
    }

    @AfterEach
    void closeWindow() {
        stage.close();
    }

    private Path open(String fixture) throws IOException {
        Path file = folder.resolve("shown.tdb");
        Files.copy(Fixtures.file(fixture), file);
        GuiActionRunner.execute(() -> {
            stage.workbench().open(List.of(file));
            stage.workbench().reveal(ViewIds.RECORDS);
        });
        ViewStand.await("file is open", () -> stage.workbench().files().active().orElseThrow()
                .state() instanceof OpenFile.State.Ready);
        GuiActionRunner.execute(() -> stage.workbench().reveal(ViewIds.RECORDS));
        ViewStand.await("records", () -> table().getRowCount() > 0 && !table().getValueAt(0, KEY).equals("···"));
        ViewStand.await("table has the keyboard", () -> {
            stage.workbench().frame().toFront();
            table().requestFocusInWindow();
            return table().equals(focused());
        });
        // the watcher's first look is what later ones are compared with
        ViewStand.await("all is calm", () -> stage.workbench().jobs().active().isEmpty());
        return file;
    }

    private JTable table() {
        return stage.robot().finder().findByName("records.table", JTable.class);
    }

    @SuppressWarnings("unchecked")
    private WindowedTable<Object> rows() {
        Component at = table();
        while (!(at instanceof WindowedTable)) {
            at = at.getParent();
        }
        return (WindowedTable<Object>) at;
    }

    private void keys(int... keys) {
        for (int key : keys) {
            stage.robot().pressAndReleaseKeys(key);
        }
    }

    private static void run(String... command) throws IOException {
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        try {
            assertThat(process.waitFor()).as(String.join(" ", command)).isZero();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /** Another process writes over a value in place. */
    private void overwriteValue(Path file, String key, char with) throws IOException {
        try (Tdb tdb = Tdb.open(file)) {
            var header = tdb.find(key.getBytes(StandardCharsets.UTF_8)).orElseThrow().header();
            overwrite(file, header.valueOffset(), String.valueOf(with).repeat((int) header.valueLength()));
        }
    }

    private void overwrite(Path file, long at, String text) throws IOException {
        Path from = Files.writeString(folder.resolve("bytes"), text, StandardCharsets.ISO_8859_1);
        run("dd", "if=" + from, "of=" + file, "bs=1", "seek=" + at, "conv=notrunc", "status=none");
    }

    private void awaitBar(String name, Predicate<String> wanted) {
        ViewStand.await("bar that says it", () -> stage.robot().finder()
                .findAll(found -> name.equals(found.getName()) && found instanceof JTextArea && found.isShowing())
                .stream().anyMatch(found -> wanted.test(((JTextArea) found).getText())));
    }

    private boolean noBar() {
        return stage.robot().finder().findAll(found -> "message.live".equals(found.getName()) && found.isShowing())
                .isEmpty();
    }

    private static Component focused() {
        return KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusOwner();
    }

    /** Another record in sight, no dead one, whose value is long enough that other bytes of it are a text. */
    private int rowWithText(int than) {
        for (int row = table().getRowCount() - 1; row >= 0; row--) {
            if (row != than && table().getValueAt(row, STATE).equals("ok")
                    && Integer.parseInt(table().getValueAt(row, SIZE).toString().replaceAll("\\D", "")) >= 6) {
                return row;
            }
        }
        throw new AssertionError("no row but " + than + " with a value of 6 bytes");
    }

    @Test
    void aChangedValueIsShownAndMarkedWhileSelectionAndPlaceStay() throws IOException {
        Path file = open("tdb1/dead.tdb");
        keys(KeyEvent.VK_PAGE_DOWN, KeyEvent.VK_PAGE_DOWN, KeyEvent.VK_PAGE_DOWN, KeyEvent.VK_UP, KeyEvent.VK_UP);
        ViewStand.await("selected", () -> table().getSelectedRow() > 2
                && !table().getValueAt(0, KEY).equals("···"));
        int row = GuiActionRunner.execute(() -> table().getSelectedRow());
        String key = GuiActionRunner.execute(() -> table().getValueAt(row, KEY).toString());
        int near = GuiActionRunner.execute(() -> rowWithText(row));
        String other = GuiActionRunner.execute(() -> table().getValueAt(near, KEY).toString());
        long first = GuiActionRunner.execute(() -> rows().first());
        assertThat(first).isPositive();
        overwriteValue(file, other, '~');
        ViewStand.await("new value", () -> table().getValueAt(near, VALUE).toString().startsWith("~~")
                && table().getValueAt(near, STATE).equals("changed"));
        assertThat(GuiActionRunner.execute(() -> rows().first())).isEqualTo(first);
        assertThat(GuiActionRunner.execute(() -> table().getSelectedRow())).isEqualTo(row);
        assertThat(GuiActionRunner.execute(() -> table().getValueAt(row, KEY))).isEqualTo(key);
        assertThat(GuiActionRunner.execute(LiveFilesTest::focused)).isSameAs(table());
        ViewStand.await("mark is gone", () -> table().getValueAt(near, STATE).equals("ok"));
    }

    @Test
    void frozenItOnlySaysThatThereIsSomethingNew() throws IOException {
        Path file = open("tdb1/three.tdb");
        stage.press("ctrl shift R");
        ViewStand.await("frozen", () -> !stage.workbench().live().isLive());
        assertThat(settings.get("live")).contains("false");
        overwriteValue(file, "hello", '+');
        awaitBar("message.what", text -> text.startsWith("Changed by others at"));
        assertThat(values()).contains("world");
        stage.press("alt S");
        ViewStand.await("new value", () -> values().contains("+++++") && noBar());
        overwriteValue(file, "hello", '*');
        awaitBar("message.what", text -> text.startsWith("Changed by others at"));
        stage.press("alt O");
        ViewStand.await("followed", () -> values().contains("*****") && noBar());
        assertThat(settings.get("live")).contains("true");
    }

    private List<String> values() {
        return GuiActionRunner.execute(() -> java.util.stream.IntStream.range(0, table().getRowCount())
                .mapToObj(row -> table().getValueAt(row, VALUE).toString()).toList());
    }

    @Test
    void aReplacedFileIsAnnouncedAndTheUserChooses() throws IOException {
        Path file = open("tdb1/three.tdb");
        Path next = folder.resolve("next.tdb");
        Files.copy(Fixtures.file("tdb1/dead.tdb"), next);
        Component before = GuiActionRunner.execute(LiveFilesTest::focused);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        awaitBar("message.what", text -> text.startsWith("Replaced by another file at"));
        assertThat(GuiActionRunner.execute(LiveFilesTest::focused)).isSameAs(before);
        assertThat(values()).contains("world");
        stage.press("alt K");
        ViewStand.await("kept", this::noBar);
        assertThat(values()).contains("world");
        Files.copy(Fixtures.file("tdb1/dead.tdb"), next);
        Files.delete(file);
        awaitBar("message.what", text -> text.startsWith("Deleted at"));
        Files.move(next, file);
        awaitBar("message.what", text -> text.startsWith("Replaced by another file at"));
        stage.press("alt N");
        ViewStand.await("new file",
                () -> stage.workbench().files().active().orElseThrow().document().orElseThrow().view()
                        .size() == 61440 && noBar() && !values().contains("world"));
        overwriteValue(file, "000399", '*');
        ViewStand.await("the new file is followed", () -> values().stream().anyMatch(value -> value.startsWith("**")));
    }

    @Test
    void growthIsSaidForAWhile() throws IOException {
        Path file = open("tdb1/three.tdb");
        run("truncate", "-s", "+8192", file.toString());
        awaitBar("message.what", text -> text.startsWith("Grew from 8 KiB to 16 KiB"));
        ViewStand.await("size", () -> stage.workbench().files().active().orElseThrow().document().orElseThrow().view()
                .size() == 16384);
        stage.press("alt D");
        ViewStand.await("dismissed", this::noBar);
    }

    @Test
    void aTruncatedFileAndADeletedOneAreNoDisaster() throws IOException {
        Path file = open("tdb1/three.tdb");
        run("truncate", "-s", "0", file.toString());
        awaitBar("message.what", text -> text.startsWith("Could not look at the file again"));
        Files.delete(file);
        awaitBar("message.what", text -> text.startsWith("Deleted at"));
        stage.press("alt K");
        ViewStand.await("kept", () -> stage.robot().finder().findAll(found -> found instanceof JTextArea area
                && area.isShowing() && area.getText().startsWith("Deleted at")).isEmpty());
    }

    @Test
    void whatTheCLibraryStoresIsFollowed() throws Exception {
        String python = "/usr/bin/python3";
        assumeTrue(Files.isExecutable(Path.of(python))
                && new ProcessBuilder(python, "-c", "import tdb").start().waitFor() == 0,
                "python3-tdb is not installed");
        Path file = open("tdb1/three.tdb");
        run(python, "-c", """
                import sys, tdb, os
                t = tdb.Tdb(sys.argv[1], 0, tdb.DEFAULT, os.O_RDWR)
                t.store(b"hello", b"a much longer value than the one before, which needs another place")
                t.store(b"fourth", b"one more")
                t.delete([k for k in t.keys() if k not in (b"hello", b"fourth")][0])
                """, file.toString());
        ViewStand.await("rows", () -> values().contains("one more")
                && values().stream().anyMatch(value -> value.startsWith("a much longer")));
    }
}
