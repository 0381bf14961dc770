package tdb2.ui.lessons;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.EventQueue;
import java.awt.KeyboardFocusManager;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JEditorPane;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextField;
import javax.swing.SwingUtilities;
import javax.swing.Timer;

import net.miginfocom.swing.MigLayout;

import tdb2.engine.error.Fault;
import tdb2.engine.error.TdbException;
import tdb2.ui.glossary.Glossary;
import tdb2.ui.lessons.Condition.Evidence;
import tdb2.ui.lessons.Lesson.Step;
import tdb2.ui.theme.Icons;
import tdb2.ui.theme.Texts;
import tdb2.ui.widgets.Html;
import tdb2.ui.widgets.Links;
import tdb2.ui.widgets.MessageBar;
import tdb2.ui.widgets.MessageBar.Message;
import tdb2.ui.widgets.MessageBar.Tone;
import tdb2.ui.widgets.WrapBar;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.JobQueue;
import tdb2.ui.workbench.OpenFile;
import tdb2.ui.workbench.Task;
import tdb2.ui.workbench.ViewButtons;
import tdb2.ui.workbench.WindowContext;
import tdb2.ui.workbench.WindowPart;

/** Guided lessons: the text of a step, the file it works on, and whether its task is done. Event thread only. */
public final class LessonsView implements WindowPart {

    /** The name it is registered under. */
    public static final String ID = "lessons";

    private static final Texts TEXTS = Texts.of(LessonsView.class);
    private static final Object READ = "lessons.read";
    private static final Object MAKE = "lessons.make";
    private static final Object LOOK = "lessons.look";
    private static final int LOOK_MILLIS = 500;

    private final WindowContext context;
    private final JobQueue jobs;
    private final JPanel panel = new JPanel(new BorderLayout());
    private final MessageBar message = new MessageBar();
    private final JComboBox<Lesson> chooser = new JComboBox<>();
    private final JEditorPane text = new JEditorPane("text/html", "");
    private final JTextField answer = new JTextField(12);
    private final JLabel state = new JLabel();
    private final ViewButtons buttons = ViewButtons.of(ID, panel, TEXTS);
    private final Timer timer = new Timer(LOOK_MILLIS, _ -> look());
    private int step;
    private boolean done;
    private boolean reading;

    public LessonsView(WindowContext context) {
        this.context = context;
        jobs = context.jobs().queue(TEXTS.get("owner"));
        panel.setName(ID);
        panel.getAccessibleContext().setAccessibleName(TEXTS.get("name"));
        message.setName("lessons.message");
        chooser.setName("lessons.chooser");
        chooser.getAccessibleContext().setAccessibleName(TEXTS.get("chooser"));
        chooser.addActionListener(_ -> begin());
        text.setName("lessons.text");
        text.setEditable(false);
        text.getAccessibleContext().setAccessibleName(TEXTS.get("text"));
        text.putClientProperty(JEditorPane.HONOR_DISPLAY_PROPERTIES, true);
        Links.in(text, context.help());
        answer.setName("lessons.answer");
        answer.getAccessibleContext().setAccessibleName(TEXTS.get("answer"));
        answer.putClientProperty("JTextField.placeholderText", TEXTS.get("answer"));
        state.setName("lessons.state");
        var top = new JPanel(new MigLayout("insets 8, fillx, wrap 1, hidemode 3", "[grow, fill]"));
        top.setOpaque(false);
        top.add(message);
        top.add(chooser, "wmin 0");
        panel.add(top, BorderLayout.PAGE_START);
        panel.add(new JScrollPane(text));
        panel.add(bottom(), BorderLayout.PAGE_END);
        panel.addHierarchyListener(_ -> EventQueue.invokeLater(this::seen));
        enable();
    }

    private JPanel bottom() {
        var bar = new WrapBar(2);
        bar.grow(state, 0);
        bar.begin(answer);
        buttons.begin(bar, "back", () -> go(step - 1));
        buttons.add(bar, "next", () -> go(step + 1));
        buttons.add(bar, "setup", this::make);
        return bar;
    }

    @Override
    public JComponent component() {
        return panel;
    }

    @Override
    public void takeFocus() {
        seen();
        EventQueue.invokeLater(chooser::requestFocusInWindow);
    }

    /** Reads the lessons when the view is seen for the first time, and looks what the learner does while it is seen. */
    private void seen() {
        if (!panel.isShowing()) {
            timer.stop();
            return;
        }
        timer.start();
        if (chooser.getItemCount() == 0 && !reading) {
            reading = true;
            jobs.enqueue(READ,
                    new Task<>(TEXTS.get("job.read"), _ -> Lessons.read(context.settings().folder()), this::list,
                            this::failed));
        }
    }

