package tdb2.ui.docking;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Color;
import java.awt.Component;
import java.awt.Dimension;
import java.awt.Point;
import java.awt.event.KeyEvent;
import java.awt.event.MouseEvent;
import java.util.ArrayList;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import javax.swing.JFrame;
import javax.swing.JLabel;
import javax.swing.JMenuItem;
import javax.swing.JPopupMenu;
import javax.swing.JTabbedPane;
import javax.swing.JTextField;
import javax.swing.UIManager;

import org.assertj.swing.core.MouseButton;
import org.assertj.swing.core.Robot;
import org.assertj.swing.edt.GuiActionRunner;
import org.assertj.swing.fixture.FrameFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import tdb2.ui.testing.PatientRobot;
import tdb2.ui.testing.ViewStand;
import tdb2.ui.theme.Icons;
import tdb2.ui.theme.Theme;

/** Views on a desk, moved by mouse and keyboard. */
class DeskTest {

    private static final Layout START = new Layout.Split(true, 300, Layout.Tabs.of("left"),
            Layout.Tabs.ofMain("one", "two", "three"));

    private final List<String> seen = new ArrayList<>();
    private Robot robot;
    private Desk desk;

    private final List<String> asked = new ArrayList<>();

    @BeforeEach
    void showDesk() {
        robot = PatientRobot.create();
        JFrame frame = GuiActionRunner.execute(() -> {
            Theme.LIGHT.apply();
            var views = List.of("left", "one", "two", "three").stream().map(this::view).toList();
            desk = new Desk(views, new JLabel("head"), new JLabel("empty"), _ -> {
                var menu = new JPopupMenu();
                menu.add(new JMenuItem("of the tab"));
                return menu;
            }, asked::add);
            desk.arrange(START);
            var made = new JFrame("desk");
            made.add(desk);
            return made;
        });
        new FrameFixture(robot, frame).show(new Dimension(900, 600));
    }

    @AfterEach
    void close() {
        robot.cleanUp();
    }

    private Dockable view(String id) {
        var field = new JTextField(id);
        field.addHierarchyListener(_ -> {
            if (field.isShowing() && !seen.contains(id)) {
                seen.add(id);
            }
        });
        return new Dockable(id, "View " + id, "tip", Icons.of("hex"), field, field::requestFocusInWindow);
    }

    private String arrangement() {
        return GuiActionRunner.execute(() -> LayoutText.of(desk.arrangement()).replaceAll("[0-9]+", ""));
    }

    private record Tab(JTabbedPane tabs, Point centre) {}

    private Tab tab(String id) {
        return GuiActionRunner.execute(() -> robot.finder().findAll(JTabbedPane.class::isInstance).stream()
                .map(JTabbedPane.class::cast).filter(tabs -> tabs.indexOfTab("View " + id) >= 0).findFirst()
                .map(tabs -> {
                    var bounds = tabs.getBoundsAt(tabs.indexOfTab("View " + id));
                    return new Tab(tabs, new Point(bounds.x + 20, bounds.y + bounds.height / 2));
                }).orElseThrow());
    }

    private void pull(String id, Component to, Point where) {
        Tab tab = tab(id);
        robot.pressMouse(tab.tabs(), tab.centre(), MouseButton.LEFT_BUTTON);
        robot.moveMouse(tab.tabs(), new Point(tab.centre().x + 15, tab.centre().y + 15));
        robot.moveMouse(to, new Point(where.x - 2, where.y - 2));
        robot.moveMouse(to, where);
        robot.waitForIdle();
    }

    /** As the window system tells of one: a busy machine may take the robot's clicks for two of their own. */
    private static void doubleClick(Tab tab) {
        GuiActionRunner.execute(() -> {
            for (int kind : new int[] { MouseEvent.MOUSE_PRESSED, MouseEvent.MOUSE_RELEASED,
                    MouseEvent.MOUSE_CLICKED }) {
                tab.tabs().dispatchEvent(new MouseEvent(tab.tabs(), kind, System.currentTimeMillis(),
                        MouseEvent.BUTTON1_DOWN_MASK, tab.centre().x, tab.centre().y, 2, false, MouseEvent.BUTTON1));
            }
        });
    }

