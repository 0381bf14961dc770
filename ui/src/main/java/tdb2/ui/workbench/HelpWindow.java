package tdb2.ui.workbench;

import java.util.Optional;
import java.util.function.Supplier;

import javax.swing.JFrame;
import javax.swing.JPanel;
import javax.swing.WindowConstants;

import tdb2.ui.help.Book;
import tdb2.ui.help.HelpPane;
import tdb2.ui.help.Manual;
import tdb2.ui.theme.Icons;

/**
 * The help in a window of its own, so that it can be read beside what it tells of. Made when it is first asked for.
 * Event thread only.
 */
final class HelpWindow {

    private static final int WIDTH = 230;
    private static final int HEIGHT = 180;

    /** The window once it was made. */
    private record Made(JFrame frame, HelpPane pane, WindowState state, JobQueue queue) {}

    private final Jobs jobs;
    private final Settings settings;
    private final Supplier<HelpTopics> topics;
    private final Manual manual;
    private Optional<Made> made = Optional.empty();

    /**
     * @param jobs of the program
     * @param settings where the window stood
     * @param topics what the main window tells of itself
     * @param manual the pages of the command line
     */
    HelpWindow(Jobs jobs, Settings settings, Supplier<HelpTopics> topics, Manual manual) {
        this.jobs = jobs;
        this.settings = settings;
        this.topics = topics;
        this.manual = manual;
    }

    private Made make() {
        var frame = new JFrame(Jobs.TEXTS.get("help.title"));
        var pane = new HelpPane(() -> frame.setVisible(false));
        frame.setName("help.window");
        frame.setIconImages(Icons.program());
        frame.setContentPane(pane);
        frame.setDefaultCloseOperation(WindowConstants.HIDE_ON_CLOSE);
        var state = new WindowState(frame, settings, "help", WIDTH, HEIGHT);
        state.restore();
        JobQueue queue = jobs.queue(Jobs.TEXTS.get("help.title"));
        HelpTopics ofWindow = topics.get();
        queue.read("book", new Task<>(Jobs.TEXTS.get("help.reading"),
                _ -> Book.of(written -> ofWindow.complete(written, manual)), pane::show, _ -> {}));
        return new Made(frame, pane, state, queue);
    }

    private HelpPane raise() {
        Made now = made.orElseGet(this::make);
        made = Optional.of(now);
        now.frame().setVisible(true);
        now.frame().toFront();
        return now.pane();
    }

    /** Shows a topic. */
    void open(String topic) {
        raise().open(topic);
    }

    /** Shows the help as it was left, with the keyboard where words are searched. */
    void search() {
        raise().takeFocus();
    }

    /** Remembers where it stood and goes for good. */
    void close() {
        made.ifPresent(now -> {
            now.state().save();
            now.queue().close(() -> {});
            now.frame().dispose();
            now.frame().setContentPane(new JPanel());
        });
    }
}
