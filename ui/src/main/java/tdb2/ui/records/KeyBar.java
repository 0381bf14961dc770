package tdb2.ui.records;

import java.awt.event.ActionEvent;
import java.util.HexFormat;
import java.util.Optional;
import java.util.function.Consumer;
import javax.swing.AbstractAction;
import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextField;
import javax.swing.JToggleButton;
import javax.swing.KeyStroke;
import javax.swing.UIManager;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;
import net.miginfocom.swing.MigLayout;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.ByteText;

/**
 * A bar to type a whole key into, as text with C escapes or as hex, and to read which bytes that is. Hidden until it is
 * opened; event thread only.
 */
final class KeyBar extends JPanel {
    private static final Texts TEXTS = Texts.of(KeyBar.class);
    private static final int SHOWN = 48;

    private final JTextField field = new JTextField();
    private final JToggleButton hex = new JToggleButton(TEXTS.get("goto.hex"));
    private final JLabel bytes = new JLabel(" ");
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
        add(hex);
        add(go);
        add(close, "wrap");
        add(bytes, "skip 1, span, wmin 0");
        restyle();
        show(Optional.of(new byte[0]));
    }

    /** Shows the bar, ready to type. */
    void open() {
        setVisible(true);
        field.requestFocusInWindow();
        field.selectAll();
    }

    /** Shows a key in the bar, to be changed or gone to. */
    void edit(byte[] key) {
        field.setText(hex.isSelected() ? HexFormat.of().formatHex(key) : ByteText.escaped(key));
        field.setCaretPosition(0);
    }

    @Override
    public void updateUI() {
        super.updateUI();
        restyle();
    }

    private void restyle() {
        if (field != null) {
            field.setFont(Theme.mono());
            bytes.setFont(Theme.mono());
            bytes.setForeground(UIManager.getColor("Label.disabledForeground"));
        }
    }

    private void prepareField() {
        field.setName("goto.key");
        field.putClientProperty("JTextField.placeholderText", TEXTS.get("goto.placeholder"));
        field.addActionListener(_ -> go());
        field.getDocument().addDocumentListener(new DocumentListener() {
            @Override
            public void insertUpdate(DocumentEvent event) {
                show(key());
            }

            @Override
            public void removeUpdate(DocumentEvent event) {
                show(key());
            }

            @Override
            public void changedUpdate(DocumentEvent event) {
                // attributes of a plain text mean nothing
            }
        });
        bytes.setName("goto.bytes");
        hex.setName("goto.hex");
        hex.setToolTipText(TEXTS.get("goto.hex.tip"));
        hex.addActionListener(_ -> changeForm());
        field.getInputMap(JComponent.WHEN_FOCUSED).put(KeyStroke.getKeyStroke("ESCAPE"), "close");
        field.getActionMap().put("close", new AbstractAction() {
            @Override
            public void actionPerformed(ActionEvent event) {
                setVisible(false);
            }
        });
    }

    /** What was typed stays, in the other form. */
    private void changeForm() {
        parse(!hex.isSelected()).ifPresentOrElse(this::edit, () -> show(key()));
        field.requestFocusInWindow();
    }

    private Optional<byte[]> key() {
        return parse(hex.isSelected());
    }

    private Optional<byte[]> parse(boolean asHex) {
        if (!asHex) {
            return ByteText.parse(field.getText());
        }
        try {
            return Optional.of(HexFormat.of().parseHex(field.getText().replaceAll("[\\s:]|^0x", "")));
        } catch (IllegalArgumentException _) {
            return Optional.empty();
        }
    }

    /** Says which bytes the text means: the other form than the one typed in. */
    private void show(Optional<byte[]> key) {
        field.putClientProperty("JComponent.outline", key.isPresent() ? null : "error");
        if (key.isEmpty()) {
            bytes.setText(TEXTS.get(hex.isSelected() ? "goto.bad.hex" : "goto.bad.text"));
            return;
        }
        byte[] all = key.get();
        int length = Math.min(SHOWN, all.length);
        var other = hex.isSelected()
                ? ByteText.escaped(all, 0, length)
                : HexFormat.ofDelimiter(" ").formatHex(all, 0, length);
        bytes.setText(TEXTS.get("goto.bytes", all.length, other + (all.length > SHOWN ? " \u2026" : "")));
    }

    private void go() {
        key().ifPresent(listener);
    }
}
