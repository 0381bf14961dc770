package tdb2.ui.help;

import java.awt.BorderLayout;
import java.awt.CardLayout;
import java.awt.event.ActionEvent;
import java.awt.event.ComponentAdapter;
import java.awt.event.ComponentEvent;
import java.util.List;
import java.util.Optional;

import javax.swing.AbstractAction;
import javax.swing.Action;
import javax.swing.DefaultListModel;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JList;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JSplitPane;
import javax.swing.JTextField;
import javax.swing.KeyStroke;
import javax.swing.ListSelectionModel;

import net.miginfocom.swing.MigLayout;
import tdb2.ui.theme.Icons;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.TextFields;

/**
 * The help: contents or what a search found at the left, a page at the right, back and forward between pages. Event
 * thread only.
 */
public final class HelpPane extends JPanel {

    /** Where the help begins. */
    public static final String FIRST = "start";

    private static final Texts TEXTS = Texts.of(HelpPane.class);
    private static final int MOST = 25;
    private static final String CONTENTS = "contents";
    private static final String HITS = "hits";

    private final Trail trail = new Trail();
    private final CardLayout cards = new CardLayout();
    private final JPanel left = new JPanel(cards);
    private final ContentsTree contents = new ContentsTree(id -> open(id, ""));
    private final DefaultListModel<Hit> found = new DefaultListModel<>();
    private final JList<Hit> hits = new JList<>(found);
    private final JLabel count = new JLabel(" ");
    private final JTextField field = new JTextField();
    private final PagePane page = new PagePane(TEXTS.get("page"), this::follow);
    private final JScrollPane scroll = new JScrollPane(page);
    private final Action back;
    private final Action forward;
    private final Runnable leave;
    private Optional<Book> book = Optional.empty();
    private String wanted = FIRST;
    private boolean choosing;

    /** @param leave called when the reader has had enough */
    public HelpPane(Runnable leave) {
        super(new BorderLayout());
        this.leave = leave;
        setName("help");
        back = bound("back", () -> trail.go(-1).ifPresent(id -> show(id, "")));
        forward = bound("forward", () -> trail.go(1).ifPresent(id -> show(id, "")));
        Action search = bound("search", this::takeFocus);
        Action close = bound("close", this::escape);
        add(bar(search, close), BorderLayout.PAGE_START);
        left.add(new JScrollPane(contents), CONTENTS);
        left.add(hitsPane(), HITS);
        var split = new JSplitPane(JSplitPane.HORIZONTAL_SPLIT, left, scroll);
        split.setName("help.split");
        split.getAccessibleContext().setAccessibleName(TEXTS.get("split"));
        split.setDividerLocation(Theme.grid(70));
        add(split);
        scroll.getViewport().addComponentListener(new ComponentAdapter() {
            @Override
            public void componentResized(ComponentEvent event) {
                page.centre(scroll.getViewport().getWidth());
            }
        });
        enableSteps();
    }

    private Action bound(String id, Runnable what) {
        var action =
                new AbstractAction(TEXTS.get("action." + id + ".name"), Icons.of(TEXTS.get("action." + id + ".icon"))) {
                    @Override
                    public void actionPerformed(ActionEvent event) {
                        what.run();
                    }
                };
        KeyStroke key = KeyStroke.getKeyStroke(TEXTS.get("action." + id + ".key"));
        action.putValue(Action.SHORT_DESCRIPTION, TEXTS.get("action." + id + ".tip"));
        getInputMap(WHEN_ANCESTOR_OF_FOCUSED_COMPONENT).put(key, id);
        getInputMap(WHEN_IN_FOCUSED_WINDOW).put(key, id);
        getActionMap().put(id, action);
        return action;
    }

    private JPanel bar(Action search, Action close) {
        var bar = new JPanel(new MigLayout("insets 6 8 6 8, fillx, gapx 4", "[][][grow, fill][]"));
        bar.add(button("help.back", back));
        bar.add(button("help.forward", forward));
        field.setName("help.search");
        field.getAccessibleContext().setAccessibleName(TEXTS.get("action.search.name"));
        field.putClientProperty("JTextField.placeholderText", TEXTS.get("search.hint"));
        field.putClientProperty("JTextField.showClearButton", true);
        field.setToolTipText(String.valueOf(search.getValue(Action.SHORT_DESCRIPTION)));
        TextFields.onEdit(field, this::search);
        onKey(field, "DOWN", () -> step(1));
        onKey(field, "UP", () -> step(-1));
        onKey(field, "ENTER", page::requestFocusInWindow);
        onKey(hits, "ENTER", page::requestFocusInWindow);
        bar.add(field, "wmin 80");
        bar.add(button("help.close", close));
        return bar;
    }

