package tdb2.ui.records;

import java.awt.event.ActionEvent;
import java.awt.event.KeyEvent;
import java.util.function.BiConsumer;
import javax.swing.AbstractAction;
import javax.swing.JButton;
import javax.swing.JCheckBox;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextField;
import javax.swing.KeyStroke;
import javax.swing.Timer;
import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;
import net.miginfocom.swing.MigLayout;
import tdb2.ui.theme.Icons;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;

/** Where the user types what to look for, and reads how much there is. Event thread only. */
final class FilterBar extends JPanel {
    private static final Texts TEXTS = Texts.of(FilterBar.class);
    private static final int REST_MILLIS = 180;

    private final JTextField field = new JTextField(24);
    private final JCheckBox inValues = new JCheckBox(TEXTS.get("filter.values"));
    private final JLabel count = new JLabel();
    private final JButton goTo = new JButton(TEXTS.get("goto.open"));
    private final transient BiConsumer<String, Boolean> listener;
    private final Timer rest = new Timer(REST_MILLIS, _ -> tell());
    private String told = "";

    /**
     * @param listener told the text, empty for none, and whether values count, when the user stopped typing
     * @param goToKey called when the user wants to go to a key
     */
    FilterBar(BiConsumer<String, Boolean> listener, Runnable goToKey) {
        super(new MigLayout("insets 8 8 8 8, gapx 8", "[grow 40, fill][][grow 60, right][]"));
        this.listener = listener;
        rest.setRepeats(false);
        prepareField();
        inValues.setName("filter.values");
        inValues.setToolTipText(TEXTS.get("filter.values.tip"));
        inValues.addActionListener(_ -> tellIfWanted());
        count.setName("records.count");
        goTo.setName("goto.open");
        goTo.setToolTipText(TEXTS.get("goto.open.tip"));
        goTo.addActionListener(_ -> goToKey.run());
        add(field, "wmin 120, wmax " + Theme.grid(110));
        add(inValues);
        add(count);
        add(goTo);
    }

    /** Says how many records there are; the tooltip says more. */
    void say(String text, String tip) {
        count.setText(text);
        count.setToolTipText(tip.isEmpty() ? null : tip);
    }

    /** Puts the focus into the field. */
    void focus() {
        field.requestFocusInWindow();
        field.selectAll();
    }

    private void prepareField() {
        field.setName("filter.text");
        field.putClientProperty("JTextField.placeholderText", TEXTS.get("filter.placeholder"));
        field.putClientProperty("JTextField.showClearButton", true);
        field.putClientProperty("JTextField.leadingIcon", Icons.of("search"));
        field.setToolTipText(TEXTS.get("filter.tip"));
        field.getAccessibleContext().setAccessibleName(TEXTS.get("filter.placeholder"));
        field.getAccessibleContext().setAccessibleDescription(TEXTS.get("filter.tip"));
        field.getDocument().addDocumentListener(new DocumentListener() {
            @Override
            public void insertUpdate(DocumentEvent event) {
                rest.restart();
            }

            @Override
            public void removeUpdate(DocumentEvent event) {
                rest.restart();
            }

            @Override
            public void changedUpdate(DocumentEvent event) {
                // attributes of a plain text mean nothing
            }
        });
        field.addActionListener(_ -> tell());
        field.getInputMap(JComponent.WHEN_FOCUSED).put(KeyStroke.getKeyStroke(KeyEvent.VK_ESCAPE, 0), "clear");
        field.getActionMap().put("clear", new AbstractAction() {
            @Override
            public void actionPerformed(ActionEvent event) {
                clear();
            }
        });
    }

    /** Takes the filter away. */
    void clear() {
        field.setText("");
        tell();
    }

    private void tellIfWanted() {
        if (!field.getText().isEmpty()) {
            told = "";
            tell();
        }
    }

    private void tell() {
        rest.stop();
        var text = field.getText();
        if (!text.equals(told)) {
            told = text;
            listener.accept(text, inValues.isSelected());
        }
    }
}
