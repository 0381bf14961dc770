package tdb2.ui.widgets;

import java.awt.Color;
import java.awt.event.ComponentAdapter;
import java.awt.event.ComponentEvent;

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

    private static final int WIDEST = 220;
    private static final int NARROWEST = 60;
    /** Swing makes a pixel of HTML larger than others. */
    private static final double PIXEL_OF_HTML = 1.3;

    private final JLabel title;
    private final JLabel hint;
    private String hintText;

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
        hintText = hint;
        this.hint = new JLabel(wrapped(hint, WIDEST), SwingConstants.CENTER);
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
        addComponentListener(new ComponentAdapter() {
            @Override
            public void componentResized(ComponentEvent event) {
                wrap();
            }
        });
    }

    /** A narrow view has shorter lines, and none that is cut off. */
    private void wrap() {
        int room = (int) ((getWidth() - Theme.grid(14)) / PIXEL_OF_HTML);
        hint.setText(wrapped(hintText, getWidth() == 0 ? WIDEST : Math.clamp(room, NARROWEST, WIDEST)));
    }

    /** Says something else. */
    public void say(String newTitle, String newHint) {
        title.setText(newTitle);
        hintText = newHint;
        wrap();
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

    private static String wrapped(String text, int width) {
        return "<html><div style='text-align:center;width:" + width + "px'>" + Html.escape(text) + "</div></html>";
    }
}
