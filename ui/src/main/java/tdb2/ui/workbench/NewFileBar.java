package tdb2.ui.workbench;

import java.awt.Component;
import java.awt.KeyboardFocusManager;
import java.awt.event.ActionEvent;
import java.io.File;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

import javax.swing.AbstractAction;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JFileChooser;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextField;
import javax.swing.KeyStroke;

import net.miginfocom.swing.MigLayout;

import tdb2.engine.error.TdbException;
import tdb2.ui.theme.Icons;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;

/** Asks what a new database is to be and where, and makes it. Hidden until it is opened; event thread only. */
final class NewFileBar extends JPanel {

    private static final Texts TEXTS = Jobs.TEXTS;

    private final transient JobQueue jobs;
    private final transient Consumer<Path> opener;
    private final JLabel title = new JLabel(TEXTS.get("new.title"));
    private final JTextField name = new JTextField("new.tdb");
    private final JTextField folder = new JTextField();
    private final DialectFields kind = new DialectFields("new", this::create);
    private final JLabel problem = new JLabel();
    private final JButton create = new JButton(Actions.of("createFile", this::create));
    private transient Optional<Component> before = Optional.empty();

    /**
     * @param jobs where the file is made
     * @param opener opens it then
     */
    NewFileBar(JobQueue jobs, Consumer<Path> opener) {
        super(new MigLayout("insets 12, gapx 8, gapy 6, hidemode 3, fillx", "[][grow, fill][]"));
        this.jobs = jobs;
        this.opener = opener;
        setName("new");
        setVisible(false);
        var choose = new JButton(Actions.of("chooseFolder", this::chooseFolder));
        var leave = new JButton(Actions.of("leaveNew", this::leave));
        choose.setName("new.choose");
        create.setName("new.create");
        leave.setName("new.leave");
        problem.setName("new.problem");
        problem.setIcon(Icons.of("warning"));
        problem.setVisible(false);
        add(title, "span, wrap");
        field("name", name, "wmin 120, wrap");
        field("folder", folder, "wmin 120");
        add(choose, "wrap");
        add(kind, "span, growx, wrap");
        add(problem, "skip 1, span, wmin 0, wrap");
        var buttons = new JPanel(new MigLayout("insets 0, gapx 8"));
        buttons.setOpaque(false);
        buttons.add(create);
        buttons.add(leave);
        add(buttons, "skip 1, span");
        name.addActionListener(_ -> create());
        folder.addActionListener(_ -> create());
        getInputMap(JComponent.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT).put(KeyStroke.getKeyStroke("ESCAPE"), "leave");
        getActionMap().put("leave", new AbstractAction() {
            @Override
            public void actionPerformed(ActionEvent event) {
                leave();
            }
        });
        restyle();
    }

    private void field(String of, JComponent field, String how) {
        var label = new JLabel(TEXTS.get("new." + of));
        label.setLabelFor(field);
        label.setDisplayedMnemonic(TEXTS.get("new." + of + ".mnemonic").charAt(0));
        field.setName("new." + of);
        add(label);
        add(field, how);
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

    /** Asks, ready to type the name. */
    void open(Path where) {
        if (!isVisible()) {
            before = Optional
                    .ofNullable(KeyboardFocusManager.getCurrentKeyboardFocusManager().getPermanentFocusOwner());
            folder.setText(where.toString());
        }
        say("");
        setVisible(true);
        revalidate();
        name.requestFocusInWindow();
        name.select(0, Math.max(0, name.getText().lastIndexOf('.')));
    }

    private void leave() {
        setVisible(false);
        before.filter(Component::isShowing).ifPresent(Component::requestFocusInWindow);
        before = Optional.empty();
    }

    private void say(String what) {
        problem.setText(what);
        problem.setVisible(!what.isEmpty());
        revalidate();
    }

    private void chooseFolder() {
        var chooser = new JFileChooser(new File(folder.getText()));
        chooser.setFileSelectionMode(JFileChooser.DIRECTORIES_ONLY);
        chooser.setDialogTitle(TEXTS.get("new.folder"));
        if (chooser.showOpenDialog(this) == JFileChooser.APPROVE_OPTION) {
            folder.setText(chooser.getSelectedFile().toString());
        }
    }

    private void create() {
        if (!create.isEnabled()) {
            return;
        }
        try {
            DialectFields.Wanted wanted = kind.wanted();
            Path path = Path.of(folder.getText()).resolve(name.getText());
            if (wanted.options().isEmpty() || name.getText().isBlank()) {
                say(name.getText().isBlank() ? TEXTS.get("new.name.missing") : wanted.problem());
                return;
            }
            say("");
            create.setEnabled(false);
            jobs.enqueue(this, new CreateJob(path, wanted.options().get(), this::made, this::refused));
        } catch (java.nio.file.InvalidPathException e) {
            say(e.getMessage());
        }
    }

    private void made(Path path) {
        create.setEnabled(true);
        leave();
        opener.accept(path);
    }

    private void refused(TdbException why) {
        create.setEnabled(true);
        say(why.getMessage());
        name.requestFocusInWindow();
    }
}
