package tdb2.ui.testing;

import java.awt.Component;
import java.awt.Dimension;
import java.awt.event.KeyEvent;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

import javax.swing.JComponent;
import javax.swing.KeyStroke;

import org.assertj.swing.core.Robot;
import org.assertj.swing.edt.GuiActionRunner;
import org.assertj.swing.fixture.FrameFixture;

import tdb2.ui.workbench.OpenFile;
import tdb2.ui.workbench.Workbench;

/** The whole browser in a real window, used by keyboard. Used from the test's thread. */
public final class Stage implements AutoCloseable {

    private static final Map<Integer, Integer> HELD = Map.of(KeyEvent.VK_CONTROL, KeyEvent.CTRL_DOWN_MASK,
            KeyEvent.VK_SHIFT, KeyEvent.SHIFT_DOWN_MASK, KeyEvent.VK_ALT, KeyEvent.ALT_DOWN_MASK);

    private static final int MOST_TABS = 40;

    private static final Duration HANG = Duration.ofMinutes(1);

    private final Robot robot = PatientRobot.create();
    private final Workbench workbench;
    private final FrameFixture window;

    /** Shows a window. */
    public Stage(Supplier<Workbench> maker) {
        workbench = GuiActionRunner.execute(maker::get);
        window = new FrameFixture(robot, workbench.frame());
        window.show(new Dimension(1280, 850));
    }

    /** What the window shows; touch it on the event thread only. */
    public Workbench workbench() {
        return workbench;
    }

    /** The window, to look into. */
    public FrameFixture window() {
        return window;
    }

    /** The fingers. */
    public Robot robot() {
        return robot;
    }

    /** A component of a name that is on the screen. */
    public <C extends JComponent> Optional<C> shown(String name, Class<C> type) {
        return robot.finder().findAll(found -> name.equals(found.getName()) && found.isShowing()).stream()
                .filter(type::isInstance).map(type::cast).findFirst();
    }

    /** Opens files and waits until they are open, counted, or refused. */
    public Stage open(Path... files) {
        GuiActionRunner.execute(() -> workbench.open(List.of(files)));
        ViewStand.await("files are open or refused", () -> workbench.files().all().stream()
                .noneMatch(file -> file.state() instanceof OpenFile.State.Opening));
        ViewStand.await("all jobs are done", () -> workbench.jobs().active().isEmpty());
        robot.waitForIdle();
        return this;
    }

    /** Presses a key as {@link KeyStroke#getKeyStroke(String)} names it: "ctrl shift P". */
    public void press(String key) {
        KeyStroke stroke = KeyStroke.getKeyStroke(key);
        List<Integer> held = HELD.entrySet().stream().filter(one -> (stroke.getModifiers() & one.getValue()) != 0)
                .map(Map.Entry::getKey).toList();
        held.forEach(robot::pressKey);
        robot.pressAndReleaseKeys(stroke.getKeyCode());
        held.reversed().forEach(robot::releaseKey);
        robot.waitForIdle();
    }

    /** Types letters where the keyboard is. */
    public void type(String text) {
        robot.enterText(text);
        robot.waitForIdle();
    }

    /** Waits until a view has the keyboard. */
    public void awaitActive(String view) {
        ViewStand.await("keyboard in " + view, () -> workbench.desk().views().stream()
                .filter(known -> known.id().equals(view))
                .anyMatch(known -> focused().filter(owner -> javax.swing.SwingUtilities.isDescendingFrom(owner,
                        known.content())).isPresent()));
    }

    /** Waits until the component of a name has the keyboard. */
    public void awaitFocus(String name) {
        ViewStand.await(name + " has the keyboard", () -> name.equals(focusedName()));
    }

    /** Goes on with the tabulator until the component of a name has the keyboard. */
    public void tabTo(String name) {
        for (int i = 0; i < MOST_TABS && !focusedName().equals(name); i++) {
            press("TAB");
        }
        awaitFocus(name);
    }

    /** The name of the component that has the keyboard; empty when there is none. */
    public String focusedName() {
        return GuiActionRunner.execute(() -> focused().map(Component::getName).orElse(""));
    }

    /** The component that has the keyboard. */
    public Optional<Component> focused() {
        return Optional.ofNullable(java.awt.KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusOwner());
    }

    /** Closes the window and waits until all that is written at its end is written. */
    @Override
    public void close() {
        GuiActionRunner.execute(workbench::quit);
        robot.cleanUp();
        awaitFarewell();
    }

    /** Waits for the threads that close files and save settings after a window has gone; folders may vanish then. */
    public static void awaitFarewell() {
        try {
            for (Thread last : Thread.getAllStackTraces().keySet()) {
                if (last.getName().equals("save settings") || last.getName().startsWith("close ")) {
                    last.join(HANG);
                }
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }
}
