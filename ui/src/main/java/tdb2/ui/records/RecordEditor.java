package tdb2.ui.records;

import java.awt.event.ActionEvent;
import java.util.Optional;
import java.util.function.Consumer;
import javax.swing.AbstractAction;
import javax.swing.Action;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JFileChooser;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import javax.swing.JTextField;
import javax.swing.KeyStroke;
import net.miginfocom.swing.MigLayout;
import tdb2.engine.Edit;
import tdb2.engine.error.TdbException;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.Icons;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.ByteText;
import tdb2.ui.workbench.Document;

/**
 * Asks for key and value of a record that is added, or for the new value of one that is there; typed as text with escapes
 * or as hex, or taken from a file. What it makes is an edit, nothing is written. Event thread only.
 */
final class RecordEditor extends JPanel {
    /** Longest value that is shown to be typed in, bytes. */
    static final int TYPED = 4 << 20;
    /** Longest value that can be staged, bytes. */
    static final int LARGEST = 64 << 20;

    private static final Texts TEXTS = Texts.of(RecordEditor.class);

    private final transient Document document;
    private final transient Consumer<Edit> made;
    private final transient Runnable left;
    private final JLabel title = new JLabel();
    private final JTextField keyField = new JTextField();
    private final JTextArea valueField = new JTextArea();
    private final transient ByteInput key = new ByteInput("editor.key", keyField, false);
    private final transient ByteInput value = new ByteInput("editor.value", valueField, true);
    private final JLabel problem = new JLabel();
    private final JButton stage;
    private transient Task task = new Task.Add();
    /** A value that is too long to be shown, or was taken from a file. */
    private transient Optional<byte[]> whole = Optional.empty();

    /** What is asked for. */
    private sealed interface Task {

        /** A new record. */
        record Add() implements Task {}

        /** Another value of a record that is there. */
        record Change(byte[] key, byte[] before) implements Task {}
    }

    /**
     * @param made takes the edit
     * @param left called when the user gave up, or is done
     */
    RecordEditor(Document document, Consumer<Edit> made, Runnable left) {
        super(new MigLayout("insets 8, gapx 8, gapy 4, fill, hidemode 3", "[][grow, fill][]",
                "[][][][grow, fill][][]"));
        this.document = document;
        this.made = made;
        this.left = left;
        setName("editor");
        stage = new JButton(action("editor.stage", this::stage));
        prepareFields();
        layOut();
        bind("stage", this::stage);
        bind("leave", left);
        restyle();
    }

    private void layOut() {
        var keyLabel = new JLabel(TEXTS.get("editor.key"));
        keyLabel.setLabelFor(keyField);
        var valueLabel = new JLabel(TEXTS.get("editor.value"));
        valueLabel.setLabelFor(valueField);
        var load = new JButton(action("editor.import", this::load));
        load.setName("editor.import");
        load.setToolTipText(TEXTS.get("editor.import.tip"));
        stage.setName("editor.stage");
        stage.setToolTipText(TEXTS.get("editor.stage.tip"));
        var cancel = new JButton(action("editor.leave", left));
        cancel.setName("editor.leave");
        problem.setName("editor.problem");
        problem.setIcon(Icons.of("warning"));
        var buttons = new JPanel(new MigLayout("insets 0, gapx 8"));
        buttons.setOpaque(false);
        buttons.add(stage);
        buttons.add(cancel);
        buttons.add(load);
        add(title, "span, wmin 0, wrap");
        add(keyLabel);
        add(keyField, "wmin 100");
        add(key.hexButton(), "wrap");
        add(key.reading(), "skip 1, span, wmin 0, wrap");
        add(valueLabel, "aligny top, growy 0");
        add(new JScrollPane(valueField), "grow, hmin 60, wmin 100");
        add(value.hexButton(), "aligny top, growy 0, wrap");
        add(value.reading(), "skip 1, span, wmin 0, wrap");
        add(problem, "skip 1, span, wmin 0, wrap");
        add(buttons, "skip 1, span");
    }

