package tdb2.ui.lessons;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JEditorPane;
import javax.swing.JLabel;
import javax.swing.JTable;
import javax.swing.JTextArea;
import javax.swing.Timer;

import org.assertj.swing.edt.FailOnThreadViolationRepaintManager;
import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import tdb2.engine.damage.Damage;
import tdb2.engine.lab.Scenario;
import tdb2.engine.lab.Scheme;
import tdb2.ui.Browser;
import tdb2.ui.testing.EventThreadGuard;
import tdb2.ui.testing.Stage;
import tdb2.ui.testing.ViewStand;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.workbench.OpenFile;
import tdb2.ui.workbench.Settings;

/** Lessons of the program that ask for more than counting, done in the window as their texts say, by the keys that they name. */
@ExtendWith(EventThreadGuard.class)
class LessonsDoneTest {

    private Stage stage;

    @BeforeAll
    static void watchThreads() {
        FailOnThreadViolationRepaintManager.install();
    }

    @BeforeEach
    void openWindow() {
        Settings settings = Settings.inMemory();
        settings.put("theme", Theme.LIGHT.name());
        stage = new Stage(() -> Browser.window(settings));
    }

    @AfterEach
    void closeWindow() {
        stage.close();
    }

    private String state() {
        return stage.robot().finder().findByName("lessons.state", JLabel.class).getText();
    }

    private void lessons() {
        stage.press("ctrl shift W");
        stage.awaitFocus("lessons.chooser");
    }

    private void begin(int lesson) {
        lessons();
        ViewStand.await("lessons are listed", () -> stage.robot().finder().findByName("lessons.chooser",
                JComboBox.class).getItemCount() > 10);
        stage.press("HOME");
        IntStream.range(1, lesson).forEach(_ -> stage.press("DOWN"));
        ViewStand.await("lesson " + lesson, () -> stage.robot().finder().findByName("lessons.chooser", JComboBox.class)
                .getSelectedItem().toString().startsWith(lesson + " "));
    }

    private void makeFile(String name) {
        stage.press("ctrl ENTER");
        ViewStand.await(name + " is open", () -> stage.workbench().files().active()
                .filter(file -> file.name().equals(name)).flatMap(OpenFile::document).isPresent());
        ViewStand.await("all jobs are done", () -> stage.workbench().jobs().active().isEmpty());
        stage.robot().waitForIdle();
        assertThat(state()).as("before the task").startsWith("Step 1");
    }

    private void awaitDone() {
        ViewStand.await("the task is done: " + state(), () -> state().startsWith("Done"));
    }

    private void next(int step) {
        awaitDone();
        lessons();
        stage.press("ctrl PERIOD");
        ViewStand.await("step " + step, () -> state().startsWith("Step " + step));
        assertThat(state()).contains("not done");
    }

    private void finished() {
        ViewStand.await("the lesson is done", () -> state().startsWith("Done. That was the lesson"));
    }

    private void goTo(String key) {
        stage.press("ctrl 1");
        stage.press("ctrl G");
        stage.awaitFocus("goto.key");
        stage.type(key);
        stage.press("ENTER");
        ViewStand.await(key + " is selected", () -> stage.workbench().selection().current()
                .flatMap(selection -> selection.key()).filter(is -> new String(is, StandardCharsets.UTF_8).equals(key))
                .isPresent());
        stage.press("ESCAPE");
        GuiActionRunner.execute(() -> stage.robot().finder().findByName("records.table", JTable.class)
                .requestFocusInWindow());
        stage.awaitFocus("records.table");
    }

    private void change(String key, String value) {
        goTo(key);
        stage.press("F2");
        stage.awaitFocus("editor.value");
        stage.press("ctrl A");
        stage.type(value);
        stage.press("ctrl ENTER");
    }

    private void answer(String words) {
        lessons();
        stage.tabTo("lessons.answer");
        stage.type(words);
        awaitDone();
    }

    private void choose(String chooser, int index) {
        GuiActionRunner.execute(() -> stage.robot().finder().findByName(chooser, JComboBox.class)
                .setSelectedIndex(index));
        ViewStand.await("it is made", () -> stage.workbench().jobs().active().isEmpty());
    }

