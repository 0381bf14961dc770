package tdb2.ui.widgets;

import java.awt.Color;

import javax.swing.Action;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.SwingConstants;
import javax.swing.UIManager;

import net.miginfocom.swing.MigLayout;
import tdb2.ui.theme.Icons;
import tdb2.ui.theme.Theme;

/** What an empty view says: what it would show, and how to get there. Event thread only. */
public final class EmptyState extends JPanel {

    private final JLabel title;
    private final JLabel hint;

    /**
     * @param icon name of an icon
     * @param title what the view would show
     * @param hint how to get there
     * @param actions buttons below
     */
    public EmptyState(String icon, String title, String hint, Action... actions) {
        super(new MigLayout("wrap 1, fill, insets 24, gapy 8", "[center, grow]", "push[][][][]push"));
        setName("empty");
        add(new JLabel(Icons.of(icon, 32)));
        this.title = new JLabel(title, SwingConstants.CENTER);
        this.hint = new JLabel(wrapped(hint), SwingConstants.CENTER);
        add(this.title, "wmin 0");
        add(this.hint, "wmin 0");
        var buttons = new JPanel(new MigLayout("insets 0, gapx 8"));
        buttons.setOpaque(false);
        for (Action action : actions) {
            buttons.add(new JButton(action));
        }
        add(buttons);
        setOpaque(false);
        describe();
        restyle();
    }

    /** Says something else. */
    public void say(String newTitle, String newHint) {
        title.setText(newTitle);
        hint.setText(wrapped(newHint));
        describe();
    }

    private void describe() {
        getAccessibleContext().setAccessibleName(title.getText());
        getAccessibleContext().setAccessibleDescription(hint.getText().replaceAll("<[^>]*>", " ").strip());
    }

    @Override
    public void updateUI() {
        super.updateUI();
        restyle();
    }

    private void restyle() {
        if (title != null) {
            title.setFont(Theme.heading());
            Color quiet = UIManager.getColor("Label.disabledForeground");
            hint.setForeground(quiet);
        }
    }

    private static String wrapped(String text) {
        return "<html><div style='text-align:center;width:220px'>" + Html.escape(text) + "</div></html>";
    }
}
