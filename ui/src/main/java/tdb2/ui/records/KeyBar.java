package tdb2.ui.records;

import java.awt.event.ActionEvent;
import java.util.function.Consumer;
import javax.swing.AbstractAction;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextField;
import javax.swing.KeyStroke;
import net.miginfocom.swing.MigLayout;
import tdb2.ui.theme.Texts;

/**
 * A bar to type a whole key into, as text with C escapes or as hex, and to read which bytes that is. Hidden until it is
 * opened; event thread only.
 */
final class KeyBar extends JPanel {
    private static final Texts TEXTS = Texts.of(KeyBar.class);

    private final JTextField field = new JTextField();
    private final transient ByteInput input = new ByteInput("goto", field, false);
    private final transient Consumer<byte[]> listener;

    /** A bar that tells which key to go to. */
    KeyBar(Consumer<byte[]> listener) {
        super(new MigLayout("insets 0 8 8 8, gapx 8, gapy 2", "[][grow, fill][][][]"));
        this.listener = listener;
        setVisible(false);
        var label = new JLabel(TEXTS.get("goto.label"));
        label.setLabelFor(field);
        var go = new JButton(TEXTS.get("goto.go"));
        go.setName("goto.go");
        go.addActionListener(_ -> go());
        var close = new JButton(TEXTS.get("goto.close"));
        close.setName("goto.close");
        close.addActionListener(_ -> setVisible(false));
        prepareField();
        add(label);
        add(field);
        add(input.hexButton());
        add(go);
        add(close, "wrap");
        add(input.reading(), "skip 1, span, wmin 0");
    }

    /** Shows the bar, ready to type. */
    void open() {
        setVisible(true);
        field.requestFocusInWindow();
        field.selectAll();
    }

    /** Shows a key in the bar, to be changed or gone to. */
    void edit(byte[] key) {
        input.set(key);
    }

    @Override
    public void updateUI() {
        super.updateUI();
        if (input != null) {
            input.restyle();
        }
    }

    private void prepareField() {
        field.setName("goto.key");
        field.putClientProperty("JTextField.placeholderText", TEXTS.get("goto.placeholder"));
        field.addActionListener(_ -> go());
        field.getInputMap(JComponent.WHEN_FOCUSED).put(KeyStroke.getKeyStroke("ESCAPE"), "close");
        field.getActionMap().put("close", new AbstractAction() {
            @Override
            public void actionPerformed(ActionEvent event) {
                setVisible(false);
            }
        });
    }

    private void go() {
        input.typed().parse().ifPresent(listener);
    }
}
