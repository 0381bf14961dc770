package tdb2.ui.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.event.MouseEvent;
import java.nio.file.Path;

import javax.swing.JFrame;
import javax.swing.JLabel;

import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.Test;

import tdb2.engine.Tdb;
import tdb2.ui.testing.Fixtures;

/** The side buttons of a mouse. */
class HistoryButtonsTest {

    private static final int BACK = System.getProperty("os.name").startsWith("Linux") ? 6 : 4;

    private static void press(JLabel at, HistoryButtons buttons, int button) {
        buttons.eventDispatched(
                new MouseEvent(at, MouseEvent.MOUSE_PRESSED, 0, 0, 1, 1, 1, 1, 1, false, button));
    }

    @Test
    void goBackAndForwardAnywhereInTheWindow() {
        Path path = Fixtures.file("tdb1/three.tdb");
        Tdb tdb = Document.open(path);
        GuiActionRunner.execute(() -> {
            var document = new Document(path, tdb, new Jobs());
            var selection = new SelectionModel();
            var frame = new JFrame();
            var label = new JLabel();
            frame.add(label);
            var buttons = new HistoryButtons(frame, selection);
            var first = Selection.bytes(document, 0, 1);
            selection.publish("tree", first);
            selection.publish("table", Selection.bytes(document, 1, 1));
            press(label, buttons, BACK);
            assertThat(selection.current()).contains(first);
            press(label, buttons, 1);
            assertThat(selection.current()).contains(first);
            press(new JLabel(), buttons, BACK + 1);
            assertThat(selection.current()).contains(first);
            press(label, buttons, BACK + 1);
            assertThat(selection.canGoForward()).isFalse();
            frame.dispose();
            document.close();
        });
    }
}