    private void letGo() {
        robot.releaseMouse(MouseButton.LEFT_BUTTON);
        robot.waitForIdle();
    }

    @Test
    void onlyViewsInFrontAreSeen() {
        assertThat(seen).containsExactlyInAnyOrder("left", "one");
    }

    @Test
    void aViewThatIsClosedWhileTheThemeChangesPutsItOnToo() {
        JTextField one = robot.finder().findAll(JTextField.class::isInstance).stream().map(JTextField.class::cast)
                .filter(field -> field.getText().equals("one")).findFirst().orElseThrow();
        Color bright = GuiActionRunner.execute(one::getBackground);
        GuiActionRunner.execute(() -> {
            desk.arrange(Layout.Tabs.ofMain("two"));
            Theme.DARK.apply();
            desk.arrange(START);
        });
        assertThat(GuiActionRunner.execute(one::getBackground)).isNotEqualTo(bright)
                .isEqualTo(UIManager.getColor("TextField.background"));
        GuiActionRunner.execute(Theme.LIGHT::apply);
    }

    @Test
    void aTabIsPulledIntoAnotherGroup() {
        pull("two", tab("left").tabs(), new Point(130, 250));
        letGo();
        assertThat(arrangement()).isEqualTo("h(t(left,two*),m(one,three*))");
    }

    @Test
    void aTabIsPulledToASideOfAGroup() {
        pull("two", tab("one").tabs(), new Point(300, 500));
        letGo();
        assertThat(arrangement()).isEqualTo("h(t(left*),v(m(one,three*),t(two*)))");
    }

    @Test
    void aTabIsPulledToTheRim() {
        pull("two", desk, new Point(400, 3));
        letGo();
        assertThat(arrangement()).isEqualTo("v(t(two*),h(t(left*),m(one,three*)))");
    }

    @Test
    void escapeLetsAPulledTabStay() {
        String before = arrangement();
        pull("two", tab("left").tabs(), new Point(130, 250));
        robot.pressAndReleaseKeys(KeyEvent.VK_ESCAPE);
        letGo();
        assertThat(arrangement().replace("*", "")).isEqualTo(before.replace("*", ""));
    }

    @Test
    void aDoubleClickMaximisesAndGivesBack() {
        doubleClick(tab("one"));
        ViewStand.await("maximised", desk::isMaximised);
        doubleClick(tab("one"));
        ViewStand.await("given back", () -> !desk.isMaximised());
        assertThat(arrangement()).isEqualTo("h(t(left*),m(one*,two,three))");
    }

    @Test
    void aTabHasAMenu() {
        Tab tab = tab("two");
        robot.click(tab.tabs(), tab.centre(), MouseButton.RIGHT_BUTTON, 1);
        ViewStand.await("menu", () -> robot.findActivePopupMenu() != null);
    }

    @Test
    void dividersStayWhereTheyAreWhenSomethingElseMoves() {
        int before = GuiActionRunner.execute(() -> ((Layout.Split) desk.arrangement()).share());
        GuiActionRunner.execute(() -> desk.split("two", Side.BOTTOM));
        robot.waitForIdle();
        assertThat(GuiActionRunner.execute(() -> ((Layout.Split) desk.arrangement()).share())).isBetween(before - 3,
                before + 3);
    }

    @Test
    void theKeyboardStaysInAViewThatMovesWithItsGroup() {
        GuiActionRunner.execute(() -> desk.focus("one"));
        ViewStand.await("focus", () -> desk.active().equals(Optional.of("one")));
        GuiActionRunner.execute(() -> desk.close("two"));
        robot.waitForIdle();
        ViewStand.await("focus stays", () -> java.awt.KeyboardFocusManager.getCurrentKeyboardFocusManager()
                .getFocusOwner() instanceof JTextField field && field.getText().equals("one"));
    }

    @Test
    void theMainGroupSaysThatItIsEmpty() {
        GuiActionRunner.execute(() -> List.of("one", "two", "three").forEach(desk::close));
        ViewStand.await("hint", () -> !robot.finder().findAll(found -> found instanceof JLabel label
                && label.isShowing() && "empty".equals(label.getText())).isEmpty());
        assertThat(arrangement()).isEqualTo("h(t(left*),m())");
    }
}
