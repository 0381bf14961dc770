package tdb2.ui.widgets;

import java.awt.BorderLayout;
import java.awt.Color;
import java.awt.Component;
import java.util.Optional;

import javax.swing.Action;
import javax.swing.BorderFactory;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextArea;
import javax.swing.JToggleButton;
import javax.swing.LayoutFocusTraversalPolicy;
import javax.swing.UIManager;

import com.formdev.flatlaf.util.ColorFunctions;

import net.miginfocom.swing.MigLayout;
import tdb2.engine.error.Fault;
import tdb2.ui.theme.Icons;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;

/**
 * A message in the view it concerns: what happened, what it means for the data, what to do next; the technical text is
 * folded. Hidden while there is nothing to say. Event thread only.
 */
public final class MessageBar extends JPanel {

    private static final Texts TEXTS = Texts.of(MessageBar.class);

    /** How grave it is; told by icon and words too, not by colour alone. */
    public enum Tone {
        INFO("info", new Color(0x0072B2), new Color(0x4EA1E0)),
        WARNING("warning", new Color(0xB57A00), new Color(0xE6A93C)),
        ERROR("damage", new Color(0xC23616), new Color(0xF0653F));

        private final String icon;
        private final Color light;
        private final Color dark;

        Tone(String icon, Color light, Color dark) {
            this.icon = icon;
            this.light = light;
            this.dark = dark;
        }

        Color color() {
            return Theme.isDark() ? dark : light;
        }

        /** Behind the text: a trace of the colour. */
        Color ground() {
            return ColorFunctions.mix(color(), UIManager.getColor("Table.background"), 0.08f);
        }
    }

    /**
     * Something to say.
     *
     * @param tone how grave it is
     * @param what what happened
     * @param means what it means for the data
     * @param next what to do next; may be empty
     * @param technical the technical text; may be empty
     */
    public record Message(Tone tone, String what, String means, String next, String technical) {

        /** A fault of the engine, with what it means for the data. */
        public static Message of(String what, String means, Fault fault) {
            return new Message(Tone.ERROR, what, means, sentence(fault.advice()), fault.message());
        }

        private static String sentence(String advice) {
            return advice.isEmpty() ? "" : Character.toUpperCase(advice.charAt(0)) + advice.substring(1) + ".";
        }
    }

    /** An empty, hidden bar. */
    public MessageBar() {
        super(new BorderLayout());
        setName("message");
        setVisible(false);
    }

    /** Shows a message in place of the one before. */
    public void show(Message message, Action... actions) {
        removeAll();
        putClientProperty("message", message);
        setBorder(BorderFactory.createMatteBorder(0, Theme.grid(1), 1, 0, message.tone().color()));
        add(body(message, actions));
        getAccessibleContext().setAccessibleName(message.what());
        getAccessibleContext().setAccessibleDescription(message.means() + " " + message.next());
        setVisible(true);
        revalidate();
        repaint();
    }

    /** Moves the keyboard to the first of the actions. */
    public void takeFocus() {
        var policy = new LayoutFocusTraversalPolicy();
        Optional.ofNullable(policy.getFirstComponent(this)).ifPresent(Component::requestFocusInWindow);
    }

    /** Hides the bar. */
    public void clear() {
        setVisible(false);
        removeAll();
        putClientProperty("message", null);
    }

    @Override
    public void updateUI() {
        super.updateUI();
        if (getClientProperty("message") instanceof Message message) {
            setBorder(BorderFactory.createMatteBorder(0, Theme.grid(1), 1, 0, message.tone().color()));
            getComponent(0).setBackground(message.tone().ground());
        }
    }

    private JPanel body(Message message, Action... actions) {
        var body = new JPanel(new MigLayout("insets 8 12 8 12, gapx 8, gapy 4, hidemode 3, fillx", "[][grow, fill]"));
        body.setBackground(message.tone().ground());
        body.add(new JLabel(Icons.of(message.tone().icon)), "top");
        body.add(text("what", message.what(), true), "growx, wmin 100, wrap");
        addLine(body, "means", message.means());
        addLine(body, "next", message.next());
        var row = new JPanel(new MigLayout("insets 4 0 0 0, gapx 8"));
        row.setOpaque(false);
        var details = area(message.technical());
        for (Action action : actions) {
            row.add(new JButton(action));
        }
        if (!message.technical().isEmpty()) {
            row.add(fold(details, body));
        }
        if (row.getComponentCount() > 0) {
            body.add(row, "skip 1, wrap");
        }
        body.add(details, "skip 1, growx, wmin 100");
        return body;
    }

    private static void addLine(JPanel body, String name, String text) {
        if (!text.isEmpty()) {
            body.add(text(name, text, false), "skip 1, growx, wmin 100, wrap");
        }
    }

    private static JToggleButton fold(JTextArea details, JPanel body) {
        var fold = new JToggleButton(TEXTS.get("details"));
        fold.setName("message.details");
        fold.setMnemonic(TEXTS.get("details.mnemonic").charAt(0));
        fold.addActionListener(_ -> {
            details.setVisible(fold.isSelected());
            body.revalidate();
        });
        return fold;
    }

    private static JTextArea text(String name, String text, boolean strong) {
        var area = new JTextArea(text);
        area.setName("message." + name);
        area.setEditable(false);
        area.setFocusable(false);
        area.setOpaque(false);
        area.setLineWrap(true);
        area.setWrapStyleWord(true);
        area.setBorder(BorderFactory.createEmptyBorder());
        area.setFont(strong ? Theme.title() : UIManager.getFont("Label.font"));
        return area;
    }

    private static JTextArea area(String technical) {
        var area = text("technical", technical, false);
        area.setFont(Theme.mono());
        area.setFocusable(true);
        area.setVisible(false);
        return area;
    }
}
