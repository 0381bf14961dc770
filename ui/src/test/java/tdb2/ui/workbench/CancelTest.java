package tdb2.ui.workbench;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.Dimension;
import java.util.List;

import org.assertj.swing.core.Robot;
import org.assertj.swing.edt.GuiActionRunner;
import org.assertj.swing.fixture.FrameFixture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

import org.junit.jupiter.api.extension.ExtendWith;

import tdb2.ui.help.Manual;
import tdb2.ui.testing.EventThreadGuard;
import tdb2.ui.testing.Fixtures;
import tdb2.ui.testing.PatientRobot;
import tdb2.ui.testing.ViewStand;

/** The user sees a long job and can end it. */
@ExtendWith(EventThreadGuard.class)
class CancelTest {

    private final Held job = new Held();
    private Robot robot;
    private Workbench workbench;
    private FrameFixture window;

    @BeforeEach
    void openWindow() {
        robot = PatientRobot.create();
        workbench =
                GuiActionRunner.execute(() -> new Workbench(List.of(), List.of(), Settings.inMemory(), Manual.NONE));
        window = new FrameFixture(robot, workbench.frame());
        window.show(new Dimension(1200, 700));
        GuiActionRunner.execute(() -> workbench.open(List.of(Fixtures.file("tdb1/three.tdb"))));
        ViewStand.await("survey done", () -> workbench.files().all().getFirst().document()
                .filter(document -> document.regions().isPresent()).isPresent());
        GuiActionRunner.execute(() -> {
            workbench.files().all().getFirst().document().orElseThrow().jobs().enqueue("slot", job);
        });
    }

    @AfterEach
    void closeWindow() {
        job.released.countDown();
        GuiActionRunner.execute(workbench::quit);
        robot.cleanUp();
    }

    private void awaitNoJobs() {
        ViewStand.await("no jobs", () -> workbench.jobs().active().isEmpty());
        assertThat(job.heard).containsExactly("cancelled");
    }

    @Test
    void fromTheStatusBar() {
        ViewStand.await("progress is shown", () -> !robot.finder()
                .findAll(found -> "status.cancel".equals(found.getName()) && found.isShowing()).isEmpty());
        window.label("status.job").requireText("held");
        window.button("status.cancel").click();
        awaitNoJobs();
        ViewStand.await("idle again", () -> window.label("status.activity").target().getText().startsWith("Idle"));
    }

    @Test
    void fromTheListOfJobs() {
        GuiActionRunner.execute(() -> workbench.reveal("jobs"));
        robot.waitForIdle();
        ViewStand.await("job is listed", () -> window.table("jobs").target().getRowCount() == 1);
        window.button("jobs.cancelAll").click();
        awaitNoJobs();
    }
}