    private void list(Lessons lessons) {
        lessons.all().forEach(chooser::addItem);
        if (!lessons.faults().isEmpty()) {
            Fault first = lessons.faults().getFirst();
            message.show(Message.of(TEXTS.get("unreadable", lessons.faults().size()), TEXTS.get("unreadable.means"),
                    first));
        }
    }

    private Optional<Lesson> lesson() {
        return Optional.ofNullable((Lesson) chooser.getSelectedItem());
    }

    private void begin() {
        message.clear();
        go(0);
    }

    private void go(int to) {
        lesson().filter(one -> to >= 0 && to < one.steps().size()).ifPresent(one -> {
            step = to;
            done = false;
            answer.setText("");
            show(one, one.steps().get(to));
            enable();
        });
    }

    private void show(Lesson lesson, Step now) {
        var html = new StringBuilder("<html><body style='margin: 8px'><h2>").append(Html.escape(now.title()))
                .append("</h2>");
        for (String paragraph : now.text().split("\n\n")) {
            html.append("<p style='margin-top: 6px'>").append(Html.escape(paragraph)).append("</p>");
        }
        if (!now.design().isEmpty()) {
            html.append("<p style='margin-top: 8px'><i>").append(TEXTS.get("design", cited(now.design())))
                    .append("</i></p>");
        }
        text.setText(html.append("</body></html>").toString());
        text.setCaretPosition(0);
        answer.setVisible(now.task().filter(Condition.Answer.class::isInstance).isPresent());
        state.setText(TEXTS.get(now.task().isEmpty() ? "state.read" : "state.task", step + 1, lesson.steps().size()));
        state.setIcon(Icons.of("info"));
        now.view().filter(view -> !context.showing().test(view)).ifPresent(view -> keyboard().ifPresent(owner -> {
            context.reveal().accept(view);
            EventQueue.invokeLater(owner.isEnabled() ? owner::requestFocusInWindow : text::requestFocusInWindow);
        }));
        panel.revalidate();
    }

    /** What is the id of a passage becomes a link to it; other words stay as they are. */
    private static String cited(String design) {
        return Arrays.stream(design.split(", *")).map(word -> Glossary.bundled().passage(word)
                .map(passage -> "<a href='design.%s'>%s</a>".formatted(passage.id(), Html.escape(passage.citation())))
                .orElse(Html.escape(word))).collect(Collectors.joining(", "));
    }

    /**
     * What of the lesson has the keyboard, and so keeps it; a lesson that only came on the screen, beside what somebody
     * works with, brings nothing else to the front.
     */
    private Optional<Component> keyboard() {
        return Optional.ofNullable(KeyboardFocusManager.getCurrentKeyboardFocusManager().getFocusOwner())
                .filter(owner -> SwingUtilities.isDescendingFrom(owner, panel));
    }

    private void enable() {
        Optional<Lesson> lesson = lesson();
        buttons.enable("back", step > 0);
        buttons.enable("next", lesson.filter(one -> step + 1 < one.steps().size()).isPresent());
        buttons.enable("setup", lesson.flatMap(Lesson::setup).isPresent());
    }

    private void make() {
        lesson().flatMap(Lesson::setup).ifPresent(setup -> jobs.enqueue(MAKE, new Task<>(TEXTS.get("job.make"),
                _ -> setup.make(), file -> context.files().open(List.<Path>of(file)), this::failed)));
    }

    /** Looks whether the task is done. */
    private void look() {
        Optional<Condition> task = lesson().flatMap(one -> one.steps().get(step).task());
        if (done || task.isEmpty() || !panel.isShowing()) {
            return;
        }
        Optional<Document> document = context.files().active().flatMap(OpenFile::document);
        if (task.get() instanceof Condition.InFile(var key, var value)) {
            document.ifPresent(
                    one -> jobs.read(LOOK, new Task<>(TEXTS.get("job.look"), _ -> one.tdb().fetch(key.getBytes(UTF_8))
                            .map(bytes -> new String(bytes, UTF_8)).equals(value), this::judge, this::failed)));
            return;
        }
        judge(task.get().holds(Evidence.of(document, document.flatMap(one -> context.selection().in(one)),
                answer.getText())));
    }

    private void judge(boolean holds) {
        if (holds && !done) {
            done = true;
            boolean last = lesson().filter(one -> step + 1 == one.steps().size()).isPresent();
            state.setText(TEXTS.get(last ? "state.finished" : "state.done"));
            state.setIcon(Icons.of("check"));
            state.getAccessibleContext().setAccessibleDescription(state.getText());
        }
    }

    private void failed(TdbException why) {
        message.show(new Message(Tone.ERROR, TEXTS.get("failed"), why.fault().message(), "", ""));
    }
}
