package tdb2.ui.changes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JTable;
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
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.format.Tdb2Header;
import tdb2.ui.Browser;
import tdb2.ui.testing.EventThreadGuard;
import tdb2.ui.testing.Fixtures;
import tdb2.ui.testing.Stage;
import tdb2.ui.testing.ViewStand;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.OpenFile;
import tdb2.ui.workbench.Settings;
import tdb2.ui.workbench.ViewIds;

/** Backups, dumps and other files beside the one in front, in the whole window, by keyboard. */
@ExtendWith(EventThreadGuard.class)
class CompareAndBackupTest {

    @TempDir
    private Path folder;

    private Path file;
    private Path other;
    private Stage stage;

    @BeforeAll
    static void watchThreads() {
        FailOnThreadViolationRepaintManager.install();
    }

    @BeforeEach
    void openWindow() {
        file = make("fruit.tdb", "apple", "banana", "cherry");
        other = make("fruit.tdb.bak", "apple", "cherry", "damson", "elder");
        try (Tdb tdb = Tdb.open(other, OpenOptions.WRITE)) {
            tdb.store(bytes("cherry"), bytes("cherry jam"));
        }
        Settings settings = Settings.inMemory();
        settings.put("theme", Theme.LIGHT.name());
        stage = new Stage(() -> Browser.window(settings));
        stage.open(file);
    }

    @AfterEach
    void closeWindow() {
        stage.close();
    }

