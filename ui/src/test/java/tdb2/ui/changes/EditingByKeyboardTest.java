package tdb2.ui.changes;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.awt.event.KeyEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import javax.swing.AbstractButton;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tdb2.engine.CreateOptions;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.lock.LockBackend;
import tdb2.ui.Browser;
import tdb2.ui.testing.EventThreadGuard;
import tdb2.ui.testing.Fixtures;
import tdb2.ui.testing.Stage;
import tdb2.ui.testing.ViewStand;
import tdb2.ui.theme.Theme;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.OpenFile;
import tdb2.ui.workbench.Settings;
import tdb2.ui.workbench.ViewIds;

/** Changing records of a file in the whole window, by keyboard alone. */
@ExtendWith(EventThreadGuard.class)
class EditingByKeyboardTest {

    @TempDir
    private Path folder;

    private Path file;
    private Stage stage;

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

    private void make(int variant) {
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT.withVariant(variant).withSeed(7))) {
            for (String key : new String[] { "apple", "banana", "cherry" }) {
                tdb.store(bytes(key), bytes(key + " pie"));
            }
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    /** As another program does it. */
    private void storeOutside(String key, String value) {
        try (Tdb tdb = Tdb.open(file, OpenOptions.WRITE)) {
            tdb.store(bytes(key), bytes(value));
        }
    }

    private Optional<String> inFile(String key) {
        try (Tdb tdb = Tdb.open(file)) {
            return tdb.fetch(bytes(key)).map(value -> new String(value, UTF_8));
        }
    }

    private Document document() {
        return GuiActionRunner.execute(() -> stage.workbench().files().active().flatMap(OpenFile::document))
                .orElseThrow();
    }

    private int staged() {
        Document document = document();
        return GuiActionRunner.execute(() -> document.editing().history().now().count());
    }

    private void openFile() {
        stage.open(file);
        stage.press("ctrl 1");
        awaitRows("3 records");
        goToTable();
    }

    /** From wherever the keyboard is in the view. */
    private void goToTable() {
        stage.press("ctrl 1");
        stage.awaitActive(ViewIds.RECORDS);
        for (int i = 0; i < 30 && stage.focused().filter(owner -> "records.table".equals(owner.getName()))
                .isEmpty(); i++) {
            stage.press("TAB");
        }
        awaitFocus("records.table");
    }

    private void awaitRows(String count) {
        ViewStand.await("count of records: " + count, () -> shown("records.count", JLabel.class)
                .filter(label -> label.getText().contains(count)).isPresent());
    }

    private <C extends JComponent> Optional<C> shown(String name, Class<C> type) {
        return stage.robot().finder().findAll(found -> name.equals(found.getName()) && found.isShowing()).stream()
                .filter(type::isInstance).map(type::cast).findFirst();
    }

    private void awaitFocus(String name) {
        ViewStand.await("keyboard in " + name,
                () -> stage.focused().filter(owner -> name.equals(owner.getName())).isPresent());
    }

    private String table(String name) {
        return GuiActionRunner.execute(() -> shown(name, JTable.class).map(table -> {
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

    private void awaitTable(String name, String... parts) {
        ViewStand.await(name + " has " + String.join(" and ", parts), () -> {
            String text = table(name);
            return java.util.stream.Stream.of(parts).allMatch(text::contains);
        });
    }

    /** Goes with the arrow keys to the row of a key. */
    private void select(String key) {
        goToTable();
        stage.press("HOME");
        for (int i = 0; i < 8 && !selected().equals(key); i++) {
            stage.press("DOWN");
        }
        ViewStand.await(key + " is selected", () -> selected().equals(key));
    }

    private String selected() {
        return GuiActionRunner.execute(() -> shown("records.table", JTable.class)
                .filter(table -> table.getSelectedRow() >= 0)
                .map(table -> table.getValueAt(table.getSelectedRow(), 0).toString()).orElse(""));
    }

    private void add(String key, String value) {
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

    private void change(String key, String value) {
        select(key);
        stage.press("F2");
        awaitFocus("editor.value");
        ViewStand.await("the old value", () -> !text("editor.value").isEmpty());
        stage.press("ctrl A");
        stage.type(value);
        stage.press("ctrl ENTER");
        ViewStand.await(key + " is staged", () -> document().editing().history().now().of(bytes(key)).isPresent());
    }

    private void delete(String key) {
        select(key);
        stage.press("DELETE");
        ViewStand.await(key + " is staged", () -> document().editing().history().now().of(bytes(key)).isPresent());
    }

    private String text(String name) {
        return shown(name, JTextComponent.class).map(JTextComponent::getText).orElse("");
    }

    private void awaitSaved() {
        ViewStand.await("all is saved", () -> document().editing().history().now().isEmpty());
    }

    private String badge() {
        return GuiActionRunner.execute(() -> shown("status.mode", JLabel.class).map(JLabel::getText).orElse(""));
    }

    @Test
    void nothingIsWrittenBeforeTheEditsAreSavedAndThenAllIs() throws Exception {
        openFile();
        assertThat(badge()).isEqualTo("READ-ONLY");
        byte[] before = Files.readAllBytes(file);
        add("date\\0", "a value with \\x00 in it");
        change("banana", "banana split");
        delete("cherry");
        awaitTable("records.table", "date\\0|", "+ added|", "banana split|", "~ changed|", "\u2212 deleted|");
        assertThat(badge()).isEqualTo("STAGED");
        assertThat(Files.readAllBytes(file)).isEqualTo(before);
        stage.press("ctrl S");
        awaitSaved();
        assertThat(inFile("date\0")).contains("a value with \0 in it");
        assertThat(inFile("banana")).contains("banana split");
        assertThat(inFile("cherry")).isEmpty();
        assertThat(inFile("apple")).contains("apple pie");
        awaitRows("3 records");
        ViewStand.await("badge", () -> badge().equals("READ-ONLY"));
    }

    @Test
    void editsAreUndoneAndDoneAgainAndRevertedInTheirView() {
        openFile();
        delete("apple");
        change("banana", "b");
        stage.press("ctrl Z");
        assertThat(staged()).isEqualTo(1);
        stage.press("ctrl Z");
        assertThat(staged()).isZero();
        stage.press("ctrl shift Z");
        stage.press("ctrl shift Z");
        assertThat(staged()).isEqualTo(2);
        stage.press("ctrl shift E");
        awaitTable("edits", "deleted|apple|apple pie|(no record)|", "changed|banana|banana pie|b|");
        awaitFocus("edits");
        stage.press("HOME");
        stage.press("DELETE");
        ViewStand.await("one reverted", () -> document().editing().history().now().count() == 1);
        stage.press("shift DELETE");
        ViewStand.await("all reverted", () -> document().editing().history().now().isEmpty());
        stage.press("ctrl Z");
        assertThat(staged()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(ints = { 0, 1 })
    void whatOthersChangedIsShownAndDecidedRecordByRecord(int variant) throws Exception {
        Files.delete(file);
        make(variant);
        openFile();
        change("apple", "mine");
        change("banana", "mine too");
        delete("cherry");
        storeOutside("apple", "theirs");
        storeOutside("banana", "theirs too");
        stage.press("ctrl S");
        awaitTable("conflicts", "not decided|apple|apple pie|theirs|mine|",
                "not decided|banana|banana pie|theirs too|mine too|");
        assertThat(inFile("cherry")).contains("cherry pie");
        awaitFocus("conflicts");
        stage.press("T");
        stage.press("M");
        awaitTable("conflicts", "keep theirs|apple|", "overwrite with mine|banana|");
        assertThat(text("compared.theirs")).isEqualTo("theirs too");
        stage.press("ctrl ENTER");
        awaitSaved();
        assertThat(inFile("apple")).contains("theirs");
        assertThat(inFile("banana")).contains("mine too");
        assertThat(inFile("cherry")).isEmpty();
    }

    @Test
    void aConflictThatIsLeftKeepsFileAndEdits() {
        openFile();
        change("apple", "mine");
        storeOutside("apple", "theirs");
        stage.press("ctrl S");
        awaitFocus("conflicts");
        stage.press("ESCAPE");
        awaitTable("edits", "changed|apple|apple pie|mine|");
        assertThat(inFile("apple")).contains("theirs");
        assertThat(staged()).isEqualTo(1);
    }

    @Test
    void aSaveThatFailsLeavesTheFileAsItWasAndTheEditsStaged() throws Exception {
        openFile();
        change("apple", "mine");
        delete("banana");
        byte[] before = Files.readAllBytes(file);
        Path away = folder.resolve("away.tdb");
        Files.move(file, away);
        Files.createDirectory(file);
        stage.press("ctrl S");
        ViewStand.await("the failure", () -> shown("edits.message", JComponent.class).filter(
                message -> message.getAccessibleContext().getAccessibleName().startsWith("Saving did not work"))
                .isPresent());
        assertThat(staged()).isEqualTo(2);
        assertThat(Files.readAllBytes(away)).isEqualTo(before);
        Files.delete(file);
        Files.move(away, file);
        stage.press("ctrl S");
        awaitSaved();
        assertThat(inFile("apple")).contains("mine");
    }

    @Test
    void aSaveThatWaitsForALockTellsSoAndIsCancelled() throws Exception {
        openFile();
        change("apple", "mine");
        delete("banana");
        try (Tdb other = Tdb.open(file, OpenOptions.WRITE); var transaction = other.begin()) {
            transaction.store(bytes("cherry"), bytes("c"));
            stage.press("ctrl S");
            ViewStand.await("it waits", () -> shown("status.activity", JLabel.class)
                    .filter(label -> label.getText().contains("waits for")).isPresent());
            ViewStand.await("a way to cancel", () -> shown("status.cancel", AbstractButton.class).isPresent());
            GuiActionRunner.execute(() -> stage.workbench().jobs().active().forEach(job -> job.cancel()));
            ViewStand.await("it is cancelled", () -> shown("edits.message", JComponent.class).filter(
                    message -> message.getAccessibleContext().getAccessibleName().startsWith("Saving was cancelled"))
                    .isPresent());
            transaction.commit();
        }
        assertThat(inFile("apple")).contains("apple pie");
        assertThat(staged()).isEqualTo(2);
    }

    @Test
    void theBadgeTellsOfTheTransactionAndTheLocksWhileSaving() {
        openFile();
        change("apple", "mine");
        delete("banana");
        try (Tdb other = Tdb.open(file, OpenOptions.WRITE)) {
            try (var lock = other.locks().lock(LockBackend.Mode.READ, bytes("cherry"))) {
                assertThat(lock).isNotNull();
                stage.press("ctrl S");
                ViewStand.await("a transaction", () -> badge().equals("TRANSACTION"));
                ViewStand.await("its locks", () -> shown("status.activity", JLabel.class)
                        .filter(label -> label.getText().contains("holds transaction")).isPresent());
            }
        }
        awaitSaved();
        ViewStand.await("badge", () -> badge().equals("READ-ONLY"));
        assertThat(inFile("apple")).contains("mine");
    }

    @Test
    void closingAsksForWhatIsNotSaved() {
        openFile();
        delete("apple");
        stage.press("ctrl W");
        awaitFocus("ask.askSave");
        stage.press("ESCAPE");
        ViewStand.await("no question", () -> shown("ask.askSave", JComponent.class).isEmpty());
        assertThat(staged()).isEqualTo(1);
        stage.press("ctrl W");
        awaitFocus("ask.askSave");
        stage.press("SPACE");
        ViewStand.await("closed", () -> stage.workbench().files().all().isEmpty());
        assertThat(inFile("apple")).isEmpty();
    }

    @Test
    void endingTheProgramAsksToo() {
        openFile();
        delete("apple");
        stage.press("ctrl Q");
        awaitFocus("ask.askSave");
        assertThat(GuiActionRunner.execute(() -> stage.workbench().frame().isShowing())).isTrue();
        stage.press("RIGHT");
        awaitFocus("ask.askDiscard");
        stage.press("SPACE");
        ViewStand.await("the window is gone", () -> !stage.workbench().frame().isDisplayable());
        assertThat(inFile("apple")).contains("apple pie");
    }

    @Test
    void aNewDatabaseIsMadeOpenedAndFilled() {
        stage.press("ctrl N");
        awaitFocus("new.name");
        stage.press("ctrl A");
        stage.type("fresh.tdb");
        GuiActionRunner.execute(() -> shown("new.folder", JTextComponent.class)
                .ifPresent(field -> field.setText(folder.toString())));
        stage.press("ENTER");
        ViewStand.await("it is open", () -> stage.workbench().files().active().flatMap(OpenFile::document)
                .filter(document -> document.name().equals("fresh.tdb")).isPresent());
        stage.press("ctrl 1");
        awaitRows("No records");
        stage.awaitActive(ViewIds.RECORDS);
        add("first", "one");
        awaitTable("records.table", "first|", "+ added|");
        stage.press("ctrl S");
        awaitSaved();
        awaitRows("1 record");
        stage.press("ctrl N");
        awaitFocus("new.name");
        stage.press("ctrl A");
        stage.type("fresh.tdb");
        stage.press("ENTER");
        ViewStand.await("the refusal", () -> shown("new.problem", JLabel.class)
                .filter(label -> label.getText().contains("fresh.tdb")).isPresent());
    }

    @Test
    void aFileOfAnotherDialectIsEditedAsWell() {
        stage.open(Fixtures.file("ntdb/three-be.tdb"));
        ViewStand.await("a file that can be edited", () -> shown("edits.add", AbstractButton.class)
                .filter(AbstractButton::isEnabled).isPresent());
        assertThat(staged()).isZero();
    }

    @Test
    void aCheckLeadsToTheBytesOfWhatItFinds() throws Exception {
        byte[] content = Files.readAllBytes(file);
        int at = new String(content, java.nio.charset.StandardCharsets.ISO_8859_1).indexOf("apple");
        content[at] ^= 1; // its hash leads elsewhere now
        Files.write(file, content);
        stage.open(file);
        stage.press("F7");
        awaitTable("check.findings", "error|");
        stage.robot().focus(shown("check.findings", JTable.class).orElseThrow());
        stage.robot().pressAndReleaseKey(KeyEvent.VK_DOWN);
        ViewStand.await("bytes are selected", () -> stage.workbench().selection().current()
                .flatMap(selection -> selection.span()).filter(span -> span.offset() > 0).isPresent());
    }

    @Test
    void aRepackIsAskedForWithAnEstimateAndTellsWhatItGave() {
        try (Tdb tdb = Tdb.open(file, OpenOptions.WRITE)) {
            for (int i = 0; i < 400; i++) {
                tdb.store(bytes("large " + i), new byte[4000]);
            }
            for (int i = 0; i < 400; i++) {
                tdb.delete(bytes("large " + i));
            }
        }
        stage.open(file);
        long before = file.toFile().length();
        stage.press("ctrl shift F7");
        awaitFocus("ask.askRepack");
        assertThat(text("message.means")).contains("are expected");
        stage.press("SPACE");
        ViewStand.await("the figures", () -> text("message.what").contains("is repacked"));
        assertThat(file.toFile().length()).isLessThan(before);
        assertThat(inFile("apple")).contains("apple pie");
    }
}
