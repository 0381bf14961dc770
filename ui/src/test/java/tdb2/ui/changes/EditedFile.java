package tdb2.ui.changes;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.file.Path;
import java.util.Optional;

import javax.swing.JLabel;
import javax.swing.JTable;
import javax.swing.text.JTextComponent;

import org.assertj.swing.edt.FailOnThreadViolationRepaintManager;
import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import tdb2.engine.CreateOptions;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.ui.Browser;
import tdb2.ui.testing.EventThreadGuard;
import tdb2.ui.testing.Stage;
import tdb2.ui.testing.ViewStand;
import tdb2.ui.theme.Theme;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.OpenFile;
import tdb2.ui.workbench.Settings;
import tdb2.ui.workbench.ViewIds;

/** A small file in the whole window, and the fingers that change it: what tests of changing, saving and whole files share. */
@ExtendWith(EventThreadGuard.class)
abstract class EditedFile {

    @TempDir
    Path folder;

    Path file;
    Stage stage;

    @BeforeAll
    static void watchThreads() {
        FailOnThreadViolationRepaintManager.install();
    }

    @BeforeEach
    void openWindow() {
        file = folder.resolve("edited.tdb");
        make(1);
        Settings settings = Settings.inMemory();
        settings.put("theme", Theme.LIGHT.name());
        stage = new Stage(() -> Browser.window(settings));
    }

    @AfterEach
    void closeWindow() {
        stage.close();
    }

    void make(int variant) {
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT.withVariant(variant).withSeed(7))) {
            for (String key : new String[] { "apple", "banana", "cherry" }) {
                tdb.store(bytes(key), bytes(key + " pie"));
            }
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** As another program does it. */
    void storeOutside(String key, String value) {
        try (Tdb tdb = Tdb.open(file, OpenOptions.WRITE)) {
            tdb.store(bytes(key), bytes(value));
        }
    }

    Optional<String> inFile(String key) {
        try (Tdb tdb = Tdb.open(file)) {
            return tdb.fetch(bytes(key)).map(value -> new String(value, UTF_8));
        }
    }

    Document document() {
        return GuiActionRunner.execute(() -> stage.workbench().files().active().flatMap(OpenFile::document))
                .orElseThrow();
    }

    int staged() {
        Document document = document();
        return GuiActionRunner.execute(() -> document.editing().history().now().count());
    }

    void openFile() {
        stage.open(file);
        stage.press("ctrl 1");
        awaitRows("3 records");
        goToTable();
    }

    /** From wherever the keyboard is in the view. */
    void goToTable() {
        stage.press("ctrl 1");
        stage.awaitActive(ViewIds.RECORDS);
        for (int i = 0; i < 30 && stage.focused().filter(owner -> "records.table".equals(owner.getName()))
                .isEmpty(); i++) {
            stage.press("TAB");
        }
        awaitFocus("records.table");
    }

    void awaitRows(String count) {
        ViewStand.await("count of records: " + count, () -> stage.shown("records.count", JLabel.class)
                .filter(label -> label.getText().contains(count)).isPresent());
    }

    void awaitFocus(String name) {
        ViewStand.await("keyboard in " + name,
                () -> stage.focused().filter(owner -> name.equals(owner.getName())).isPresent());
    }

    String table(String name) {
        return GuiActionRunner.execute(() -> stage.shown(name, JTable.class).map(table -> {
            var text = new StringBuilder();
            for (int row = 0; row < table.getRowCount(); row++) {
                for (int column = 0; column < table.getColumnCount(); column++) {
                    Object cell = table.getValueAt(row, column);
                    text.append(cell instanceof tdb2.ui.widgets.FactTable.Cell fact ? fact.text() : cell).append('|');
                }
                text.append('\n');
            }
            return text.toString();
        }).orElse(""));
    }

    void awaitTable(String name, String... parts) {
        ViewStand.await(name + " has " + String.join(" and ", parts), () -> {
            String text = table(name);
            return java.util.stream.Stream.of(parts).allMatch(text::contains);
        });
    }

    /** Goes with the arrow keys to the row of a key. */
    void select(String key) {
        goToTable();
        stage.press("HOME");
        for (int i = 0; i < 8 && !selected().equals(key); i++) {
            stage.press("DOWN");
        }
        ViewStand.await(key + " is selected", () -> selected().equals(key));
    }

    String selected() {
        return GuiActionRunner.execute(() -> stage.shown("records.table", JTable.class)
                .filter(table -> table.getSelectedRow() >= 0)
                .map(table -> table.getValueAt(table.getSelectedRow(), 0).toString()).orElse(""));
    }

    void add(String key, String value) {
        stage.press("INSERT");
        awaitFocus("editor.key");
        stage.type(key);
        stage.press("ENTER");
        awaitFocus("editor.value");
        stage.type(value);
        int before = staged();
        stage.press("ctrl ENTER");
        ViewStand.await(key + " is staged", () -> document().editing().history().now().count() == before + 1);
    }

    void change(String key, String value) {
        select(key);
        stage.press("F2");
        awaitFocus("editor.value");
        ViewStand.await("the old value", () -> !text("editor.value").isEmpty());
        stage.press("ctrl A");
        stage.type(value);
        stage.press("ctrl ENTER");
        ViewStand.await(key + " is staged", () -> document().editing().history().now().of(bytes(key)).isPresent());
    }

    void delete(String key) {
        select(key);
        stage.press("DELETE");
        ViewStand.await(key + " is staged", () -> document().editing().history().now().of(bytes(key)).isPresent());
    }

    String text(String name) {
        return stage.shown(name, JTextComponent.class).map(JTextComponent::getText).orElse("");
    }

    void awaitSaved() {
        ViewStand.await("all is saved", () -> document().editing().history().now().isEmpty());
    }

    String badge() {
        return GuiActionRunner.execute(() -> stage.shown("status.mode", JLabel.class).map(JLabel::getText).orElse(""));
    }
}