    private Path make(String name, String... keys) {
        Path path = folder.resolve(name);
        try (Tdb tdb = Tdb.create(path, CreateOptions.DEFAULT.withSeed(7))) {
            for (String key : keys) {
                tdb.store(bytes(key), bytes(key + " pie"));
            }
        }
        return path;
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private void awaitText(String name, String text) {
        ViewStand.await(name + " says " + text,
                () -> stage.shown(name, JComponent.class).map(component -> switch (component) {
                    case JLabel label -> label.getText();
                    case JTextComponent field -> field.getText();
                    default -> "";
                }).filter(found -> found.contains(text)).isPresent());
    }

    private void awaitMessage(String text) {
        awaitText("message.what", text);
    }

    private String keys() {
        return GuiActionRunner.execute(() -> stage.shown("compare.table", JTable.class).map(table -> {
            var text = new StringBuilder();
            for (int row = 0; row < table.getRowCount(); row++) {
                text.append(((FactTable.Cell) table.getValueAt(row, 0)).text()).append(' ')
                        .append(((FactTable.Cell) table.getValueAt(row, 1)).text()).append('\n');
            }
            return text.toString();
        }).orElse(""));
    }

    private Document document() {
        return GuiActionRunner.execute(() -> stage.workbench().files().active().flatMap(OpenFile::document))
                .orElseThrow();
    }

    private void compare() {
        stage.press("ctrl shift D");
        stage.awaitFocus("compare.other");
        stage.press("ENTER");
        stage.awaitFocus("compare.table");
        awaitText("compare.count", "2 added · 1 removed · 1 changed · 1 alike");
    }

    @Test
    void differencesAreListedWithBothValues() {
        compare();
        assertThat(keys().lines()).containsExactlyInAnyOrder("− removed banana", "~ changed cherry", "+ added damson",
                "+ added elder");
        GuiActionRunner.execute(() -> {
            JTable table = stage.shown("compare.table", JTable.class).orElseThrow();
            for (int row = 0; row < table.getRowCount(); row++) {
                if (((FactTable.Cell) table.getValueAt(row, 1)).text().equals("cherry")) {
                    table.setRowSelectionInterval(row, row);
                }
            }
        });
        awaitText("compared.here", "cherry pie");
        awaitText("compared.there", "cherry jam");
        GuiActionRunner.execute(() -> stage.shown("compare.kinds", JComboBox.class).orElseThrow().setSelectedIndex(1));
        ViewStand.await("added ones alone", () -> keys().lines().count() == 2);
        stage.window().textBox("compare.filter").enterText("eld");
        ViewStand.await("one alone", () -> keys().equals("+ added elder\n"));
    }

    @Test
    void chosenRecordsAreTakenOverAsEdits() {
        compare();
        stage.press("ctrl A");
        stage.press("ctrl T");
        awaitMessage("3 records are staged");
        assertThat(GuiActionRunner.execute(() -> document().editing().history().now().count())).isEqualTo(3);
        stage.press("ctrl S");
        ViewStand.await("saved", () -> !document().editing().isUnsaved());
        try (Tdb tdb = Tdb.open(file)) {
            assertThat(tdb.fetch(bytes("cherry"))).contains(bytes("cherry jam"));
            assertThat(tdb.fetch(bytes("elder"))).contains(bytes("elder pie"));
            assertThat(tdb.fetch(bytes("banana"))).as("nothing is deleted").isPresent();
        }
    }

    @Test
    void aFileThatCannotBeReadIsSaidSo() {
        stage.press("ctrl shift D");
        stage.awaitFocus("compare.other");
        stage.window().textBox("compare.other").deleteText().enterText(folder.resolve("none").toString());
        stage.press("ENTER");
        awaitMessage("could not be compared");
    }

    @Test
    void aBackupIsMadeAndSaysWhatItIs() {
        stage.press("shift F7");
        stage.awaitFocus("backup.target");
        stage.window().textBox("backup.target").deleteText().enterText(folder.resolve("copy.tdb").toString());
        stage.press("ENTER");
        awaitMessage("fruit.tdb is backed up");
        assertThat(folder.resolve("copy.tdb")).hasSameBinaryContentAs(file);
    }

    @Test
    void aBackupNeverReplacesAnotherFileUnlessItIsTold() throws IOException {
        Path letter = Files.writeString(folder.resolve("letter"), "dear");
        stage.press("shift F7");
        stage.awaitFocus("backup.target");
        stage.window().textBox("backup.target").deleteText().enterText(letter.toString());
        stage.press("ENTER");
        awaitText("backup.problem", "no sound database");
        assertThat(letter).hasContent("dear");
        stage.window().checkBox("backup.force").check();
        stage.window().button("backup.run").click();
        awaitMessage("is backed up");
        assertThat(letter).hasSameBinaryContentAs(file);
    }

    @Test
    void aDumpBecomesADatabaseThatIsOpened() {
        stage.press("ctrl shift N");
        stage.awaitFocus("restore.dump");
        stage.window().textBox("restore.dump").enterText(Fixtures.file("tdb1/three.dump").toString());
        Path made = folder.resolve("made.tdb");
        stage.window().textBox("restore.target").deleteText().enterText(made.toString());
        stage.press("ENTER");
        ViewStand.await("it is open", () -> stage.workbench().files().active().filter(open -> open.path().equals(made))
                .flatMap(OpenFile::document).isPresent());
        try (Tdb tdb = Tdb.open(made)) {
            assertThat(tdb.fetch(bytes("hello"))).contains(bytes("world"));
        }
    }

    @Test
    void aDumpThatIsWrongIsSaidWhere() throws IOException {
        Path dump = Files.writeString(folder.resolve("dump"), "key,value\na");
        stage.press("ctrl shift N");
        stage.awaitFocus("restore.dump");
        stage.window().textBox("restore.dump").enterText(dump.toString());
        stage.press("ENTER");
        awaitText("restore.problem", "line 2, column 2");
        stage.press("ESCAPE");
        ViewStand.await("the form is gone", () -> stage.shown("restore", JComponent.class).isEmpty());
        stage.awaitActive(ViewIds.RECORDS);
    }

    @Test
    void recordsOfADumpAreImportedInOneTransactionOrNotAtAll() throws IOException {
        stage.press("ctrl alt shift I");
        stage.awaitFocus("import.dump");
        Path torn = Files.writeString(folder.resolve("torn"), "key,value\nplum,tart\na");
        stage.window().textBox("import.dump").enterText(torn.toString());
        stage.press("ENTER");
        awaitText("import.problem", "line 3, column 2");
        try (Tdb tdb = Tdb.open(file)) {
            assertThat(tdb.exists(bytes("plum"))).isFalse();
        }
        stage.window().textBox("import.dump").deleteText()
                .enterText(Fixtures.file("tdb1/three.dump").toString());
        stage.press("ENTER");
        awaitMessage("3 records were imported into fruit.tdb");
        try (Tdb tdb = Tdb.open(file)) {
            assertThat(tdb.fetch(bytes("hello"))).contains(bytes("world"));
            assertThat(tdb.exists(bytes("apple"))).as("others stay").isTrue();
            assertThat(tdb.refresh().header()).isInstanceOfSatisfying(Tdb2Header.class,
                    header -> assertThat(header.committed()).as("transactions").isEqualTo(1));
        }
    }
}
