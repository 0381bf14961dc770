package tdb2.ui.transactions;

import java.awt.BorderLayout;
import java.awt.event.ActionEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Optional;

import javax.swing.AbstractAction;
import javax.swing.Action;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;
import javax.swing.JTabbedPane;
import javax.swing.Timer;

import tdb2.engine.format.Header;
import tdb2.engine.format.Tdb2Header;
import tdb2.ui.decode.Decodings;
import tdb2.ui.decode.ValueText;
import tdb2.ui.edit.Change;
import tdb2.ui.theme.Icons;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.FactTable;
import tdb2.ui.widgets.FactTable.Cell;
import tdb2.ui.widgets.FactTable.Column;
import tdb2.ui.widgets.FactTable.Row;
import tdb2.ui.widgets.MessageBar;
import tdb2.ui.widgets.MessageBar.Message;
import tdb2.ui.widgets.MessageBar.Tone;
import tdb2.ui.widgets.Section;
import tdb2.ui.widgets.WrapBar;
import tdb2.ui.workbench.Document;
import tdb2.ui.workbench.Selection;
import tdb2.ui.workbench.Transacting;
import tdb2.ui.workbench.Transacting.Kind;
import tdb2.ui.workbench.Transacting.State;
import tdb2.ui.workbench.Transacting.Step;
import tdb2.ui.workbench.ViewButtons;
import tdb2.ui.workbench.ViewContext;
import tdb2.ui.workbench.ViewPart;

/** A transaction run by hand: its steps, the keys and pages it touches, and who waits for it. Event thread only. */
public final class TransactionsView implements ViewPart, Document.Listener {

    private static final Texts TEXTS = Texts.of(TransactionsView.class);
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final int AGED_MILLIS = 1000;

    private final ViewContext context;
    private final Transacting transacting;
    private final JPanel panel = new JPanel(new BorderLayout());
    private final MessageBar message = new MessageBar();
    private final FactTable steps = new FactTable("transactions.steps", Column.text(TEXTS.get("column.number"), 52),
            Column.mono(TEXTS.get("column.done"), 150), Column.text(TEXTS.get("column.when"), 72));
    private final FactTable keys = new FactTable("transactions.keys", Column.text(TEXTS.get("column.change"), 100),
            Column.mono(TEXTS.get("column.key"), 180), Column.mono(TEXTS.get("column.before"), 200),
            Column.mono(TEXTS.get("column.after"), 200));
    private final PagesPane pages;
    private final WaitersPane waiters;
    private final ValueText values;
    private final Section section;
    private final ViewButtons buttons = ViewButtons.of("transactions", panel, TEXTS);
    private final Timer timer = new Timer(AGED_MILLIS, _ -> aged());
    private final Runnable moved = this::show;

    public TransactionsView(ViewContext context) {
        this.context = context;
        transacting = context.document().editing().transacting();
        pages = new PagesPane((offset, length) -> context.publish(this,
                Selection.bytes(context.document(), offset, length)));
        waiters = new WaitersPane(context.document());
        values = new ValueText(new Decodings(context.document(), context.settings(), () -> {}));
        panel.setName("transactions." + context.document().name());
        panel.setOpaque(false);
        message.setName("transactions.message");
        steps.getAccessibleContext().setAccessibleName(TEXTS.get("steps"));
        keys.getAccessibleContext().setAccessibleName(TEXTS.get("keys"));
        var detail = new JTabbedPane();
        detail.setName("transactions.details");
        detail.getAccessibleContext().setAccessibleName(TEXTS.get("details"));
        detail.addTab(TEXTS.get("pages"), pages);
        detail.addTab(TEXTS.get("keys"), new JScrollPane(keys));
        detail.addTab(TEXTS.get("waiters"), waiters);
        var split = new JSplitPane(JSplitPane.HORIZONTAL_SPLIT, new JScrollPane(steps), detail);
        split.setResizeWeight(0.3);
        split.setDividerLocation(Theme.grid(48));
        split.setBorder(null);
        section = new Section("transactions", TEXTS.get("question"), split);
        panel.add(message, BorderLayout.PAGE_START);
        panel.add(section);
        panel.add(bar(), BorderLayout.PAGE_END);
        transacting.addListener(moved);
        context.document().addListener(this);
        show();
    }

    private JPanel bar() {
        var bar = new WrapBar(2);
        buttons.add(bar, "begin", () -> transacting.begin(Kind.WRITE));
        buttons.add(bar, "beginRead", () -> transacting.begin(Kind.READ));
        buttons.add(bar, "takeBack", () -> steps.selected().ifPresent(step -> transacting.takeBack((Step) step)));
        buttons.add(bar, "prepare", transacting::prepare);
        buttons.add(bar, "commit", transacting::commit);
        buttons.add(bar, "cancel", transacting::cancel);
        return bar;
    }

