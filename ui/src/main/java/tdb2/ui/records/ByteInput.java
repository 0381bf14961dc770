package tdb2.ui.records;

import java.awt.event.ActionEvent;
import java.util.HexFormat;
import java.util.Optional;
import javax.swing.AbstractAction;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JToggleButton;
import javax.swing.KeyStroke;
import javax.swing.UIManager;
import javax.swing.text.JTextComponent;
import javax.swing.undo.UndoManager;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.ByteText;
import tdb2.ui.widgets.TextFields;

/**
 * A text component in which bytes are typed, as text with C escapes or as hex; a button changes the form, a label reads
 * out which bytes it means. Its users lay the three out. Event thread only, but for {@link #parse}.
 */
final class ByteInput {
    private static final Texts TEXTS = Texts.of(ByteInput.class);
    private static final int SHOWN = 48;
    /** Characters that are read again at each key. */
    private static final int AT_ONCE = 1 << 16;
    private static final int LINE = 32;

    private final JTextComponent field;
    private final boolean lines;
    private final JToggleButton hex = new JToggleButton(TEXTS.get("goto.hex"));
    private final JLabel bytes = new JLabel(" ");
    private final UndoManager typing = new UndoManager();

    /** What was typed, to be read on any thread. */
    record Typed(String text, boolean hex) {

        /** The bytes it means; empty when it means none. */
        Optional<byte[]> parse() {
            if (!hex) {
                return ByteText.parse(text);
            }
            try {
                return Optional.of(HexFormat.of().parseHex(text.replaceAll("[\\s:]|^0x", "")));
            } catch (IllegalArgumentException _) {
                return Optional.empty();
            }
        }
    }

    /**
     * @param name of button and label, before {@code .hex} and {@code .bytes}
     * @param lines whether line ends in the text are meant as such
     */
    ByteInput(String name, JTextComponent field, boolean lines) {
        this.field = field;
        this.lines = lines;
        hex.setName(name + ".hex");
        hex.setToolTipText(TEXTS.get("goto.hex.tip"));
        hex.addActionListener(_ -> changeForm());
        bytes.setName(name + ".bytes");
        TextFields.onEdit(field, this::explain);
        field.getDocument().addUndoableEditListener(typing);
        bind("ctrl Z", () -> {
            if (typing.canUndo()) {
                typing.undo();
            }
        });
        bind("ctrl shift Z", () -> {
            if (typing.canRedo()) {
                typing.redo();
            }
        });
        restyle();
        explain();
    }

    private void bind(String key, Runnable does) {
        field.getInputMap(JComponent.WHEN_FOCUSED).put(KeyStroke.getKeyStroke(key), key);
        field.getActionMap().put(key, new AbstractAction() {
            @Override
            public void actionPerformed(ActionEvent event) {
                does.run();
            }
        });
    }

    JToggleButton hexButton() {
        return hex;
    }

    JLabel reading() {
        return bytes;
    }

    /** Takes the fonts of the look that is on. */
    void restyle() {
        field.setFont(Theme.mono());
        bytes.setFont(Theme.mono());
        bytes.setForeground(UIManager.getColor("Label.disabledForeground"));
    }

    /** Shows bytes in the form that is on. */
    void set(byte[] content) {
        field.setText(text(content));
        field.setCaretPosition(0);
        typing.discardAllEdits();
    }

    /** Shows bytes in the form that says more. */
    void setReadable(byte[] content) {
        hex.setSelected(!ByteText.mostlyText(content) || longestLine(content) > AT_ONCE);
        set(content);
    }

    /** A text component takes long to draw a very long line. */
    private static int longestLine(byte[] content) {
        int longest = 0;
        int start = 0;
        for (int i = 0; i < content.length; i++) {
            if (content[i] == '\n') {
                longest = Math.max(longest, i - start);
                start = i + 1;
            }
        }
        return Math.max(longest, content.length - start);
    }

    private String text(byte[] content) {
        if (!hex.isSelected()) {
            return lines ? ByteText.lines(content) : ByteText.escaped(content);
        }
        if (!lines) {
            return HexFormat.of().formatHex(content);
        }
        var text = new StringBuilder(3 * content.length);
        var spaced = HexFormat.ofDelimiter(" ");
        for (int at = 0; at < content.length; at += LINE) {
            text.append(at == 0 ? "" : "\n").append(spaced.formatHex(content, at, Math.min(content.length, at + LINE)));
        }
        return text.toString();
    }

    /** What stands there. */
    Typed typed() {
        return new Typed(field.getText(), hex.isSelected());
    }

    /** What was typed stays, in the other form. */
    private void changeForm() {
        new Typed(field.getText(), !hex.isSelected()).parse().ifPresentOrElse(this::set, this::explain);
        field.requestFocusInWindow();
    }

    /** Says which bytes the text means: the other form than the one typed in. */
    private void explain() {
        if (field.getDocument().getLength() > AT_ONCE) {
            field.putClientProperty("JComponent.outline", null);
            bytes.setText(TEXTS.get("goto.long", Formats.count(field.getDocument().getLength())));
            return;
        }
        Optional<byte[]> meant = typed().parse();
        field.putClientProperty("JComponent.outline", meant.isPresent() ? null : "error");
        bytes.setText(meant.map(this::reading).orElseGet(this::problem));
    }

    /** Why what stands there means no bytes. */
    String problem() {
        return TEXTS.get(hex.isSelected() ? "goto.bad.hex" : "goto.bad.text");
    }

    private String reading(byte[] all) {
        int length = Math.min(SHOWN, all.length);
        var other = hex.isSelected()
                ? ByteText.escaped(all, 0, length)
                : HexFormat.ofDelimiter(" ").formatHex(all, 0, length);
        return TEXTS.get("goto.bytes", all.length, other + (all.length > SHOWN ? " \u2026" : ""));
    }
}
