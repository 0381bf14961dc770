package tdb2.ui.workbench;

import java.awt.Component;
import java.awt.KeyboardFocusManager;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

import javax.swing.JButton;
import javax.swing.JCheckBox;
import javax.swing.JComponent;
import javax.swing.JFileChooser;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextField;
import javax.swing.KeyStroke;

import net.miginfocom.swing.MigLayout;

import tdb2.ui.theme.Icons;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;

/**
 * Asks for paths, and for this or that beside them, above the views. Its texts are those that begin with its id. Hidden
 * until it is opened; event thread only.
 */
public final class PathForm extends JPanel {

    private static final Texts TEXTS = Jobs.TEXTS;

    private final String id;
    private final JLabel title;
    private final Map<String, JTextField> paths = new LinkedHashMap<>();
    private final Map<String, JCheckBox> options = new LinkedHashMap<>();
    private final JLabel problem = new JLabel();
    private final JButton go;
    private final transient Runnable work;
    private transient Optional<Component> before = Optional.empty();

    /**
     * @param paths names of what is asked for
     * @param options names of what can be ticked
     * @param work done when all paths are given; its action has the id of the form with "run" before it
     */
    public PathForm(String id, List<String> paths, List<String> options, Runnable work) {
        super(new MigLayout("insets 12, gapx 8, gapy 6, hidemode 3, fillx", "[][grow, fill][]"));
        this.id = id;
        this.work = work;
        title = new JLabel(TEXTS.get(id + ".title"));
        go = new JButton(Actions.of("run." + id, this::run));
        go.setName(id + ".run");
        setName(id);
        setVisible(false);
        add(title, "span, wrap");
        paths.forEach(this::path);
        options.forEach(this::option);
        problem.setName(id + ".problem");
        problem.setIcon(Icons.of("warning"));
        problem.setVisible(false);
        add(problem, "skip 1, span, wmin 0, wrap");
        var leave = new JButton(Actions.of("leaveForm", this::leave));
        leave.setName(id + ".leave");
        var buttons = new JPanel(new MigLayout("insets 0, gapx 8"));
        buttons.setOpaque(false);
        buttons.add(go);
        buttons.add(leave);
        add(buttons, "skip 1, span");
        getInputMap(JComponent.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT).put(KeyStroke.getKeyStroke("ESCAPE"), "leave");
        getActionMap().put("leave", Actions.of("leaveForm", this::leave));
        restyle();
    }

    private void path(String name) {
        var field = new JTextField();
        var label = new JLabel(TEXTS.get(id + "." + name));
        label.setLabelFor(field);
        label.setDisplayedMnemonic(TEXTS.get(id + "." + name + ".mnemonic").charAt(0));
        field.setName(id + "." + name);
        field.addActionListener(_ -> run());
        var choose = new JButton(Actions.of("chooseFile", () -> choose(field, label.getText())));
        choose.setName(id + "." + name + ".choose");
        add(label);
        add(field, "wmin 120");
        add(choose, "wrap");
        paths.put(name, field);
    }

    private void option(String name) {
        var box = new JCheckBox(TEXTS.get(id + "." + name));
        box.setMnemonic(TEXTS.get(id + "." + name + ".mnemonic").charAt(0));
        box.setName(id + "." + name);
        box.setOpaque(false);
        add(box, "skip 1, span, wrap");
        options.put(name, box);
    }

    private void choose(JTextField field, String what) {
        var chooser = new JFileChooser();
        chooser.setSelectedFile(new File(field.getText()));
        chooser.setDialogTitle(what);
        if (chooser.showDialog(this, TEXTS.get("form.choose")) == JFileChooser.APPROVE_OPTION) {
            field.setText(chooser.getSelectedFile().toString());
        }
    }

    @Override
    public void updateUI() {
        super.updateUI();
        if (title != null) {
            restyle();
        }
    }

    private void restyle() {
        title.setFont(Theme.title());
    }

    /** Asks, with what is in the fields to begin with. */
    public void open(String about, Map<String, String> known) {
        if (!isVisible()) {
            before = Optional
                    .ofNullable(KeyboardFocusManager.getCurrentKeyboardFocusManager().getPermanentFocusOwner());
        }
        title.setText(about);
        known.forEach((name, text) -> paths.get(name).setText(text));
        options.values().forEach(box -> box.setSelected(false));
        say("");
        setVisible(true);
        revalidate();
        JTextField first = paths.values().iterator().next();
        first.requestFocusInWindow();
        first.selectAll();
    }

    /** What was typed for a path that is asked for. */
    public Path typed(String name) {
        return Path.of(paths.get(name).getText().strip());
    }

    /** Whether something is ticked. */
    public boolean isTicked(String name) {
        return options.get(name).isSelected();
    }

    private void run() {
        if (!go.isEnabled()) {
            return;
        }
        if (paths.values().stream().anyMatch(field -> field.getText().isBlank())) {
            say(TEXTS.get("form.missing"));
            return;
        }
        try {
            paths.keySet().forEach(this::typed);
            say("");
            go.setEnabled(false);
            work.run();
        } catch (InvalidPathException e) {
            say(e.getMessage());
        }
    }

    /** The work came to an end: what went wrong is said, otherwise the form goes. */
    public void ended(Optional<String> why) {
        go.setEnabled(true);
        why.ifPresentOrElse(this::say, this::leave);
    }

    /** What the form asked for was not done: says why, if the form is still there. */
    public void failed(String why) {
        if (isVisible()) {
            ended(Optional.of(why));
        }
    }

    private void say(String what) {
        problem.setText(what);
        problem.setToolTipText(what.isEmpty() ? null : what);
        problem.setVisible(!what.isEmpty());
        revalidate();
    }

    private void leave() {
        setVisible(false);
        before.filter(Component::isShowing).ifPresent(Component::requestFocusInWindow);
        before = Optional.empty();
    }
}
