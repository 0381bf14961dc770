package tdb2.ui.palette;

import java.awt.BorderLayout;
import java.awt.Component;
import java.awt.KeyboardFocusManager;
import java.awt.event.ActionEvent;
import java.awt.event.ComponentAdapter;
import java.awt.event.ComponentEvent;
import java.awt.event.FocusAdapter;
import java.awt.event.FocusEvent;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

import javax.swing.AbstractAction;
import javax.swing.BorderFactory;
import javax.swing.DefaultListModel;
import javax.swing.JFrame;
import javax.swing.JLayeredPane;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextField;
import javax.swing.KeyStroke;
import javax.swing.ListSelectionModel;
import javax.swing.SwingUtilities;
import javax.swing.UIManager;

import com.formdev.flatlaf.ui.FlatDropShadowBorder;

import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.Lists;
import tdb2.ui.widgets.TextFields;

/** Lies over the window while the user looks for something by name. Event thread only. */
public final class Palette extends JPanel {

    private static final Texts TEXTS = Texts.of(Palette.class);
    private static final int PAGE = 8;

    private final JFrame frame;
    private final Supplier<List<Entry>> source;
    private final JTextField field = new JTextField();
    private final DefaultListModel<Entry> found = new DefaultListModel<>();
    private final JList<Entry> list = new JList<>(found);
    private List<Entry> all = List.of();
    private Optional<Component> before = Optional.empty();

    /**
     * @param frame the window it lies over
     * @param source gives what can be found, each time it opens
     */
    public Palette(JFrame frame, Supplier<List<Entry>> source) {
        super(new BorderLayout());
        this.frame = frame;
        this.source = source;
        setName("palette");
        setVisible(false);
        field.setName("palette.field");
        field.putClientProperty("JTextField.placeholderText", TEXTS.get("hint"));
        field.getAccessibleContext().setAccessibleName(TEXTS.get("name"));
        list.setName("palette.list");
        list.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        list.setFocusable(false);
        list.getAccessibleContext().setAccessibleName(TEXTS.get("found"));
        list.setCellRenderer(new EntryRenderer());
        list.addListSelectionListener(_ -> field.getAccessibleContext()
                .setAccessibleDescription(String.valueOf(list.getSelectedValue())));
        Lists.onChosen(list, _ -> run());
        add(field, BorderLayout.NORTH);
        add(new JScrollPane(list));
        listen();
        restyle();
        frame.getLayeredPane().add(this, JLayeredPane.MODAL_LAYER);
    }

    private void listen() {
        TextFields.onEdit(field, this::search);
        field.addFocusListener(new FocusAdapter() {
            @Override
            public void focusLost(FocusEvent event) {
                if (!event.isTemporary()) {
                    before = Optional.empty();
                    close();
                }
            }
        });
        bind("ESCAPE", _ -> close());
        bind("ENTER", _ -> run());
        bind("DOWN", _ -> step(1));
        bind("UP", _ -> step(-1));
        bind("PAGE_DOWN", _ -> step(PAGE));
        bind("PAGE_UP", _ -> step(-PAGE));
        frame.getLayeredPane().addComponentListener(new ComponentAdapter() {
            @Override
            public void componentResized(ComponentEvent event) {
                place();
            }
        });
    }

    private void bind(String key, Consumer<ActionEvent> what) {
        field.getInputMap().put(KeyStroke.getKeyStroke(key), "palette." + key);
        field.getActionMap().put("palette." + key, new AbstractAction() {
            @Override
            public void actionPerformed(ActionEvent event) {
                what.accept(event);
            }
        });
    }

    /** Opens it, with nothing asked yet. */
    public void open() {
        Component owner = KeyboardFocusManager.getCurrentKeyboardFocusManager().getPermanentFocusOwner();
        if (owner != null && !SwingUtilities.isDescendingFrom(owner, this)) {
            before = Optional.of(owner);
        }
        all = source.get();
        field.setText("");
        search();
        setVisible(true);
        place();
        field.requestFocusInWindow();
    }

    private void close() {
        setVisible(false);
        before.filter(Component::isShowing).ifPresent(Component::requestFocusInWindow);
        before = Optional.empty();
    }

    private void run() {
        Optional<Entry> chosen = Optional.ofNullable(list.getSelectedValue()).filter(Entry::enabled);
        if (chosen.isPresent()) {
            close();
            chosen.get().run().run();
        }
    }

    private void step(int by) {
        if (!found.isEmpty()) {
            int at = Math.clamp((long) list.getSelectedIndex() + by, 0, found.size() - 1);
            list.setSelectedIndex(at);
            list.ensureIndexIsVisible(at);
        }
    }

    private record Hit(Entry entry, int score) {}

    private void search() {
        var hits = new ArrayList<Hit>();
        for (Entry entry : all) {
            Fuzzy.score(field.getText(), entry.title() + " " + entry.group())
                    .ifPresent(score -> hits.add(new Hit(entry, score)));
        }
        hits.sort(Comparator.comparing((Hit hit) -> !hit.entry().enabled()).thenComparing(hit -> -hit.score()));
        found.clear();
        found.addAll(hits.stream().map(Hit::entry).toList());
        list.setSelectedIndex(hits.isEmpty() ? -1 : 0);
        list.ensureIndexIsVisible(0);
    }

    private void place() {
        var pane = frame.getLayeredPane();
        int width = Math.min(Theme.grid(150), pane.getWidth() - Theme.grid(8));
        int height = Math.min(Theme.grid(110), pane.getHeight() * 2 / 3);
        setBounds((pane.getWidth() - width) / 2, pane.getHeight() / 10, width, height);
        revalidate();
    }

    @Override
    public void updateUI() {
        super.updateUI();
        if (list != null) {
            restyle();
        }
    }

    private void restyle() {
        setBackground(UIManager.getColor("Menu.background"));
        setBorder(BorderFactory.createCompoundBorder(new FlatDropShadowBorder(),
                BorderFactory.createCompoundBorder(
                        BorderFactory.createLineBorder(UIManager.getColor("Component.borderColor")),
                        BorderFactory.createEmptyBorder(Theme.grid(2), Theme.grid(2), Theme.grid(2), Theme.grid(2)))));
    }
}
