package tdb2.ui.learn;

import javax.swing.JComboBox;
import javax.swing.JPanel;
import javax.swing.JTextArea;
import javax.swing.JTextField;

import org.assertj.swing.edt.FailOnThreadViolationRepaintManager;
import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import tdb2.engine.lab.Scenario;
import tdb2.ui.Browser;
import tdb2.ui.testing.EventThreadGuard;
import tdb2.ui.testing.Stage;
import tdb2.ui.testing.ViewStand;
import tdb2.ui.theme.Theme;
import tdb2.ui.workbench.Settings;

/** Operations on tree and free space step by step, by keyboard in the whole window, with no file open. */
@ExtendWith(EventThreadGuard.class)
class WalkByKeyboardTest {

    @BeforeAll
    static void watchThreads() {
        FailOnThreadViolationRepaintManager.install();
    }

    private static void awaitSaid(Stage stage, String name, String text) {
        ViewStand.await(name + " says " + text, () -> stage.robot().finder()
                .findByName(name + ".answer", JTextArea.class, false).getText().contains(text));
    }

    @Test
    void anExplosionIsGoneThroughForwardAndBackAndGoesOnWithAnOperationOfTheLearners() {
        Settings settings = Settings.inMemory();
        settings.put("theme", Theme.LIGHT.name());
        try (Stage stage = new Stage(() -> Browser.window(settings))) {
            stage.press("ctrl shift F");
            stage.awaitFocus("walk.steps");
            awaitSaid(stage, "walk.walk", "Step 1 of 12");
            awaitSaid(stage, "walk.tree", "6 entries and no table");
            stage.press("ctrl shift PERIOD");
            awaitSaid(stage, "walk.walk", "Step 12 of 12");
            awaitSaid(stage, "walk.tree", "10 entries and one table");
            stage.press("ctrl shift COMMA");
            awaitSaid(stage, "walk.walk", "before the first step");
            for (int i = 0; i < 8; i++) {
                stage.press("ctrl PERIOD");
            }
            awaitSaid(stage, "walk.walk", "One store of 8 bytes");
            stage.press("ctrl COMMA");
            awaitSaid(stage, "walk.walk", "Nothing leads to it yet");
            stage.press("ctrl shift U");
            stage.awaitFocus("walk.key");
            ViewStand.await("a key is proposed", () -> stage.robot().finder()
                    .findByName("walk.key", JTextField.class).getText().startsWith("k"));
            stage.press("ENTER");
            awaitSaid(stage, "walk.walk", "Step 13 of");
            stage.press("ctrl R");
            awaitSaid(stage, "walk.walk", "Step 1 of 12");
            stage.press("ctrl W");
            ViewStand.await("the start page", () -> stage.robot().finder().findByName("start", JPanel.class, false)
                    .isShowing());
        }
    }

    /** All keys have the same hash, so that the tree is deeper than its room. */
    @Test
    void whatAStepChangedIsInSightHoweverDeepItStands() {
        Settings settings = Settings.inMemory();
        try (Stage stage = new Stage(() -> Browser.window(settings))) {
            stage.press("ctrl shift F");
            stage.awaitFocus("walk.steps");
            awaitSaid(stage, "walk.walk", "Step 1 of 12");
            choose(stage, Scenario.CHAIN);
            awaitSaid(stage, "walk.tree", "8 entries");
            stage.press("ctrl shift PERIOD");
            awaitSaid(stage, "walk.tree", "18 entries");
            TreePicture tree = stage.robot().finder().findByType(TreePicture.class, true);
            ViewStand.await("the tree is taller than its room",
                    () -> tree.getHeight() > 2 * tree.getVisibleRect().height && tree.getVisibleRect().height > 0);
            ViewStand.await("the changed slot is in sight", () -> tree.cells().stream()
                    .filter(cell -> cell.what().changed()).findFirst()
                    .filter(cell -> tree.getVisibleRect().contains((cell.x() + cell.width() / 2) * tree.getWidth(),
                            (cell.y() + cell.height() / 2) * tree.getHeight()))
                    .isPresent());
        }
    }

    @Test
    void eachScenarioShowsWhatItPromises() {
        Settings settings = Settings.inMemory();
        try (Stage stage = new Stage(() -> Browser.window(settings))) {
            stage.press("ctrl shift F");
            stage.awaitFocus("walk.steps");
            awaitSaid(stage, "walk.walk", "Step 1 of");
            choose(stage, Scenario.FUSION);
            awaitSaid(stage, "walk.tree", "8 tables");
            stage.press("ctrl shift PERIOD");
            awaitSaid(stage, "walk.tree", "one table");
            choose(stage, Scenario.GROWTH);
            awaitSaid(stage, "walk.walk", "A new zone");
            choose(stage, Scenario.CHAIN);
            stage.press("ctrl shift PERIOD");
            awaitSaid(stage, "walk.tree", "18 entries");
            choose(stage, Scenario.EMPTY);
            awaitSaid(stage, "walk.walk", "An empty file");
        }
    }

    private static void choose(Stage stage, Scenario scenario) {
        GuiActionRunner.execute(() -> stage.robot().finder().findByName("walk.scenario", JComboBox.class)
                .setSelectedIndex(scenario.ordinal()));
        ViewStand.await("the walk is made", () -> stage.workbench().jobs().active().isEmpty());
    }
}
