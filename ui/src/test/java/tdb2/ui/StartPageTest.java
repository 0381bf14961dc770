package tdb2.ui;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.Component;
import java.awt.Dimension;
import java.awt.KeyboardFocusManager;
import java.awt.event.KeyEvent;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

import javax.swing.JList;
import javax.swing.JTextArea;

import org.assertj.swing.core.Robot;
import org.assertj.swing.edt.GuiActionRunner;
import org.assertj.swing.fixture.FrameFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.collect.Collect;
import tdb2.engine.event.Progress;
import tdb2.engine.observe.OpenDatabases;
import tdb2.engine.transaction.RecoveryState;
import tdb2.ui.testing.EventThreadGuard;
import tdb2.ui.testing.Fixtures;
import tdb2.ui.testing.PatientRobot;
import tdb2.ui.testing.Stage;
import tdb2.ui.testing.ViewStand;
import tdb2.ui.theme.Theme;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.OpenFile;
import tdb2.ui.workbench.Perspective;
import tdb2.ui.workbench.Samples;
import tdb2.ui.workbench.Settings;
import tdb2.ui.workbench.Workbench;

/** What the window offers before a file is open, by keyboard alone. */
@ExtendWith(EventThreadGuard.class)
class StartPageTest {

    @TempDir
    private Path folder;

    private final Settings settings = Settings.inMemory();
    private Robot robot;
    private Workbench workbench;

    @BeforeEach
    void openWindow() throws IOException {
        settings.put("theme", Theme.LIGHT.name());
        settings.remember(folder.resolve("gone.tdb"));
        settings.remember(Files.copy(Fixtures.file("tdb1/three.tdb"), folder.resolve("known.tdb")));
        robot = PatientRobot.create();
        workbench = GuiActionRunner.execute(() -> Browser.window(settings));
        new FrameFixture(robot, workbench.frame()).show(new Dimension(1280, 850));
        ViewStand.await("window has the keyboard", () -> {
            workbench.frame().toFront();
            return workbench.frame().isFocused() && focused() != null;
        });
    }

    @AfterEach
    void closeWindow() {
        GuiActionRunner.execute(workbench::quit);
        robot.cleanUp();
        Stage.awaitFarewell();
    }

    private static Component focused() {
        return KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusOwner();
    }

    private void alt(int key) {
        robot.pressKey(KeyEvent.VK_ALT);
        robot.pressAndReleaseKeys(key);
        robot.releaseKey(KeyEvent.VK_ALT);
    }

    private JList<?> list(String name) {
        return robot.finder().findByName(name, JList.class, false);
    }

    private void goTo(String name, int mnemonic) {
        alt(mnemonic);
        ViewStand.await("keyboard in " + name, () -> name.equals(String.valueOf(focused().getName())));
    }

    private void awaitOpen(String name) {
        ViewStand.await(name + " is open", () -> workbench.files().active()
                .filter(file -> file.name().equals(name) && file.state() instanceof OpenFile.State.Ready).isPresent());
    }

    private void awaitView(String id) {
        ViewStand.await(id, () -> !robot.finder().findAll(found -> ("view." + id).equals(found.getName())
                && found.isShowing()).isEmpty());
    }

    @Test
    void aRecentFileOpensWhereItWasSaidToBegin() {
        ViewStand.await("states are known", () -> list("start.recent").getModel().getSize() == 2
                && list("start.recent").getModel().getElementAt(1).toString().contains("not there any more"));
        assertThat(GuiActionRunner.execute(() -> list("start.recent").getModel().getElementAt(0).toString()))
                .contains("known.tdb", "TDB1", "8 KiB");
        alt(KeyEvent.VK_2);
        ViewStand.await("perspective", () -> workbench.perspective() == Perspective.LEARN);
        goTo("start.recent", KeyEvent.VK_R);
        robot.pressAndReleaseKeys(KeyEvent.VK_HOME, KeyEvent.VK_ENTER);
        awaitOpen("known.tdb");
        assertThat(GuiActionRunner.execute(workbench::perspective)).isEqualTo(Perspective.LEARN);
        ViewStand.await("the microscope is in front",
                () -> workbench.desk().views().stream().anyMatch(view -> view.id().equals("microscope")
                        && view.content().isShowing()));
    }

