package tdb2.ui.widgets;

import java.util.ArrayList;
import java.util.List;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import net.miginfocom.swing.MigLayout;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;

/** Versions of a value side by side. Event thread only. */
public final class Compared extends JPanel {

    private final transient List<JTextArea> areas = new ArrayList<>();

    /**
     * @param texts of the view
     * @param names of the versions: their titles are the texts of that name, their areas are called {@code compared.NAME}
     */
    public Compared(Texts texts, String... names) {
        super(new MigLayout("insets 4 8 4 8, fill, wrap " + names.length, "[grow, fill, sg]", "[][grow, fill]"));
        setOpaque(false);
        for (String name : names) {
            var title = new JLabel(texts.get(name));
            title.setName("title." + name);
            add(title, "wmin 0");
        }
        for (String name : names) {
            var area = new JTextArea(4, 10);
            area.setName("compared." + name);
            area.setEditable(false);
            area.setLineWrap(true);
            area.getAccessibleContext().setAccessibleName(texts.get(name));
            area.setFocusTraversalKeys(java.awt.KeyboardFocusManager.FORWARD_TRAVERSAL_KEYS, null);
            area.setFocusTraversalKeys(java.awt.KeyboardFocusManager.BACKWARD_TRAVERSAL_KEYS, null);
            areas.add(area);
            add(new JScrollPane(area), "grow, wmin 60, hmin 40");
        }
        restyle();
    }

    /** Lines stay as they are, however long. */
    public Compared unwrapped() {
        areas.forEach(area -> area.setLineWrap(false));
        return this;
    }

    /** Shows the versions, in the order of their names. */
    public void show(String... texts) {
        for (int i = 0; i < texts.length; i++) {
            areas.get(i).setText(texts[i]);
            areas.get(i).setCaretPosition(0);
        }
    }

    @Override
    public void updateUI() {
        super.updateUI();
        if (areas != null) {
            restyle();
        }
    }

    private void restyle() {
        areas.forEach(area -> area.setFont(Theme.mono()));
    }
}
