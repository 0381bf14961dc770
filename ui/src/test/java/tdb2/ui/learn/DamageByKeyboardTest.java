package tdb2.ui.learn;

import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JTextArea;

import org.assertj.swing.edt.FailOnThreadViolationRepaintManager;
import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import tdb2.engine.damage.Damage;
import tdb2.ui.Browser;
import tdb2.ui.testing.EventThreadGuard;
import tdb2.ui.testing.Stage;
import tdb2.ui.testing.ViewStand;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.workbench.OpenFile;
import tdb2.ui.workbench.Settings;

/** A file is broken, diagnosed, compared with the truth and repaired, by keyboard in the whole window. */
@ExtendWith(EventThreadGuard.class)
class DamageByKeyboardTest {

    @BeforeAll
    static void watchThreads() {
        FailOnThreadViolationRepaintManager.install();
    }

    private static void awaitSaid(Stage stage, String text) {
        ViewStand.await("the lab says " + text, () -> stage.robot().finder()
                .findByName("damage.lab.answer", JTextArea.class, false).getText().contains(text));
    }

    private static void choose(Stage stage, String name, int index) {
        GuiActionRunner.execute(() -> stage.robot().finder().findByName(name, JComboBox.class)
                .setSelectedIndex(index));
    }

    private static boolean tells(Stage stage, String table, String text) {
        FactTable rows = stage.robot().finder().findByName(table, FactTable.class);
        for (int row = 0; row < rows.getRowCount(); row++) {
            for (int column = 0; column < rows.getColumnCount(); column++) {
                if (rows.getValueAt(row, column) instanceof FactTable.Cell cell && cell.text().contains(text)) {
                    return true;
                }
            }
        }
        return false;
    }

    @Test
    void aBrokenFileIsDiagnosedComparedRepairedAndOpened() {
        Settings settings = Settings.inMemory();
        settings.put("theme", Theme.LIGHT.name());
        try (Stage stage = new Stage(() -> Browser.window(settings))) {
            stage.press("ctrl shift I");
            stage.awaitFocus("damage.damage");
            choose(stage, "damage.damage", 1 + Damage.RECORD_MAGIC.ordinal());
            stage.press("ctrl ENTER");
            awaitSaid(stage, "52 records");
            stage.press("ctrl R");
            awaitSaid(stage, "The check calls it damaged");
            ViewStand.await("the truth is not told yet", () -> !tells(stage, "damage.findings", "names"));
            choose(stage, "damage.guess", Damage.LOOP.ordinal());
            stage.press("ctrl T");
            awaitSaid(stage, "Not what you chose. What was done: the magic of a record is another");
            ViewStand.await("a finding names it", () -> tells(stage, "damage.findings", "names changed bytes")
                    && tells(stage, "damage.records", "changed"));
            stage.press("ctrl U");
            awaitSaid(stage, "51 of 52 records are in the copy");
            ViewStand.await("the lost one is told", () -> tells(stage, "damage.records", "not found"));
            stage.press("ctrl shift U");
            awaitOpen(stage, "repaired.tdb");
        }
    }

    private static void awaitOpen(Stage stage, String name) {
        ViewStand.await(name + " is open", () -> stage.workbench().files().active()
                .filter(file -> file.name().equals(name)).flatMap(OpenFile::document).isPresent());
    }

    @Test
    void fromTheStartPageAFileThatCannotBeOpenedIsToldAndRepaired() {
        try (Stage stage = new Stage(() -> Browser.window(Settings.inMemory()))) {
            GuiActionRunner.execute(() -> stage.robot().finder().findByName("start.lab.damagelab", JButton.class)
                    .requestFocusInWindow());
            stage.awaitFocus("start.lab.damagelab");
            stage.press("SPACE");
            stage.awaitFocus("damage.damage");
            choose(stage, "damage.damage", 1 + Damage.HEADER_ZEROED.ordinal());
            stage.press("ctrl ENTER");
            awaitSaid(stage, "52 records");
            stage.press("ctrl R");
            awaitSaid(stage, "cannot be opened");
            stage.press("ctrl U");
            awaitSaid(stage, "52 of 52 records");
            stage.press("ctrl shift ENTER");
            ViewStand.await("it is refused", () -> stage.workbench().files().active()
                    .filter(file -> file.state() instanceof OpenFile.State.Refused).isPresent());
        }
    }
}