    @Test
    void aSampleOpensAsACopy() {
        goTo("start.samples", KeyEvent.VK_S);
        robot.pressAndReleaseKeys(KeyEvent.VK_HOME, KeyEvent.VK_DOWN, KeyEvent.VK_ENTER);
        awaitOpen("zoned-three.tdb");
        awaitView("records");
    }

    @Test
    void everySampleIsThereAndIsWhatItSays() throws IOException {
        long size = 0;
        for (Samples.Sample sample : Samples.all()) {
            Path copy = Samples.copy(sample);
            size += Files.size(copy);
            try (Tdb tdb = Document.open(copy)) {
                boolean pending = tdb.view().recovery().status() == RecoveryState.Status.PENDING;
                assertThat(pending).as(sample.name()).isEqualTo(sample.name().contains("crash"));
            }
        }
        assertThat(size).as("bytes in the program").isLessThan(1 << 20);
        assertThat(Samples.all()).extracting(Samples.Sample::dialect).contains("TDB1", "TDB2", "TDB2 2012", "NTDB");
    }

    @Test
    void databasesThatProcessesHaveOpenAreListedWithThem() throws IOException {
        assumeTrue(new OpenDatabases().isAvailable());
        Path file = Files.copy(Fixtures.file("tdb1/three.tdb"), folder.resolve("in use")).toRealPath();
        Process holder = new ProcessBuilder("sh", "-c", "exec 3<\"$1\"; echo open; read -r end", "sh", file.toString())
                .start();
        try {
            assertThat(holder.inputReader().readLine()).isEqualTo("open");
            goTo("start.machine", KeyEvent.VK_M);
            robot.pressKey(KeyEvent.VK_SHIFT);
            robot.pressAndReleaseKeys(KeyEvent.VK_TAB);
            robot.releaseKey(KeyEvent.VK_SHIFT);
            ViewStand.await("button has the keyboard", () -> "start.machine.lookAgain".equals(focused().getName()));
            robot.pressAndReleaseKeys(KeyEvent.VK_SPACE);
            ViewStand.await("listed", () -> indexOf("in use", holder.pid()) >= 0);
            alt(KeyEvent.VK_4);
            goTo("start.machine", KeyEvent.VK_M);
            robot.pressAndReleaseKeys(KeyEvent.VK_HOME);
            int at = GuiActionRunner.execute(() -> indexOf("in use", holder.pid()));
            for (int i = 0; i < at; i++) {
                robot.pressAndReleaseKeys(KeyEvent.VK_DOWN);
            }
            robot.pressAndReleaseKeys(KeyEvent.VK_ENTER);
            awaitOpen("in use");
            awaitView("locks");
        } finally {
            holder.destroy();
        }
    }

    private int indexOf(String name, long process) {
        var model = list("start.machine").getModel();
        for (int i = 0; i < model.getSize(); i++) {
            String item = model.getElementAt(i).toString();
            if (item.contains(name) && item.contains("(" + process + ")")) {
                return i;
            }
        }
        return -1;
    }

    @Test
    void anArchiveShowsTheStateThatWasCollected() throws IOException {
        Path archive = folder.resolve("collected.zip");
        new Collect(Fixtures.file("tdb1/three.tdb"), OpenOptions.DEFAULT, false, true).to(archive, Progress.NONE);
        GuiActionRunner.execute(() -> workbench.open(List.of(archive)));
        awaitOpen("collected.zip");
        ViewStand.await("it says what it is", () -> robot.finder().findAll(found -> found instanceof JTextArea area
                && area.isShowing() && area.getText().startsWith("Collected from")
                && area.getText().contains("three.tdb")).size() == 1);
        Path copy = GuiActionRunner.execute(() -> workbench.files().active().orElseThrow().document().orElseThrow()
                .collected().orElseThrow().copy());
        assertThat(copy).exists();
        GuiActionRunner.execute(() -> workbench.files().close(workbench.files().active().orElseThrow()));
        ViewStand.await("unpacked copy is removed", () -> !copy.toFile().exists());
    }
}
