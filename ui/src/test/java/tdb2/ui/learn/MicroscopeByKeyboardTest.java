package tdb2.ui.learn;

import static org.assertj.core.api.Assertions.assertThat;

import javax.swing.JComboBox;
import javax.swing.JTextArea;

import org.assertj.swing.edt.FailOnThreadViolationRepaintManager;
import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import tdb2.engine.lab.Scheme;
import tdb2.ui.Browser;
import tdb2.ui.testing.EventThreadGuard;
import tdb2.ui.testing.Fixtures;
import tdb2.ui.testing.Stage;
import tdb2.ui.testing.ViewStand;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.workbench.Settings;

/** A commit step by step, and power cuts in it, by keyboard in the whole window. */
@ExtendWith(EventThreadGuard.class)
class MicroscopeByKeyboardTest {

    @BeforeAll
    static void watchThreads() {
        FailOnThreadViolationRepaintManager.install();
    }

    private static String said(Stage stage, String name) {
        return stage.robot().finder().findByName(name + ".answer", JTextArea.class, false).getText();
    }

    private static boolean has(Stage stage, String name, String text) {
        return said(stage, name).contains(text);
    }

    /** What becomes of the first sector that may or may not have survived. */
    private static String survives(Stage stage) {
        FactTable places = stage.robot().finder().findByName("learn.places", FactTable.class);
        return GuiActionRunner.execute(() -> ((FactTable.Cell) places.getValueAt(0, 2)).text());
    }

    @Test
    void aCommitIsGoneThroughAndItsPowerCutsAreTried() {
        Settings settings = Settings.inMemory();
        settings.put("theme", Theme.LIGHT.name());
        try (Stage stage = new Stage(() -> Browser.window(settings))) {
            stage.open(Fixtures.file("zoned/three.tdb"));
            stage.press("alt 2");
            stage.press("ctrl shift Q");
            stage.awaitFocus("learn.frames");
            ViewStand.await("the first step", () -> has(stage, "learn", "earlier transaction"));
            stage.press("ctrl PERIOD");
            ViewStand.await("the header's word", () -> has(stage, "learn", "announce"));
            stage.press("ctrl shift PERIOD");
            ViewStand.await("the last step", () -> has(stage, "learn", "store in place"));
            stage.press("ctrl COMMA");
            stage.press("DOWN");
            stage.tabTo("learn.tabs");
            stage.press("RIGHT");
            stage.press("RIGHT");
            ViewStand.await("the outcome", () -> has(stage, "learn.cut", "The state after the transaction"));
            stage.press("ctrl U");
            ViewStand.await("the bundle brings it back", () -> has(stage, "learn.cut", "replays"));
            stage.press("ctrl shift K");
            ViewStand.await("all power cuts", () -> has(stage, "learn.outcomes", "No promise broken"));
            stage.tabTo("learn.places");
            String before = survives(stage);
            stage.press("HOME");
            stage.press("INSERT");
            assertThat(survives(stage)).as("the first sector goes another way").isNotEqualTo(before);
            stage.tabTo("learn.outcomes.map");
            stage.press("END");
            ViewStand.await("the last moment", () -> has(stage, "learn", "store in place"));
            GuiActionRunner.execute(() -> stage.robot().finder().findByName("learn.scheme", JComboBox.class)
                    .setSelectedIndex(Scheme.APPLIED_EARLY.ordinal()));
            ViewStand.await("the wrong scheme", () -> has(stage, "learn.outcomes", "All Moments"));
        }
    }
}