    @Override
    public JComponent component() {
        return panel;
    }

    @Override
    public void shown() {
        show();
        timer.start();
    }

    @Override
    public void hidden() {
        waiters.look(false);
        timer.stop();
    }

    @Override
    public void disposed() {
        waiters.look(false);
        timer.stop();
        transacting.removeListener(moved);
        context.document().removeListener(this);
    }

    @Override
    public void refreshed(Document document) {
        section.say(words());
    }

    private void aged() {
        section.say(words());
        waiters.look(transacting.state() instanceof State.Open);
    }

    private void show() {
        State state = transacting.state();
        section.say(words());
        List<Step> done = transacting.steps();
        steps.rows(done.stream().map(step -> row(done.indexOf(step) + 1, step)).toList());
        keys.rows(transacting.edits().stream().map(edit -> Row.of(edit,
                Cell.of(TEXTS.get("change." + Change.of(edit))).with(Icons.of("edits")),
                Cell.of(ValueText.key(edit.key())), Cell.of(values.line(edit.key(), edit.expected())),
                Cell.of(values.line(edit.key(), edit.value())))).toList());
        pages.show(transacting.pages(), context.document().view().size());
        waiters.look(state instanceof State.Open);
        boolean free = !transacting.isOpen() && transacting.refusal().isEmpty();
        Optional<State.Open> open = state instanceof State.Open one ? Optional.of(one) : Optional.empty();
        Optional<State.Open> write = open.filter(one -> one.kind() == Kind.WRITE);
        buttons.enable("begin", free);
        buttons.enable("beginRead", free);
        buttons.enable("takeBack", write.filter(one -> !one.prepared()).isPresent() && !done.isEmpty());
        buttons.enable("prepare", write.filter(one -> !one.prepared()).isPresent());
        buttons.enable("commit", write.isPresent());
        buttons.enable("cancel", open.isPresent() || state instanceof State.Beginning);
        tell(state);
    }

    private Row row(int number, Step step) {
        String keysOf = step.edits().stream().limit(3).map(edit -> TEXTS.get("change.sign." + Change.of(edit)) + " "
                + ValueText.key(edit.key())).reduce((a, b) -> a + ", " + b).orElse("");
        String more = step.edits().size() > 3 ? TEXTS.get("step.more", step.edits().size() - 3) : "";
        LocalTime when = LocalTime.ofInstant(step.at(), ZoneId.systemDefault());
        return Row.of(step, Cell.of(Integer.toString(number), "", number), Cell.of(keysOf + more),
                Cell.of(TIME.format(when)));
    }

    /** What state it is in, how old it is, and what the file says of earlier ones. */
    private String words() {
        return switch (transacting.state()) {
            case State.Beginning _ -> TEXTS.get("says.beginning");
            case State.Open(var kind, var since, var prepared, var _) -> TEXTS.get(prepared
                    ? "says.prepared"
                    : "says.open." + kind, age(since), transacting.steps().size(), transacting.pages().size());
            case State.Ending _ -> TEXTS.get("says.ending");
            default -> transacting.refusal().orElseGet(() -> TEXTS.get("says.none"));
        } + " " + sequences(context.document().view().header());
    }

    private static String age(Instant since) {
        Duration age = Duration.between(since, Instant.now());
        return age.toMinutes() > 0
                ? TEXTS.get("age.minutes", age.toMinutes(), age.toSecondsPart())
                : TEXTS.get("age.seconds", Math.max(0, age.toSeconds()));
    }

    /** Visible is what all processes see; durable in place is what no power cut can make a replay of. */
    private static String sequences(Header header) {
        return header instanceof Tdb2Header words && words.variant() == 1
                ? TEXTS.get("says.sequences", words.committed(), words.retired())
                : "";
    }

    private void tell(State state) {
        switch (state) {
            case State.Committed(long number, int edits) -> message.show(new Message(Tone.INFO,
                    TEXTS.get("committed", edits, Long.toString(number)), TEXTS.get("committed.means"), "", ""),
                    dismiss());
            case State.Ended(var kind) -> message.show(new Message(Tone.INFO, TEXTS.get("ended." + kind),
                    TEXTS.get("ended.means." + kind), "", ""), dismiss());
            case State.Failed(var why) -> message.show(Message.of(TEXTS.get("failed"), TEXTS.get("failed.means"),
                    why.fault()), dismiss());
            case State.Open(var _, var _, var _, var trouble) when trouble.isPresent() -> message.show(Message.of(
                    TEXTS.get("refused"), TEXTS.get("refused.means"), trouble.get().fault()), dismiss());
            default -> message.clear();
        }
    }

    private Action dismiss() {
        return new AbstractAction(TEXTS.get("dismiss")) {
            @Override
            public void actionPerformed(ActionEvent event) {
                transacting.dismiss();
            }
        };
    }
}
