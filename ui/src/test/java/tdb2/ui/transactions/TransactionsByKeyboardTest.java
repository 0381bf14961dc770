package tdb2.ui.transactions;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Path;
import java.util.Optional;

import javax.swing.JLabel;
import javax.swing.JTabbedPane;
import javax.swing.JTable;
import javax.swing.JTextArea;

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
import tdb2.engine.observe.LockObserver;
import tdb2.engine.testing.Neighbour;
import tdb2.ui.Browser;
import tdb2.ui.edit.Staged;
import tdb2.ui.testing.EventThreadGuard;
import tdb2.ui.testing.Stage;
import tdb2.ui.testing.ViewStand;
import tdb2.ui.theme.Theme;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.OpenFile;
import tdb2.ui.workbench.Settings;
import tdb2.ui.workbench.Transacting;
import tdb2.ui.workbench.Transacting.State;
import tdb2.ui.workbench.ViewIds;

/** A transaction run by hand in the whole window, by keyboard alone. */
@ExtendWith(EventThreadGuard.class)
class TransactionsByKeyboardTest {

    @TempDir
    private Path folder;

    private Path file;
    private Stage stage;

    @BeforeAll
    static void watchThreads() {
        FailOnThreadViolationRepaintManager.install();
    }

    @BeforeEach
    void openFile() {
        file = folder.resolve("accounts.tdb");
        try (Tdb tdb = Tdb.create(file, CreateOptions.DEFAULT.withSeed(7))) {
            tdb.store(bytes("alice"), bytes("10"));
            tdb.store(bytes("bob"), bytes("20"));
        }
        Settings settings = Settings.inMemory();
        settings.put("theme", Theme.LIGHT.name());
        stage = new Stage(() -> Browser.window(settings));
        stage.open(file);
        stage.press("ctrl shift X");
        stage.awaitActive(ViewIds.TRANSACTIONS);
    }

