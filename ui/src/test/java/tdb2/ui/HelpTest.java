package tdb2.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Component;
import java.awt.Container;
import java.awt.Dimension;
import java.awt.event.KeyEvent;
import java.util.ArrayList;
import java.util.List;

import javax.swing.JEditorPane;
import javax.swing.JMenu;
import javax.swing.JMenuItem;
import javax.swing.text.BadLocationException;

import org.assertj.swing.core.Robot;
import org.assertj.swing.edt.GuiActionRunner;
import org.assertj.swing.fixture.FrameFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

import tdb2.ui.testing.EventThreadGuard;
import tdb2.ui.testing.Fixtures;
import tdb2.ui.testing.PatientRobot;
import tdb2.ui.testing.ViewStand;
import tdb2.ui.theme.Theme;
import tdb2.ui.workbench.Settings;
import tdb2.ui.workbench.Shortcut;
import tdb2.ui.workbench.Workbench;

/** The help page in a real window. */
@ExtendWith(EventThreadGuard.class)
class HelpTest {

    private Robot robot;
    private Workbench workbench;
    private FrameFixture window;

    @BeforeEach
    void openWindow() {
        robot = PatientRobot.create();
        Settings settings = Settings.inMemory();
        settings.put("theme", Theme.LIGHT.name());
        workbench = GuiActionRunner.execute(() -> Browser.window(settings));
        window = new FrameFixture(robot, workbench.frame());
        window.show(new Dimension(1280, 850));
    }

    @AfterEach
    void closeWindow() {
        GuiActionRunner.execute(workbench::quit);
        robot.cleanUp();
    }

    private void awaitHelp(boolean shown) {
        ViewStand.await("help shown: " + shown, () -> shown == robot.finder()
                .findAll(found -> "help.text".equals(found.getName()) && found.isShowing()).stream().findAny()
                .isPresent());
        robot.waitForIdle();
    }

    private void pressF1() {
        robot.pressAndReleaseKeys(KeyEvent.VK_F1);
        awaitHelp(true);
    }

    private JEditorPane page() {
        return robot.finder().findByName("help.text", JEditorPane.class);
    }

    private String text() {
        return GuiActionRunner.execute(() -> {
            try {
                var document = page().getDocument();
                return document.getText(0, document.getLength());
            } catch (BadLocationException e) {
                throw new AssertionError(e);
            }
        });
    }

    @Test
    void namesEveryViewAndEveryKey() {
        pressF1();
        String text = text();
        for (var type : workbench.types()) {
            assertThat(text).contains(type.title()).contains(type.answers());
            assertThat(type.shortcuts().get()).allSatisfy(
                    shortcut -> assertThat(text).contains(shortcut.name()).contains(shortcut.keyText()));
        }
        List<JMenuItem> items = GuiActionRunner.execute(() -> items(workbench.frame().getJMenuBar()));
        assertThat(items).hasSizeGreaterThan(15).allSatisfy(item -> assertThat(text).containsPattern(
                java.util.regex.Pattern.quote(new Shortcut("", "", item.getAccelerator()).keyText()) + "\\s+"
                        + java.util.regex.Pattern.quote(item.getText())));
        assertThat(text).doesNotContain("${");
    }

    private static List<JMenuItem> items(Container in) {
        var items = new ArrayList<JMenuItem>();
        for (Component child : in instanceof JMenu menu ? menu.getMenuComponents() : in.getComponents()) {
            if (child instanceof JMenu menu) {
                items.addAll(items(menu));
            } else if (child instanceof JMenuItem item && item.getAccelerator() != null) {
                items.add(item);
            }
        }
        return items;
    }

    @Test
    void leavesWithEscapeAndWithTheButton() {
        pressF1();
        robot.pressAndReleaseKeys(KeyEvent.VK_ESCAPE);
        awaitHelp(false);
        window.button("start.open").requireVisible();
        pressF1();
        window.button("help.close").click();
        awaitHelp(false);
    }

    @Test
    void goesBackToTheFileAndLeavesForAView() {
        GuiActionRunner.execute(() -> workbench.open(List.of(Fixtures.file("tdb1/three.tdb"))));
        ViewStand.await("file is open", () -> workbench.files().active().flatMap(file -> file.document()).isPresent());
        pressF1();
        GuiActionRunner.execute(() -> workbench.reveal("hex"));
        awaitHelp(false);
        pressF1();
        robot.pressKey(KeyEvent.VK_CONTROL);
        robot.pressAndReleaseKeys(KeyEvent.VK_W);
        robot.releaseKey(KeyEvent.VK_CONTROL);
        awaitHelp(false);
        assertThat(GuiActionRunner.execute(() -> workbench.files().all())).hasSize(1);
        window.tabbedPane("files").requireVisible();
    }

    @Test
    void aboutGoesToTheEnd() {
        window.menuItem("menu.about").click();
        awaitHelp(true);
        ViewStand.await("end is seen", () -> page().getVisibleRect().getMaxY() >= page().getHeight() - 1);
        assertThat(text()).contains("Apache License").contains("TDB2 Browser,");
    }

    @Test
    void followsTheTheme() {
        pressF1();
        var light = GuiActionRunner.execute(() -> page().getBackground());
        GuiActionRunner.execute(() -> workbench.use(Theme.DARK));
        robot.waitForIdle();
        assertThat(GuiActionRunner.execute(() -> page().getBackground())).isNotEqualTo(light);
    }
}
