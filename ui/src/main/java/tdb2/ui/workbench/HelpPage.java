package tdb2.ui.workbench;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Component;
import java.awt.EventQueue;
import java.awt.Insets;
import java.awt.KeyboardFocusManager;
import java.awt.event.ComponentAdapter;
import java.awt.event.ComponentEvent;
import java.util.List;
import java.util.Optional;

import javax.swing.Action;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JEditorPane;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.KeyStroke;
import javax.swing.SwingUtilities;
import javax.swing.UIManager;
import javax.swing.text.DefaultCaret;

import net.miginfocom.swing.MigLayout;
import tdb2.ui.theme.Theme;

/** How to begin, what each view answers, all keys, the words, and what program this is. Event thread only. */
final class HelpPage extends JPanel {

    static final String TOP = "top";
    static final String ABOUT = "about";

    private final HelpText source;
    private final JEditorPane text = new JEditorPane("text/html", "");
    private final JScrollPane scroll = new JScrollPane(text);
    private Optional<Component> before = Optional.empty();

    /**
     * @param types the views to tell of
     * @param commands whose keys to list
     * @param leave called when the reader has had enough
     */
    HelpPage(List<? extends DescribedView> types, Commands commands, Runnable leave) {
        super(new BorderLayout());
        Action close = Actions.of("closeHelp", leave);
        source = new HelpText(types, commands, close);
        setName("help");
        text.setName("help.text");
        text.setEditable(false);
        text.putClientProperty(JEditorPane.W3C_LENGTH_UNITS, true);
        text.getAccessibleContext().setAccessibleName(Jobs.TEXTS.get("help.name"));
        var caret = new DefaultCaret();
        caret.setUpdatePolicy(DefaultCaret.NEVER_UPDATE);
        text.setCaret(caret);
        for (String key : List.of("UP", "DOWN", "PAGE_UP", "PAGE_DOWN", "ctrl HOME", "ctrl END")) {
            text.getInputMap().put(KeyStroke.getKeyStroke(key), "left to the scroll pane");
        }
        scroll.getViewport().addComponentListener(new ComponentAdapter() {
            @Override
            public void componentResized(ComponentEvent event) {
                centre();
            }
        });
        var bar = new JPanel(new MigLayout("insets 4 8 4 8, fillx", "push[]"));
        var button = new JButton(close);
        button.setName("help.close");
        bar.add(button);
        add(bar, BorderLayout.NORTH);
        add(scroll);
        var key = (KeyStroke) close.getValue(Action.ACCELERATOR_KEY);
        getInputMap(JComponent.WHEN_IN_FOCUSED_WINDOW).put(key, "close");
        getActionMap().put("close", close);
    }

    /** The page came to the front: shows a place in it and takes the keyboard. */
    void open(String place) {
        Component owner = KeyboardFocusManager.getCurrentKeyboardFocusManager().getPermanentFocusOwner();
        if (owner != null && !SwingUtilities.isDescendingFrom(owner, this)) {
            before = Optional.of(owner);
        }
        fill();
        text.requestFocusInWindow();
        EventQueue.invokeLater(() -> {
            validate();
            text.scrollToReference(place);
        });
    }

    private void fill() {
        Color ground = UIManager.getColor("Table.background");
        text.setBackground(ground);
        scroll.getViewport().setBackground(ground);
        text.setText(source.html());
    }

    /** Lines that are too long are hard to read: what is left of the width becomes margin. */
    private void centre() {
        int margin = Math.max(Theme.grid(6), (scroll.getViewport().getWidth() - Theme.grid(170)) / 2);
        text.setMargin(new Insets(Theme.grid(2), margin, Theme.grid(8), margin));
    }

    /** Another look has other colours and fonts. */
    @Override
    public void updateUI() {
        super.updateUI();
        if (text != null && isVisible()) {
            EventQueue.invokeLater(this::fill);
        }
    }

    /** The page went: the keyboard goes back to where it was. */
    void left() {
        before.ifPresent(Component::requestFocusInWindow);
        before = Optional.empty();
    }
}
