package tdb2.ui.widgets;

import javax.swing.event.DocumentEvent;
import javax.swing.event.DocumentListener;
import javax.swing.text.JTextComponent;

/** What all fields for plain text do alike. Event thread only. */
public final class TextFields {

    private TextFields() {}

    /** Runs something after each change of the text, by whomever. */
    public static void onEdit(JTextComponent field, Runnable what) {
        field.getDocument().addDocumentListener(new DocumentListener() {
            @Override
            public void insertUpdate(DocumentEvent event) {
                what.run();
            }

            @Override
            public void removeUpdate(DocumentEvent event) {
                what.run();
            }

            @Override
            public void changedUpdate(DocumentEvent event) {
                // attributes of a plain text mean nothing
            }
        });
    }
}
