package tdb2.ui.workbench;

import java.awt.Component;
import java.awt.KeyboardFocusManager;
import java.awt.event.ActionEvent;
import java.io.File;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

import javax.swing.AbstractAction;
import javax.swing.JButton;
import javax.swing.JComboBox;
import javax.swing.JComponent;
import javax.swing.JFileChooser;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextField;
import javax.swing.KeyStroke;

import net.miginfocom.swing.MigLayout;

import tdb2.engine.CreateOptions;
import tdb2.engine.error.TdbException;
import tdb2.engine.hash.HashChoice;
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
    private final JComboBox<String> variant = box("variant", "1", "0");
    private final JComboBox<String> order = box("order", "native", "LE", "BE");
    private final JComboBox<String> hash = box("hash", "default", "constant:0");
    private final JTextField seed = new JTextField();
    private final JLabel problem = new JLabel();
    private final JButton create = new JButton(Actions.of("createFile", this::create));
    private transient Optional<Component> before = Optional.empty();

    /**
     * @param jobs where the file is made
     * @param opener opens it then
     */
    NewFileBar(JobQueue jobs, Consumer<Path> opener) {
        super(new MigLayout("insets 12, gapx 8, gapy 6, hidemode 3, fillx", "[][grow, fill][][]16[][grow, fill]"));
        this.jobs = jobs;
        this.opener = opener;
        setName("new");
        setVisible(false);
        var choose = new JButton(Actions.of("chooseFolder", this::chooseFolder));
        var leave = new JButton(Actions.of("leaveNew", this::leave));
        choose.setName("new.choose");
        create.setName("new.create");
        leave.setName("new.leave");
        seed.setName("new.seed");
        seed.putClientProperty("JTextField.placeholderText", TEXTS.get("new.seed.random"));
        problem.setName("new.problem");
        problem.setIcon(Icons.of("warning"));
        problem.setVisible(false);
        add(title, "span, wrap");
        field("name", name, "span 3, wmin 120");
        field("variant", variant, "wmin 80, wrap");
        field("folder", folder, "span 2, wmin 120");
        add(choose);
        field("order", order, "wmin 80, wrap");
        field("seed", seed, "span 3, wmin 120");
        field("hash", hash, "wmin 80, wrap");
        add(problem, "skip 1, span, wmin 0, wrap");
        var buttons = new JPanel(new MigLayout("insets 0, gapx 8"));
        buttons.setOpaque(false);
        buttons.add(create);
        buttons.add(leave);
        add(buttons, "skip 1, span");
        name.addActionListener(_ -> create());
        folder.addActionListener(_ -> create());
        seed.addActionListener(_ -> create());
        getInputMap(JComponent.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT).put(KeyStroke.getKeyStroke("ESCAPE"), "leave");
        getActionMap().put("leave", new AbstractAction() {
            @Override
            public void actionPerformed(ActionEvent event) {
                leave();
            }
        });
        restyle();
    }

    private static JComboBox<String> box(String of, String... choices) {
        var box = new JComboBox<>(choices);
        box.setName("new." + of);
        box.setRenderer(new javax.swing.DefaultListCellRenderer() {
            @Override
            public Component getListCellRendererComponent(javax.swing.JList<?> list, Object value, int index,
                    boolean chosen, boolean focus) {
                String word = value.toString().split(":")[0];
                return super.getListCellRendererComponent(list, TEXTS.get("new." + of + "." + word), index, chosen,
                        focus);
            }
        });
        return box;
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
            CreateOptions options = options();
            Path path = Path.of(folder.getText()).resolve(name.getText());
            if (name.getText().isBlank()) {
                say(TEXTS.get("new.name.missing"));
                return;
            }
            say("");
            create.setEnabled(false);
            jobs.enqueue(this, new CreateJob(path, options, this::made, this::refused));
        } catch (NumberFormatException _) {
            say(TEXTS.get("new.seed.bad"));
        } catch (java.nio.file.InvalidPathException e) {
            say(e.getMessage());
        }
    }

    private CreateOptions options() {
        ByteOrder wanted = switch ((String) order.getSelectedItem()) {
            case "LE" -> ByteOrder.LITTLE_ENDIAN;
            case "BE" -> ByteOrder.BIG_ENDIAN;
            default -> ByteOrder.nativeOrder();
        };
        CreateOptions options = CreateOptions.DEFAULT.withVariant(variant.getSelectedIndex() == 0 ? 1 : 0)
                .withOrder(wanted);
        options = options.withHash(HashChoice.parse((String) hash.getSelectedItem()).orElseThrow());
        String number = seed.getText().strip();
        return number.isEmpty() ? options : options.withSeed(parse(number));
    }

    /** Decimal or 0x hex, all of 64 bits. */
    private static long parse(String number) {
        return number.startsWith("0x") || number.startsWith("0X")
                ? Long.parseUnsignedLong(number, 2, number.length(), 16)
                : number.startsWith("-") ? Long.parseLong(number) : Long.parseUnsignedLong(number);
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