    private void prepareFields() {
        keyField.setName("editor.key");
        keyField.putClientProperty("JTextField.placeholderText", TEXTS.get("goto.placeholder"));
        keyField.addActionListener(_ -> valueField.requestFocusInWindow());
        valueField.setName("editor.value");
        // Tab leaves; a tab in the text is \t
        valueField.setFocusTraversalKeys(java.awt.KeyboardFocusManager.FORWARD_TRAVERSAL_KEYS, null);
        valueField.setFocusTraversalKeys(java.awt.KeyboardFocusManager.BACKWARD_TRAVERSAL_KEYS, null);
    }

    private static Action action(String text, Runnable does) {
        return new AbstractAction(TEXTS.get(text)) {
            @Override
            public void actionPerformed(ActionEvent event) {
                does.run();
            }
        };
    }

    private void bind(String id, Runnable does) {
        getInputMap(WHEN_ANCESTOR_OF_FOCUSED_COMPONENT)
                .put(KeyStroke.getKeyStroke(TEXTS.get("editor." + id + ".key")), id);
        getActionMap().put("editor." + id, action("editor." + id, does));
        getInputMap(JComponent.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT)
                .put(KeyStroke.getKeyStroke(TEXTS.get("editor." + id + ".key")), "editor." + id);
    }

    @Override
    public void updateUI() {
        super.updateUI();
        if (value != null) {
            restyle();
        }
    }

    private void restyle() {
        title.setFont(Theme.title());
        key.restyle();
        value.restyle();
    }

    /** Asks for a new record. */
    void add() {
        task = new Task.Add();
        title.setText(TEXTS.get("editor.add"));
        key.set(new byte[0]);
        begin(new byte[0], true);
        keyField.requestFocusInWindow();
    }

    /** Asks for another value. */
    void change(byte[] of, byte[] before, byte[] now) {
        task = new Task.Change(of, before);
        title.setText(TEXTS.get("editor.change", ByteText.escaped(of, 0, Math.min(80, of.length))));
        key.setReadable(of);
        begin(now, false);
        valueField.requestFocusInWindow();
    }

    private void begin(byte[] content, boolean add) {
        say("");
        stage.setEnabled(true);
        keyField.setEditable(add);
        key.hexButton().setEnabled(true);
        show(content, TEXTS.get("editor.large", Formats.size(content.length)));
    }

    /** Shows a value where it is short enough, else what it is. */
    private void show(byte[] content, String instead) {
        boolean typed = content.length <= TYPED;
        whole = typed ? Optional.empty() : Optional.of(content);
        if (typed) {
            value.setReadable(content);
        } else {
            value.set(new byte[0]);
            say(instead);
        }
        valueField.setEnabled(typed);
        value.hexButton().setEnabled(typed);
    }

    private void say(String what) {
        problem.setText(what);
        problem.setVisible(!what.isEmpty());
        revalidate();
    }

    private void load() {
        var chooser = new JFileChooser();
        chooser.setName("import");
        chooser.setDialogTitle(TEXTS.get("editor.import.title"));
        if (chooser.showOpenDialog(this) == JFileChooser.APPROVE_OPTION) {
            var path = chooser.getSelectedFile().toPath();
            document.jobs().read(this, new ImportJob(path, content -> {
                say("");
                show(content, TEXTS.get("editor.imported", Formats.size(content.length), path.getFileName()));
            }, this::failed));
        }
    }

    private void failed(TdbException why) {
        stage.setEnabled(true);
        say(why.getMessage());
    }

    private void stage() {
        if (!stage.isEnabled()) {
            return;
        }
        stage.setEnabled(false);
        say("");
        var wanted = task;
        document.jobs().read(this, new StageJob(document, wanted instanceof Task.Change change
                ? Optional.of(change.key())
                : Optional.empty(), key.typed(), value.typed(), whole, outcome -> {
                    stage.setEnabled(true);
                    switch (outcome) {
                        case StageJob.Outcome.Bytes(byte[] ofKey, byte[] content) ->
                                finish(wanted instanceof Task.Change(byte[] same, byte[] before)
                                        ? Edit.replace(same, before, content)
                                        : Edit.insert(ofKey, content));
                        case StageJob.Outcome.BadKey() -> say(TEXTS.get("editor.badKey", key.problem()));
                        case StageJob.Outcome.BadValue() -> say(TEXTS.get("editor.badValue", value.problem()));
                        case StageJob.Outcome.There() -> say(TEXTS.get("editor.there"));
                    }
                }, this::failed));
    }

    private void finish(Edit edit) {
        left.run();
        made.accept(edit);
    }
}
