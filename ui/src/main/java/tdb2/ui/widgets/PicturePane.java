package tdb2.ui.widgets;

import java.awt.CardLayout;
import java.awt.Insets;
import java.nio.file.Path;
import java.util.function.Consumer;

import javax.swing.JButton;
import javax.swing.JComponent;
import javax.swing.JLabel;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import javax.swing.JToggleButton;
import javax.swing.UIManager;

import net.miginfocom.swing.MigLayout;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;

/** A picture under the question it answers, with the answer in words and the same figures as a table. Event thread only. */
public class PicturePane extends JPanel {

    private static final Texts TEXTS = Texts.of(PicturePane.class);

    private final JLabel question = new JLabel();
    private final JTextArea answer = new JTextArea();
    private final Picture picture;
    private final PictureSaver saver;
    private final JToggleButton asTable = new JToggleButton(TEXTS.get("picture.table"));

    /**
     * @param name of the component; the answer is called {@code NAME.answer}, the button {@code NAME.asTable}
     * @param question written above: "How deep is the tree?"
     * @param picture answers it
     * @param shown the picture itself, or what it is scrolled in
     * @param table the same in figures
     */
    public PicturePane(String name, String question, Picture picture, JComponent shown, FactTable table) {
        super(new MigLayout("insets 0, fill, wrap 3, gapy 4, gapx 4, hidemode 3", "[grow, fill][][]",
                "[][][][grow, fill]"));
        this.picture = picture;
        setName(name);
        setOpaque(false);
        var cards = new CardLayout();
        var figures = new JPanel(cards);
        figures.setOpaque(false);
        this.question.setText(question);
        this.question.setFont(Theme.heading());
        answer.setName(name + ".answer");
        answer.setEditable(false);
        answer.setFocusable(false);
        answer.setOpaque(false);
        answer.setLineWrap(true);
        answer.setWrapStyleWord(true);
        answer.setBorder(null);
        answer.setMargin(new Insets(0, 0, 0, 0));
        table.getAccessibleContext().setAccessibleName(question);
        asTable.setName(name + ".asTable");
        answer.setFont(UIManager.getFont("Label.font"));
        asTable.addItemListener(_ -> cards.show(figures, asTable.isSelected() ? "table" : "picture"));
        figures.add(shown, "picture");
        figures.add(new JScrollPane(table), "table");
        var message = new MessageBar();
        saver = new PictureSaver(picture, table, message);
        var save = new JButton(TEXTS.get("picture.save"));
        save.setName(name + ".save");
        save.setToolTipText(TEXTS.get("picture.save.tip"));
        save.addActionListener(_ -> saver.ask(this));
        var head = new WrapBar(0);
        head.grow(this.question, 120);
        head.add(asTable);
        head.add(save);
        add(head, "span 3, growx, wmin 0");
        add(answer, "span 3, growx, wmin 100");
        add(message, "span 3, growx, wmin 0");
        add(figures, "span 3, grow, hmin 40, wmin 0");
        picture.describe(question, "");
    }

    /** What is drawn; has the keyboard for the arrow keys. */
    public final JComponent picture() {
        return picture;
    }

    /** Begins as table or as picture, and tells when the user wants the other. */
    public final void keepMode(boolean table, Consumer<Boolean> changed) {
        asTable.setSelected(table);
        asTable.addItemListener(_ -> changed.accept(asTable.isSelected()));
    }

    /** Says the answer in words, and has the picture drawn again. */
    protected final void answer(String words) {
        answer.setText(words);
        answer.setToolTipText(words);
        picture.describe(question.getText(), words);
        picture.repaint();
    }

    /** Writes the picture, or the figures, to a file as its ending says: svg, png or csv. Says in the pane what came of it. */
    public final void save(Path target) {
        saver.save(target);
    }

    @Override
    public void updateUI() {
        super.updateUI();
        if (question != null) {
            question.setFont(Theme.heading());
            answer.setFont(UIManager.getFont("Label.font"));
        }
    }
}
