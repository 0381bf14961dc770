package tdb2.ui.records;

import java.awt.Dimension;
import java.awt.event.ActionEvent;
import java.util.Optional;
import java.util.function.Consumer;
import javax.swing.AbstractAction;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JMenuItem;
import javax.swing.JPopupMenu;
import javax.swing.JProgressBar;
import javax.swing.JTextField;
import javax.swing.JToggleButton;
import javax.swing.KeyStroke;
import javax.swing.Timer;
import tdb2.engine.query.BadFilterException;
import tdb2.engine.query.Filter;
import tdb2.engine.query.Where;
import tdb2.ui.theme.Icons;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.TextFields;
import tdb2.ui.widgets.WrapBar;
import tdb2.ui.workbench.JobHandle;
import tdb2.ui.workbench.Settings;

/** Where the user types what to look for, reads how much there is, and stops a search. Event thread only. */
final class FilterBar extends WrapBar {
    private static final Texts TEXTS = Texts.of(FilterBar.class);
    private static final int REST_MILLIS = 180;
    private static final int LOOK_MILLIS = 100;

    private final JTextField field = new JTextField(24);
    private final JComboBox<Wanted.Kind> kind = new JComboBox<>(Wanted.Kind.values());
    private final JComboBox<Where> where = new JComboBox<>(Where.values());
    private final JToggleButton matchCase = new JToggleButton(TEXTS.get("filter.case"));
    private final JLabel problem = new JLabel();
    private final JLabel count = new JLabel();
    private final JProgressBar bar = new JProgressBar(0, 1000);
    private final JButton cancel = new JButton(TEXTS.get("filter.cancel"));
    private final transient Consumer<Filter> listener;
    private final transient Runnable onward;
    private final transient FilterHistory history;
    private final Timer rest = new Timer(REST_MILLIS, _ -> tell());
    private final Timer look = new Timer(LOOK_MILLIS, _ -> progress());
    private transient Optional<JobHandle> job = Optional.empty();
    private transient Wanted told = Wanted.NOTHING;
    private boolean filling;

    /**
     * @param listener told the filter, when the user stopped typing
     * @param onward moves the keyboard to what the filter found
     * @param buttons what else stands in the bar
     */
    FilterBar(Settings settings, Consumer<Filter> listener, Runnable onward, JComponent... buttons) {
        super(2);
        this.listener = listener;
        this.onward = onward;
        history = new FilterHistory(settings);
        rest.setRepeats(false);
        prepareField();
        prepareChoices();
        count.setName("records.count");
        cancel.setName("filter.cancel");
        cancel.setToolTipText(TEXTS.get("filter.cancel.tip"));
        cancel.addActionListener(_ -> job.ifPresent(JobHandle::cancel));
        bar.getAccessibleContext().setAccessibleName(TEXTS.get("filter.progress"));
        problem.setName("filter.problem");
        problem.setIcon(Icons.of("warning"));
        problem.setVisible(false);
        grow(field, 120);
        add(kind);
        add(where);
        add(matchCase);
        add(count);
        bar.setPreferredSize(new Dimension(Theme.grid(20), bar.getPreferredSize().height));
        add(bar);
        add(cancel);
        for (var button : buttons) {
            button.putClientProperty("JButton.buttonType", "toolBarButton"); // narrower: all stand in one row
            add(button);
        }
        begin(problem);
        busy(Optional.empty());
    }

    /** Says how many records there are; the tooltip says more. */
    void say(String text, String tip) {
        count.setText(text);
        count.setToolTipText(tip.isEmpty() ? null : tip);
    }

    /** Shows how far a job is, and lets it be cancelled. */
    void busy(Optional<JobHandle> running) {
        job = running;
        bar.setVisible(running.isPresent());
        cancel.setVisible(running.isPresent());
        if (running.isPresent()) {
            look.start();
            progress();
        } else {
            look.stop();
        }
    }

    /** Puts the focus into the field. */
    void focus() {
        field.requestFocusInWindow();
        field.selectAll();
    }

    /** Takes the filter away. */
    void clear() {
        field.setText("");
        tell();
    }

    private void progress() {
        double part = job.map(JobHandle::fraction).orElse(0.0);
        bar.setIndeterminate(part < 0);
        bar.setValue((int) (1000 * Math.max(0, part)));
        if (job.isPresent() && job.get().state().over()) {
            busy(Optional.empty());
        }
    }

