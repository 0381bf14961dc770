package tdb2.ui.testing;

import java.awt.Dimension;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

import javax.swing.JFrame;
import javax.swing.ToolTipManager;

import org.assertj.swing.core.Robot;
import org.assertj.swing.edt.GuiActionRunner;
import org.assertj.swing.fixture.FrameFixture;
import org.assertj.swing.timing.Condition;
import org.assertj.swing.timing.Pause;

import tdb2.engine.Tdb;
import tdb2.ui.theme.Theme;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.Jobs;
import tdb2.ui.workbench.KeySearch;
import tdb2.ui.workbench.Selection;
import tdb2.ui.workbench.SelectionModel;
import tdb2.ui.workbench.Settings;
import tdb2.ui.workbench.ViewContext;
import tdb2.ui.workbench.ViewPart;

/** One view of one file in a window of its own, without the workbench around it. Used from the test's thread. */
public final class ViewStand implements AutoCloseable {

    private final Robot robot = PatientRobot.create();
    private final SelectionModel selection = new SelectionModel();
    private final List<String> revealed = new CopyOnWriteArrayList<>();
    private final Document document;
    private final ViewPart part;
    private final FrameFixture window;

    /** Opens a file and shows a view of it, as at the first start. */
    public ViewStand(Path file, Function<ViewContext, ViewPart> factory) {
        this(file, factory, Settings.inMemory());
    }

    /** Opens a file and shows a view of it with what was remembered. */
    public ViewStand(Path file, Function<ViewContext, ViewPart> factory, Settings settings) {
        Tdb tdb = Document.open(file);
        document = GuiActionRunner.execute(() -> {
            Theme.LIGHT.apply();
            // where the pointer happens to rest must not matter: Esc hides a tip and does nothing else then
            ToolTipManager.sharedInstance().setEnabled(false);
            return new Document(file, tdb, new Jobs());
        });
        part = GuiActionRunner
                .execute(() -> factory.apply(new ViewContext(document, selection, revealed::add, settings,
                        new KeySearch(() -> revealed.add("search")), path -> revealed.add(path.toString()))));
        JFrame frame = GuiActionRunner.execute(() -> {
            var made = new JFrame(file.getFileName().toString());
            made.add(part.component());
            return made;
        });
        window = new FrameFixture(robot, frame);
        window.show(new Dimension(1000, 700));
        GuiActionRunner.execute(part::shown);
    }

    /** The window, to look into and act on. */
    public FrameFixture window() {
        return window;
    }

    /** The file shown; touch it on the event thread only. */
    public Document document() {
        return document;
    }

    /** What is selected; touch it on the event thread only. */
    public SelectionModel selection() {
        return selection;
    }

    /** Ids of the views that the view asked to bring to the front. */
    public List<String> revealed() {
        return revealed;
    }

    /** Selects something as another view would. */
    public void select(Selection what) {
        GuiActionRunner.execute(() -> selection.publish(this, what));
    }

    /** Waits, at most so long that only a hang takes longer, until something is true on the event thread. */
    public static void await(String what, java.util.concurrent.Callable<Boolean> isTrue) {
        Pause.pause(new Condition(what) {
            @Override
            public boolean test() {
                return GuiActionRunner.execute(isTrue);
            }
        }, 60_000);
    }

    @Override
    public void close() {
        GuiActionRunner.execute(() -> {
            part.hidden();
            part.disposed();
            document.close();
            // themes of later tests need not reach it
            ((JFrame) window.target()).getContentPane().removeAll();
        });
        robot.cleanUp();
        Stage.awaitFarewell();
    }
}
