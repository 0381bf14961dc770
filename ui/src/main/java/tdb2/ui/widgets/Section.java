package tdb2.ui.widgets;

import java.awt.Component;
import java.util.List;

import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextArea;
import javax.swing.UIManager;

import net.miginfocom.swing.MigLayout;
import tdb2.ui.theme.Theme;

/**
 * A question, the answer in words, and below what shows it in detail. Where there is little height and much width the answer
 * stands beside the question. Event thread only.
 */
public final class Section extends JPanel {

    private static final int LOW = 60;
    private static final int WIDE = 170;

    private final JLabel question = new JLabel();
    private final JTextArea answer = new JTextArea(" ");
    private final transient Component detail;
    private final transient List<JButton> buttons;
    private boolean low;

    /**
     * @param name of the component; its answer is called {@code NAME.answer}
     * @param question written above
     * @param detail what shows the answer in detail
     * @param buttons what can be done about it: at the end of the question's line
     */
    public Section(String name, String question, Component detail, JButton... buttons) {
        this.detail = detail;
        this.buttons = List.of(buttons);
        setName(name);
        setOpaque(false);
        this.question.setText(question);
        this.question.setLabelFor(detail);
        answer.setName(name + ".answer");
        answer.setEditable(false);
        answer.setFocusable(false);
        answer.setOpaque(false);
        answer.setLineWrap(true);
        answer.setWrapStyleWord(true);
        answer.setBorder(null);
        arrange();
        restyle();
    }

    private void arrange() {
        removeAll();
        setLayout(new MigLayout(low ? "insets 4 16 4 16, fill, gapy 0" : "insets 12 16 12 16, fill, gapy 4"));
        String line = buttons.isEmpty() && !low ? "growx, pushx, wrap" : "split, growx, pushx";
        add(question, low ? "split, aligny baseline" : line);
        if (low) {
            add(answer, "wmin 100, growx, pushx, gapleft 16, aligny baseline" + (buttons.isEmpty() ? ", wrap" : ""));
        }
        for (int i = 0; i < buttons.size(); i++) {
            add(buttons.get(i), i == buttons.size() - 1 ? "wrap" : "");
        }
        if (!low) {
            add(answer, "wmin 100, growx, wrap");
        }
        add(detail, "grow, push, wmin 0, gaptop 4");
        revalidate();
    }

    /** Arranged anew when the shape has changed, before its parts are laid out. */
    @Override
    public void doLayout() {
        boolean now = getHeight() < Theme.grid(LOW) && getWidth() > Theme.grid(WIDE);
        if (now != low) {
            low = now;
            arrange();
        }
        super.doLayout();
    }

    /** Says the answer. */
    public void say(String words) {
        answer.setText(words);
        getAccessibleContext().setAccessibleName(question.getText());
        getAccessibleContext().setAccessibleDescription(words);
    }

    @Override
    public void updateUI() {
        super.updateUI();
        if (question != null) {
            restyle();
        }
    }

    private void restyle() {
        question.setFont(Theme.heading());
        answer.setFont(UIManager.getFont("Label.font"));
    }
}
