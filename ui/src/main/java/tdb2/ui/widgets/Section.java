package tdb2.ui.widgets;

import java.awt.Component;

import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JTextArea;
import javax.swing.UIManager;

import net.miginfocom.swing.MigLayout;
import tdb2.ui.theme.Theme;

/** A question, the answer in words, and below what shows it in detail. Event thread only. */
public final class Section extends JPanel {

    private final JLabel question = new JLabel();
    private final JTextArea answer = new JTextArea(" ");

    /**
     * @param name of the component; its answer is called {@code NAME.answer}
     * @param question written above
     * @param detail what shows the answer in detail
     */
    public Section(String name, String question, Component detail) {
        super(new MigLayout("insets 12 16 12 16, fill, wrap 1, gapy 4", "[grow, fill]", "[][]8[grow, fill]"));
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
        add(this.question);
        add(answer, "wmin 100");
        add(detail, "grow, wmin 0");
        restyle();
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
