package tdb2.ui;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.AWTKeyStroke;
import java.awt.Component;
import java.awt.Container;
import java.awt.KeyboardFocusManager;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import javax.accessibility.Accessible;
import javax.swing.JComponent;
import javax.swing.JFrame;
import javax.swing.JToggleButton;
import javax.swing.JToolBar;
import javax.swing.KeyStroke;
import javax.swing.LayoutFocusTraversalPolicy;

import org.assertj.core.api.SoftAssertions;
import org.assertj.swing.edt.GuiActionRunner;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import tdb2.ui.help.HelpPane;
import tdb2.ui.testing.EventThreadGuard;
import tdb2.ui.testing.Fixtures;
import tdb2.ui.testing.Stage;
import tdb2.ui.testing.ViewStand;
import tdb2.ui.theme.Theme;
import tdb2.ui.workbench.Settings;
import tdb2.ui.workbench.Workbench;

/** What a screen reader says of each component that takes the keyboard, and how the keyboard gets there and away. */
@ExtendWith(EventThreadGuard.class)
class AccessibilityTest {

    private static final AWTKeyStroke TAB = AWTKeyStroke.getAWTKeyStroke("TAB");

    /** Says which components the Tab key stops at. */
    private static final class Stops extends LayoutFocusTraversalPolicy {

        boolean at(Component component) {
            return accept(component);
        }
    }

    private static Workbench window() {
        Settings settings = Settings.inMemory();
        settings.put("theme", Theme.LIGHT.name());
        return Browser.window(settings);
    }

    @ParameterizedTest
    @ValueSource(strings = { "tdb1/three.tdb", "zoned/three-be.tdb", "tdb1/crash-gap3-half-written.tdb" })
    void everyStopOfTheKeyboardHasANameAndAWayOut(String file) {
        try (Stage stage = new Stage(AccessibilityTest::window)) {
            stage.open(Fixtures.file(file));
            var all = new SoftAssertions();
            for (var view : stage.workbench().desk().views()) {
                GuiActionRunner.execute(() -> stage.workbench().reveal(view.id()));
                stage.robot().waitForIdle();
                GuiActionRunner.execute(() -> check(stage.workbench().frame(), view.id(), all));
            }
            all.assertAll();
        }
    }

    @Test
    void soHaveTheFirstPageHelpAndPalette() {
        try (Stage stage = new Stage(AccessibilityTest::window)) {
            var all = new SoftAssertions();
            GuiActionRunner.execute(() -> check(stage.workbench().frame(), "start", all));
            stage.press("ctrl shift P");
            GuiActionRunner.execute(() -> check(stage.workbench().frame(), "palette", all));
            stage.press("ESCAPE");
            stage.press("F1");
            JFrame help = stage.robot().finder().findByName("help.window", JFrame.class);
            ViewStand.await("the help was read", () -> stage.robot().finder().findByName(help, "help", HelpPane.class)
                    .book().isPresent());
            GuiActionRunner.execute(() -> check(help, "help", all));
            stage.press("ctrl F");
            stage.type("zone");
            GuiActionRunner.execute(() -> check(help, "help's hits", all));
            all.assertAll();
        }
    }

    private static void check(JFrame frame, String where, SoftAssertions all) {
        Set<Component> reached = reached(frame);
        for (Component stop : stops(frame.getLayeredPane())) {
            String what = where + ": " + stop.getClass().getName() + " " + stop.getName();
            all.assertThat(name(stop)).as(what + " has a name").isNotBlank();
            all.assertThat(isReached(stop, reached)).as(what + " is reached by Tab or arrows").isTrue();
            all.assertThat(canLeave(stop)).as(what + " is left by Tab").isTrue();
        }
    }

    private static String name(Component component) {
        return component instanceof Accessible one && one.getAccessibleContext() != null
                ? one.getAccessibleContext().getAccessibleName()
                : null;
    }

    /** All components that take the keyboard. */
    private static List<Component> stops(Container in) {
        var found = new ArrayList<Component>();
        for (Component child : in.getComponents()) {
            if (child.isShowing() && new Stops().at(child)) {
                found.add(child);
            }
            if (child instanceof Container container) {
                found.addAll(stops(container));
            }
        }
        return found;
    }

    /** Where the Tab key goes, all the way round. */
    private static Set<Component> reached(JFrame frame) {
        var policy = frame.getFocusTraversalPolicy();
        var reached = new HashSet<Component>();
        Component at = policy.getFirstComponent(frame);
        while (at != null && reached.add(at)) {
            at = policy.getComponentAfter(frame, at);
        }
        return reached;
    }

    /** In a tool bar Tab goes to one button, and arrow keys to the others. */
    private static boolean isReached(Component stop, Set<Component> reached) {
        return reached.contains(stop)
                || (stop.getParent() instanceof JToolBar bar && List.of(bar.getComponents()).stream().anyMatch(
                        reached::contains));
    }

    /** Buttons that toggle see to the Tab key themselves: it leaves their whole group. */
    private static boolean canLeave(Component stop) {
        boolean goesOn = stop.getFocusTraversalKeysEnabled()
                && stop.getFocusTraversalKeys(KeyboardFocusManager.FORWARD_TRAVERSAL_KEYS).contains(TAB);
        return goesOn || stop instanceof JToggleButton || (stop instanceof JComponent one
                && one.getInputMap(JComponent.WHEN_FOCUSED).get(KeyStroke.getKeyStroke("TAB")) != null);
    }

    @Test
    void everyViewTellsWhatItIs() {
        Workbench workbench = GuiActionRunner.execute(AccessibilityTest::window);
        assertThat(workbench.desk().views()).allSatisfy(view -> {
            assertThat(view.title()).isNotBlank();
            assertThat(view.tip()).isNotBlank();
        });
        GuiActionRunner.execute(workbench::quit);
    }
}