    private static JButton button(String name, Action action) {
        var button = new JButton(action);
        button.setName(name);
        button.setHideActionText(true);
        button.putClientProperty("JButton.buttonType", "toolBarButton");
        button.getAccessibleContext().setAccessibleName(String.valueOf(action.getValue(Action.NAME)));
        return button;
    }

    private static void onKey(JComponent on, String key, Runnable what) {
        on.getInputMap().put(KeyStroke.getKeyStroke(key), "help." + key);
        on.getActionMap().put("help." + key, new AbstractAction() {
            @Override
            public void actionPerformed(ActionEvent event) {
                what.run();
            }
        });
    }

    private JPanel hitsPane() {
        var pane = new JPanel(new BorderLayout());
        count.setName("help.count");
        var head = new JPanel(new MigLayout("insets 4 8 4 8"));
        head.add(count);
        pane.add(head, BorderLayout.PAGE_START);
        hits.setName("help.hits");
        hits.getAccessibleContext().setAccessibleName(TEXTS.get("hits"));
        hits.setSelectionMode(ListSelectionModel.SINGLE_SELECTION);
        hits.setCellRenderer(new HitRenderer());
        hits.addListSelectionListener(_ -> {
            Hit chosen = hits.getSelectedValue();
            if (chosen != null && !choosing) {
                open(chosen.topic().id(), field.getText());
            }
        });
        pane.add(new JScrollPane(hits));
        return pane;
    }

    /** Takes the book once it was put together. */
    public void show(Book read) {
        book = Optional.of(read);
        contents.fill(read);
        open(wanted, "");
        search();
    }

    /** The book that is shown; empty until it was put together. */
    public Optional<Book> book() {
        return book;
    }

    /** Opens a topic, at once or when the book is there; where there is none of that id, the first one. */
    public void open(String topic) {
        field.setText("");
        open(topic, "");
        page.requestFocusInWindow();
    }

    private void open(String topic, String question) {
        wanted = topic;
        book.ifPresent(all -> {
            String known = all.topic(topic).map(Topic::id).orElse(FIRST);
            trail.add(known);
            show(known, question);
        });
    }

    private void show(String id, String question) {
        book.flatMap(all -> all.topic(id)).ifPresent(topic -> {
            page.show(topic.page(), question);
            page.getAccessibleContext().setAccessibleDescription(topic.title());
            contents.choose(topic);
        });
        enableSteps();
    }

    private void enableSteps() {
        back.setEnabled(trail.can(-1));
        forward.setEnabled(trail.can(1));
    }

    private void follow(String link) {
        book.flatMap(all -> all.target(link)).ifPresent(topic -> open(topic.id(), ""));
    }

    /** Moves the keyboard to the field in which words are searched. */
    public void takeFocus() {
        field.requestFocusInWindow();
        field.selectAll();
    }

    private void search() {
        String question = field.getText().strip();
        List<Hit> all = book.map(known -> known.search(question)).orElse(List.of());
        choosing = true;
        found.clear();
        found.addAll(all.subList(0, Math.min(all.size(), MOST)));
        choosing = false;
        count.setText(TEXTS.get(all.size() > MOST ? "count.best" : "count", all.size(), MOST));
        cards.show(left, question.isEmpty() ? CONTENTS : HITS);
        if (!all.isEmpty()) {
            hits.setSelectedIndex(0);
            hits.ensureIndexIsVisible(0);
        }
    }

    private void step(int by) {
        if (!found.isEmpty()) {
            int at = Math.clamp((long) hits.getSelectedIndex() + by, 0, found.size() - 1);
            hits.setSelectedIndex(at);
            hits.ensureIndexIsVisible(at);
        }
    }

    /** The first time it takes the search back, then it closes the help. */
    private void escape() {
        if (field.getText().isEmpty()) {
            leave.run();
        } else {
            field.setText("");
        }
    }

}