    private boolean says(String name, String text) {
        return stage.robot().finder().findByName(name + ".answer", JTextArea.class, false).getText().contains(text);
    }

    private void awaitSaid(String name, String text) {
        ViewStand.await(name + " says " + text, () -> says(name, text));
    }

    @Test
    void lesson1SelectsARecordAndThenBytesOfIt() {
        begin(1);
        makeFile("bank.tdb");
        goTo("alice");
        next(2);
        stage.press("ctrl 3");
        stage.awaitActive("hex");
        notYetDone();
        IntStream.range(0, 4).forEach(_ -> stage.press("shift RIGHT"));
        finished();
    }

    /** The learner did nothing yet, and the view looked twice. */
    private void notYetDone() {
        AtomicInteger looks = new AtomicInteger();
        Timer looking = GuiActionRunner.execute(() -> new Timer(500, _ -> looks.incrementAndGet()));
        looking.start();
        ViewStand.await("the view has looked", () -> looks.get() > 2);
        looking.stop();
        assertThat(state()).contains("not done");
    }

    @Test
    void lesson2StagesSavesAndDeletes() {
        begin(2);
        makeFile("bank.tdb");
        change("alice", "15");
        next(2);
        stage.press("ctrl S");
        next(3);
        goTo("bob");
        stage.press("DELETE");
        stage.press("ctrl S");
        finished();
    }

    @Test
    void lesson3FollowsAHashThroughTheTree() {
        begin(3);
        makeFile("bank.tdb");
        goTo("account 77");
        next(2);
        answer("2");
        finished();
    }

    @Test
    void lesson4RunsATransaction() {
        begin(4);
        makeFile("bank.tdb");
        stage.press("ctrl shift X");
        stage.awaitActive("transactions");
        stage.press("ctrl shift T");
        next(2);
        change("alice", "5");
        change("bob", "25");
        next(3);
        stage.press("ctrl shift X");
        stage.awaitActive("transactions");
        stage.press("ctrl ENTER");
        finished();
    }

    private static String row(FactTable table, int row) {
        return IntStream.range(0, table.getColumnCount()).mapToObj(column -> table.getValueAt(row, column))
                .map(cell -> ((FactTable.Cell) cell).text()).collect(Collectors.joining(" "));
    }

    @Test
    void lesson5CountsTheSyncsOfOurCommit() {
        begin(5);
        stage.press("ctrl shift Q");
        awaitSaid("learn", "earlier transaction");
        answer(Integer.toString(syncsBeyondEarlierSteps()));
        next(2);
        answer("2");
        finished();
    }

    @Test
    void lesson6CountsTheSyncsOfTdb1() {
        begin(6);
        stage.press("ctrl shift Q");
        awaitSaid("learn", "earlier transaction");
        choose("learn.scheme", Scheme.FOUR_SYNCS.ordinal());
        answer(Integer.toString(syncsBeyondEarlierSteps()));
        finished();
    }

    /** As the learner counts them: forward step by step, to the last row of the table. */
    private int syncsBeyondEarlierSteps() {
        stage.press("ctrl shift Q");
        stage.awaitFocus("learn.frames");
        FactTable frames = stage.robot().finder().findByName("learn.frames", FactTable.class);
        int syncs = 0;
        for (int at = selected(frames); at + 1 < frames.getRowCount();) {
            stage.press("ctrl PERIOD");
            assertThat(selected(frames)).isEqualTo(++at);
            String step = GuiActionRunner.execute(() -> row(frames, frames.getSelectedRow()));
            syncs += !step.contains("earlier transaction") && step.contains("waits for the disk") ? 1 : 0;
        }
        return syncs;
    }

    private static int selected(FactTable table) {
        return GuiActionRunner.execute(table::getSelectedRow);
    }

