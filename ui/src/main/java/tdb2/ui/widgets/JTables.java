package tdb2.ui.widgets;

import java.awt.KeyboardFocusManager;

import javax.swing.JTable;

/** What all tables do alike. Event thread only. */
public final class JTables {

    private JTables() {}

    /** Tab leaves the table instead of walking through its cells. */
    public static void leaveWithTab(JTable table) {
        table.setFocusTraversalKeys(KeyboardFocusManager.FORWARD_TRAVERSAL_KEYS, null);
        table.setFocusTraversalKeys(KeyboardFocusManager.BACKWARD_TRAVERSAL_KEYS, null);
        for (String key : new String[] { "TAB", "shift TAB" }) {
            table.getInputMap(JTable.WHEN_ANCESTOR_OF_FOCUSED_COMPONENT).put(javax.swing.KeyStroke.getKeyStroke(key),
                    "none");
        }
    }
}
