package tdb2.ui.learn;

import java.awt.BorderLayout;
import java.awt.EventQueue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;
import javax.swing.JTextField;

import tdb2.engine.error.TdbException;
import tdb2.engine.lab.Act;
import tdb2.engine.lab.Moment;
import tdb2.engine.lab.Scenario;
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
import tdb2.ui.workbench.JobQueue;
import tdb2.ui.workbench.Task;
import tdb2.ui.workbench.ViewButtons;
import tdb2.ui.workbench.WindowContext;
import tdb2.ui.workbench.WindowPart;

/**
 * What operations do to hash tree and free space of a small file in memory, step by step, as the engine tells it: prepared
 * scenarios, and operations of the learner's own. Event thread only.
 */
public final class WalkView implements WindowPart {

    /** The name it is registered under. */
    public static final String ID = "walk";

    private static final Texts TEXTS = Texts.of(WalkView.class);
    private static final Object WALK = "learn.walk";
    private static final Object KEY = "learn.walk.key";

    private final JPanel panel = new JPanel(new BorderLayout());
    private final JobQueue jobs;
    private final MessageBar message = new MessageBar();
    private final JComboBox<String> scenario = LabBar.chooser("walk.scenario",
            Arrays.stream(Scenario.values()).map(one -> TEXTS.get("walk.scenario." + one)));
    private final JComboBox<String> kind = LabBar.chooser("walk.kind",
            Arrays.stream(Act.Kind.values()).map(one -> TEXTS.get("walk.kind." + one)));
    private final JTextField key = field("walk.key", 8);
    private final JTextField value = field("walk.value", 8);
    private final FactTable steps = new FactTable("walk.steps", Column.text(TEXTS.get("column.step"), 44),
            Column.text(TEXTS.get("walk.column.operation"), 110), Column.text(TEXTS.get("walk.column.event"), 150));
    private final WalkPictures pictures = new WalkPictures();
    private final Section section;
    private final ViewButtons buttons = ViewButtons.of(ID, panel, TEXTS);
    private final Playback playback = new Playback("walk.slider", TEXTS, buttons, this::show);
    private Optional<Walked> walked = Optional.empty();

    public WalkView(WindowContext context) {
        jobs = context.jobs().queue(TEXTS.get("owner"));
        panel.setName(ID);
        panel.getAccessibleContext().setAccessibleName(TEXTS.get("walk.name"));
        message.setName("walk.message");
        steps.getAccessibleContext().setAccessibleName(TEXTS.get("walk.steps"));
        steps.onPick(number -> playback.go((Integer) number));
        value.setText(TEXTS.get("walk.value.first"));
        key.addActionListener(_ -> act());
        value.addActionListener(_ -> act());
        var split = new JSplitPane(JSplitPane.HORIZONTAL_SPLIT, new JScrollPane(steps), pictures.component());
        split.setBorder(null);
        split.setResizeWeight(0.3);
        split.setDividerLocation(Theme.grid(72));
        section = new Section("walk.walk", TEXTS.get("walk.question"), split);
        section.say(TEXTS.get("walk.says.nothing"));
        panel.add(message, BorderLayout.PAGE_START);
        panel.add(section);
        panel.add(bar(), BorderLayout.PAGE_END);
        scenario.addActionListener(_ -> walk(List.of()));
        kind.addActionListener(_ -> value.setEnabled(kind.getSelectedIndex() != Act.Kind.DELETE.ordinal()));
    }

    private static JTextField field(String name, int columns) {
        var field = new JTextField(columns);
        field.setName(name);
        field.getAccessibleContext().setAccessibleName(TEXTS.get(name));
        field.putClientProperty("JTextField.placeholderText", TEXTS.get(name));
        return field;
    }

    private JPanel bar() {
        var bar = new WrapBar(2);
        bar.add(scenario);
        playback.addButtons(bar);
        bar.grow(playback.slider(), 80);
        bar.begin(kind);
        bar.grow(key, 80);
        bar.grow(value, 80);
        buttons.add(bar, "act", this::act);
        buttons.add(bar, "sameGroup", this::sameGroup);
        buttons.add(bar, "anew", () -> walk(List.of()));
        return bar;
    }

    @Override
    public JComponent component() {
        return panel;
    }

    @Override
    public void takeFocus() {
        if (walked.isEmpty()) {
            walk(List.of());
        }
        EventQueue.invokeLater(steps::requestFocusInWindow);
    }

    private void walk(List<Act> own) {
        playback.stop();
        Scenario chosen = Scenario.values()[scenario.getSelectedIndex()];
        jobs.enqueue(WALK, new Task<>(TEXTS.get("walk.job"), progress -> Walked.of(chosen, own, progress), this::take,
                this::failed));
    }

    private void take(Walked made) {
        message.clear();
        walked = Optional.of(made);
        playback.steps(0, made.last());
        List<Row> rows = new ArrayList<>();
        for (int i = 1; i <= made.last(); i++) {
            rows.add(row(i, made.moment(i)));
        }
        steps.rows(rows);
        playback.go(made.own().isEmpty() ? Math.min(1, made.last()) : lastBegins(made));
    }

    /** The first step of the last operation. */
    private static int lastBegins(Walked made) {
        int at = made.last();
        while (at > 1 && made.moment(at - 1).event().isPresent()) {
            at--;
        }
        return at;
    }

    private static Row row(int number, Moment moment) {
        return Row.of(number, Cell.of(Integer.toString(number), "", number),
                Cell.of(EventText.operation(moment.act())), Cell.of(EventText.title(moment)));
    }

    private void show(int at) {
        if (at > 0 && at <= steps.getRowCount()) {
            int row = rowOf(at);
            steps.setRowSelectionInterval(row, row);
            steps.scrollRectToVisible(steps.getCellRect(row, 0, true));
        } else {
            steps.clearSelection();
        }
        walked.ifPresent(now -> {
            pictures.show(now, at);
            section.say(at == 0
                    ? TEXTS.get(now.last() == 0 ? "walk.says.empty" : "walk.says.start")
                    : TEXTS.get("walk.says.step", at, now.last(), EventText.operation(now.moment(at).act()),
                            EventText.words(now.moment(at))));
        });
    }

    private int rowOf(int number) {
        int row = 0;
        while (row < steps.getRowCount() - 1 && !steps.whatAt(row).equals(Optional.of(number))) {
            row++;
        }
        return row;
    }

    private void act() {
        if (key.getText().isEmpty()) {
            message.show(new Message(Tone.WARNING, TEXTS.get("walk.nokey"), TEXTS.get("walk.nokey.means"), "", ""));
            key.requestFocusInWindow();
            return;
        }
        List<Act> own = new ArrayList<>(walked.map(Walked::own).orElse(List.of()));
        own.add(new Act(Act.Kind.values()[kind.getSelectedIndex()], key.getText(), value.getText()));
        walk(own);
    }

    /** Proposes a key that falls into the group that is shown. */
    private void sameGroup() {
        walked.ifPresent(now -> jobs.read(KEY, new Task<>(TEXTS.get("walk.job.key"),
                _ -> now.walk().freshKey(now.structures().get(playback.at()).partition()), found -> {
                    key.setText(found.orElse(""));
                    kind.setSelectedIndex(Act.Kind.STORE.ordinal());
                    key.requestFocusInWindow();
                }, this::failed)));
    }

    private void failed(TdbException why) {
        message.show(Message.of(TEXTS.get("walk.failed"), TEXTS.get("failed.means"), why.fault()));
    }
}