    @Test
    void lesson7RecoversAFileAfterAPowerCut() {
        begin(7);
        makeFile("crashed.tdb");
        stage.press("ctrl 7");
        stage.awaitActive("recovery");
        answer("2");
        next(2);
        stage.press("ctrl 7");
        stage.awaitActive("recovery");
        stage.press("ctrl shift ENTER");
        ViewStand.await("the question", () -> stage.focused().filter(JButton.class::isInstance).isPresent());
        stage.press("SPACE");
        finished();
    }

    @Test
    void lesson8FindsAPromiseBrokenByTheWrongOrderAlone() {
        begin(8);
        stage.press("ctrl shift Q");
        choose("learn.scheme", Scheme.APPLIED_EARLY.ordinal());
        stage.tabTo("learn.tabs");
        stage.press("RIGHT");
        stage.press("RIGHT");
        stage.press("ctrl shift K");
        ViewStand.await("all outcomes", () -> says("learn.outcomes", "broke a promise"));
        answer("no");
        next(2);
        stage.press("ctrl shift Q");
        choose("learn.scheme", Scheme.ONE_SYNC.ordinal());
        stage.press("ctrl shift K");
        awaitSaid("learn.outcomes", "No promise broken");
        answer("yes");
        finished();
    }

    @Test
    @Tag("long")
    void lesson9DiagnosesADamagedFile() {
        begin(9);
        makeFile("damaged.tdb");
        stage.press("F7");
        next(2);
        stage.press("ctrl shift H");
        stage.awaitActive("repair");
        answer("no");
        finished();
    }

    @Test
    @Tag("long")
    void lesson10WalksThroughTheStructure() {
        begin(10);
        stage.press("ctrl shift F");
        stage.awaitFocus("walk.steps");
        choose("walk.scenario", Scenario.EXPLOSION.ordinal());
        forwardTo("group exploded");
        awaitSaid("walk.walk", "3");
        answer("3");
        next(2);
        stage.press("ctrl shift F");
        stage.press("ctrl COMMA");
        stage.press("ctrl COMMA");
        awaitSaid("walk.walk", "Nothing leads to it yet");
        forwardTo("one store leads to it");
        awaitSaid("walk.walk", "8 bytes");
        answer("8");
        next(3);
        choose("walk.scenario", Scenario.FUSION.ordinal());
        stage.press("ctrl shift F");
        forwardTo("nine tables fused");
        awaitSaid("walk.walk", "64");
        answer("64");
        next(4);
        choose("walk.scenario", Scenario.COALESCING.ordinal());
        stage.press("ctrl shift F");
        stage.press("ctrl shift COMMA");
        forwardTo("neighbours joined");
        awaitSaid("walk.walk", "1,128");
        answer("1128");
        finished();
    }

    private void forwardTo(String name) {
        stage.awaitFocus("walk.steps");
        for (int i = 0; i < 40; i++) {
            FactTable steps = stage.robot().finder().findByName("walk.steps", FactTable.class);
            if (GuiActionRunner.execute(() -> steps.getSelectedRow() >= 0
                    && row(steps, steps.getSelectedRow()).contains(name))) {
                return;
            }
            stage.press("ctrl PERIOD");
        }
        throw new AssertionError("no step " + name);
    }

    @Test
    void lesson11BreaksAFileAndRepairsIt() {
        begin(11);
        stage.press("ctrl shift I");
        stage.awaitFocus("damage.damage");
        choose("damage.damage", 1 + Damage.SLOT_ZEROED.ordinal());
        stage.press("ctrl ENTER");
        awaitSaid("damage.lab", "52 records");
        stage.press("ctrl R");
        awaitSaid("damage.lab", "50");
        answer("50");
        next(2);
        stage.press("ctrl shift I");
        stage.press("ctrl T");
        answer("0");
        next(3);
        stage.press("ctrl shift I");
        stage.press("ctrl U");
        awaitSaid("damage.lab", "in the copy");
        answer("1");
        awaitDone();
        lessons();
        stage.press("ctrl PERIOD");
        ViewStand.await("the riddle", () -> state().startsWith("Step 4"));
        assertThat(stage.robot().finder().findByName("lessons.text", JEditorPane.class).getText()).contains("riddle");
    }
}
