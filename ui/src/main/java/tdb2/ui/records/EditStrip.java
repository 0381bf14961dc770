package tdb2.ui.records;

import java.util.List;
import java.util.Optional;
import javax.swing.Action;
import javax.swing.JButton;
import javax.swing.JLabel;
import javax.swing.JPanel;
import net.miginfocom.swing.MigLayout;
import tdb2.ui.edit.Change;
import tdb2.ui.edit.Staged;
import tdb2.ui.theme.Icons;
import tdb2.ui.theme.Texts;

/** What can be changed about records, what is changed and not saved, or why nothing can be changed. Event thread only. */
final class EditStrip extends JPanel {
    private static final Texts TEXTS = Texts.of(EditStrip.class);

    private final JLabel words = new JLabel();
    private final JButton show = new JButton(TEXTS.get("strip.show"));

    /**
     * @param actions adding, changing, deleting
     * @param shown shows all edits
     */
    EditStrip(List<Action> actions, Runnable shown) {
        super(new MigLayout("insets 0 8 4 8, gapx 4, hidemode 3", "[][][]12[grow, fill][]"));
        setName("records.edits");
        setOpaque(false);
        actions.forEach(action -> add(button(action)));
        words.setName("edits.words");
        show.setName("edits.show");
        show.addActionListener(_ -> shown.run());
        add(words, "wmin 0");
        add(show);
    }

    private static JButton button(Action action) {
        var button = new JButton(action);
        var id = (String) action.getValue(Action.ACTION_COMMAND_KEY);
        button.setName("edits." + id);
        button.setText(TEXTS.get("strip." + id));
        button.getAccessibleContext().setAccessibleName((String) action.getValue(Action.NAME));
        button.putClientProperty("JButton.buttonType", "toolBarButton");
        return button;
    }

    /** Says what is staged, or why nothing can be. */
    void say(Optional<String> refusal, Staged staged) {
        words.setIcon(refusal.isPresent() ? Icons.of("info") : staged.isEmpty() ? null : Icons.of("edits"));
        words.setText(refusal.orElseGet(() -> staged.isEmpty() ? "" : words(staged)));
        words.setToolTipText(refusal.isPresent() ? words.getText() : null);
        show.setVisible(!staged.isEmpty());
    }

    private static String words(Staged staged) {
        return TEXTS.get("strip.words", staged.count(), count(staged, Change.ADDED), count(staged, Change.CHANGED),
                count(staged, Change.DELETED));
    }

    private static long count(Staged staged, Change wanted) {
        return staged.list().stream().map(Change::of).filter(wanted::equals).count();
    }
}