    @AfterEach
    void closeWindow() {
        stage.close();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private String inFile(String key) {
        try (Tdb tdb = Tdb.open(file)) {
            return tdb.fetch(bytes(key)).map(value -> new String(value, UTF_8)).orElse("");
        }
    }

    private Document document() {
        return GuiActionRunner.execute(() -> stage.workbench().files().active().flatMap(OpenFile::document))
                .orElseThrow();
    }

    private Transacting transacting() {
        return document().editing().transacting();
    }

    private void begin() {
        stage.press("ctrl shift T");
        Transacting transacting = transacting();
        ViewStand.await("the transaction is open", () -> transacting.state() instanceof State.Open);
    }

    /** As any view does it. */
    private void change(String key, String from, String to) {
        Document document = document();
        GuiActionRunner.execute(() -> document.editing().history()
                .change(now -> now.with(Edit.replace(bytes(key), bytes(from), bytes(to)))));
    }

    private void awaitSteps(int steps) {
        Transacting transacting = transacting();
        ViewStand.await(steps + " steps", () -> transacting.steps().size() == steps);
    }

    private String badge() {
        return GuiActionRunner.execute(() -> stage.robot().finder().findByName("status.mode", JLabel.class).getText());
    }

    private JTable table(String name) {
        return stage.robot().finder().findByName(name, JTable.class);
    }

    @Test
    void editsOfEveryViewAreInItAndSeenByOthersAfterTheCommitAlone() {
        begin();
        change("alice", "10", "5");
        awaitSteps(1);
        change("bob", "20", "25");
        awaitSteps(2);
        ViewStand.await("the badge", () -> stage.robot().finder().findByName("status.mode", JLabel.class).getText()
                .equals("TRANSACTION"));
        assertThat(badge()).isEqualTo("TRANSACTION");
        assertThat(inFile("alice") + " " + inFile("bob")).isEqualTo("10 20");
        Transacting transacting = transacting();
        assertThat(GuiActionRunner.execute(transacting::pages)).isNotEmpty()
                .allSatisfy(page -> assertThat(page.bytes()).isPositive());
        stage.press("ctrl ENTER");
        ViewStand.await("it is committed", () -> transacting.state() instanceof State.Committed(long number, int edits)
                && number == 1 && edits == 2);
        assertThat(inFile("alice") + " " + inFile("bob")).isEqualTo("5 25");
        Document document = document();
        assertThat(GuiActionRunner.execute(() -> document.editing().isUnsaved())).isFalse();
    }

    @Test
    void stepsAreTakenBackAndWhatIsDoneAfterPreparingStaysStaged() {
        begin();
        change("alice", "10", "5");
        awaitSteps(1);
        change("bob", "20", "25");
        awaitSteps(2);
        GuiActionRunner.execute(() -> {
            JTable steps = table("transactions.steps");
            steps.requestFocusInWindow();
            steps.setRowSelectionInterval(1, 1);
        });
        stage.awaitFocus("transactions.steps");
        stage.press("DELETE");
        awaitSteps(1);
        stage.press("ctrl shift ENTER");
        Transacting transacting = transacting();
        ViewStand.await("it is prepared",
                () -> transacting.state() instanceof State.Open(var _, var _, var prepared, var _) && prepared);
        change("bob", "20", "21");
        stage.press("ctrl ENTER");
        ViewStand.await("it is committed", () -> transacting.state() instanceof State.Committed);
        assertThat(inFile("alice") + " " + inFile("bob")).isEqualTo("5 20");
        Document document = document();
        Staged left = GuiActionRunner.execute(() -> document.editing().history().now());
        assertThat(left.list()).singleElement().satisfies(edit -> assertThat(edit.value()).contains(bytes("21")));
        GuiActionRunner.execute(() -> document.editing().history().forget());
    }

    @Test
    void closingAsksAndCancels() {
        begin();
        change("alice", "10", "5");
        awaitSteps(1);
        stage.press("ctrl W");
        stage.awaitFocus("ask.askCancelTransaction");
        stage.press("ESCAPE");
        Transacting transacting = transacting();
        assertThat(GuiActionRunner.execute(transacting::isOpen)).isTrue();
        stage.press("ctrl W");
        stage.awaitFocus("ask.askCancelTransaction");
        stage.press("SPACE");
        ViewStand.await("the file is closed", () -> stage.workbench().files().all().isEmpty());
        Stage.awaitFarewell();
        assertThat(inFile("alice")).isEqualTo("10");
        try (Tdb tdb = Tdb.open(file, OpenOptions.WRITE)) {
            assertThat(tdb.committed()).isZero();
        }
    }

    @Test
    void cancellingTakesAllBackButWhatWasStagedBefore() {
        change("bob", "20", "21");
        begin();
        awaitSteps(1);
        change("alice", "10", "5");
        awaitSteps(2);
        stage.press("ctrl BACK_SPACE");
        Transacting transacting = transacting();
        ViewStand.await("it is over", () -> transacting.state() instanceof State.Ended);
        Document document = document();
        assertThat(GuiActionRunner.execute(() -> document.editing().history().now().list())).singleElement()
                .satisfies(edit -> assertThat(edit.key()).isEqualTo(bytes("bob")));
        assertThat(inFile("alice") + " " + inFile("bob")).isEqualTo("10 20");
        GuiActionRunner.execute(() -> document.editing().history().forget());
    }

    @Test
    void whoWaitsForItIsTold() {
        assumeTrue(new LockObserver().isAvailable());
        stage.press("ctrl shift G");
        Transacting transacting = transacting();
        ViewStand.await("the transaction is open", () -> transacting.state() instanceof State.Open);
        GuiActionRunner.execute(() -> stage.robot().finder().findByName("transactions.details", JTabbedPane.class)
                .setSelectedIndex(2));
        long all = document().view().assembly().locks().allRecords().start();
        try (Neighbour waiter = new Neighbour(file)) {
            waiter.beginLock(all, 1, false);
            ViewStand.await("the waiter is told", () -> Optional.of(table("transactions.waiters"))
                    .filter(found -> found.getRowCount() == 1
                            && found.getValueAt(0, 0).toString().contains("(" + waiter.pid() + ")"))
                    .isPresent());
            assertThat(GuiActionRunner.execute(() -> stage.robot().finder()
                    .findByName("transactions.waiters.words", JTextArea.class).getText()))
                    .contains("1 process waits");
            stage.press("ctrl BACK_SPACE");
            ViewStand.await("it is over", () -> transacting.state() instanceof State.Ended);
        }
    }
}