    private void prepareField() {
        field.setName("filter.text");
        field.putClientProperty("JTextField.placeholderText", TEXTS.get("filter.placeholder"));
        field.putClientProperty("JTextField.showClearButton", true);
        field.putClientProperty("JTextField.leadingIcon", Icons.of("search"));
        field.getAccessibleContext().setAccessibleName(TEXTS.get("filter.placeholder"));
        explain();
        TextFields.onEdit(field, this::typed);
        field.addActionListener(_ -> {
            tell();
            history.add(wanted());
        });
        bind("ESCAPE", this::clear);
        bind("DOWN", this::down);
    }

    private void prepareChoices() {
        kind.setName("filter.kind");
        kind.setRenderer(Choices.of(value -> TEXTS.get("filter.kind." + value)));
        kind.getAccessibleContext().setAccessibleName(TEXTS.get("filter.kind.name"));
        where.setName("filter.where");
        where.setRenderer(Choices.of(value -> TEXTS.get("filter.where." + value)));
        where.getAccessibleContext().setAccessibleName(TEXTS.get("filter.where.name"));
        where.setToolTipText(TEXTS.get("filter.where.tip"));
        matchCase.setName("filter.case");
        matchCase.setToolTipText(TEXTS.get("filter.case.tip"));
        matchCase.getAccessibleContext().setAccessibleName(TEXTS.get("filter.case.tip"));
        kind.addActionListener(_ -> {
            explain();
            tellIfWanted();
        });
        where.addActionListener(_ -> tellIfWanted());
        matchCase.addActionListener(_ -> tellIfWanted());
    }

    private void explain() {
        var tip = TEXTS.get("filter.tip." + kind.getSelectedItem());
        field.setToolTipText(tip);
        field.getAccessibleContext().setAccessibleDescription(tip);
    }

    private void bind(String key, Runnable does) {
        field.getInputMap(JComponent.WHEN_FOCUSED).put(KeyStroke.getKeyStroke(key), "filter." + key);
        field.getActionMap().put("filter." + key, new AbstractAction() {
            @Override
            public void actionPerformed(ActionEvent event) {
                does.run();
            }
        });
    }

    /** From a filter down to what it found; where none is typed, the filters used last are offered. */
    private void down() {
        if (!field.getText().isEmpty() || history.latest().isEmpty()) {
            tell();
            onward.run();
        } else {
            recall();
        }
    }

    private void recall() {
        var menu = new JPopupMenu();
        for (Wanted before : history.latest()) {
            var item = new JMenuItem(before.text());
            item.setFont(Theme.mono());
            item.setToolTipText(TEXTS.get("filter.kind." + before.kind()));
            item.addActionListener(_ -> take(before));
            menu.add(item);
        }
        menu.show(field, 0, field.getHeight());
    }

    private void take(Wanted before) {
        filling = true;
        kind.setSelectedItem(before.kind());
        where.setSelectedItem(before.where());
        matchCase.setSelected(before.matchCase());
        field.setText(before.text());
        filling = false;
        tell();
    }

    private Wanted wanted() {
        return new Wanted((Wanted.Kind) kind.getSelectedItem(), (Where) where.getSelectedItem(),
                matchCase.isSelected(), field.getText());
    }

    private void typed() {
        if (!filling) {
            rest.restart();
        }
    }

    private void tellIfWanted() {
        if (!filling && !field.getText().isEmpty()) {
            tell();
        }
    }

    private void tell() {
        rest.stop();
        var wanted = wanted();
        if (wanted.equals(told) || (wanted.text().isEmpty() && told.text().isEmpty())) {
            return;
        }
        try {
            var filter = wanted.filter();
            told = wanted;
            problem(Optional.empty());
            listener.accept(filter);
        } catch (BadFilterException bad) {
            problem(Optional.of(bad));
        }
    }

    private void problem(Optional<BadFilterException> bad) {
        field.putClientProperty("JComponent.outline", bad.isPresent() ? "error" : null);
        problem.setVisible(bad.isPresent());
        bad.ifPresent(why -> {
            problem.setText(TEXTS.get("filter.problem", why.position() + 1, why.getMessage()));
            field.getAccessibleContext().setAccessibleDescription(problem.getText());
        });
        revalidate();
    }
}
