package tdb2.ui.workbench;

import java.awt.Dimension;
import java.nio.file.Path;
import java.util.List;

import org.assertj.swing.core.BasicRobot;
import org.assertj.swing.core.Robot;
import org.assertj.swing.edt.FailOnThreadViolationRepaintManager;
import org.assertj.swing.edt.GuiActionRunner;
import org.assertj.swing.fixture.FrameFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The window opens, in either theme. */
class BrowserTest {
    private Robot robot;

    @BeforeAll
    static void watchThreads() {
        FailOnThreadViolationRepaintManager.install();
    }

    @BeforeEach
    void startRobot() {
        robot = BasicRobot.robotWithNewAwtHierarchy();
        robot.settings().delayBetweenEvents(10);
        robot.settings().eventPostingDelay(30);
    }

    @AfterEach
    void stopRobot() {
        robot.cleanUp();
    }

    @ParameterizedTest
    @ValueSource(booleans = { false, true })
    void showsTheFilesItWasGiven(boolean dark) {
        var frame = GuiActionRunner.execute(() -> {
            Browser.useTheme(dark);
            return Browser.frame(List.of(Path.of("gencache.tdb")));
        });
        var window = new FrameFixture(robot, frame);
        window.show(new Dimension(800, 500));
        window.requireVisible().label("hint").requireText("[gencache.tdb]");
    }
}
