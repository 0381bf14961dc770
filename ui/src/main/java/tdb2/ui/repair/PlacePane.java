package tdb2.ui.repair;

import java.awt.BorderLayout;
import java.awt.KeyboardFocusManager;
import java.nio.file.Path;
import java.util.Optional;
import javax.swing.JPanel;
import javax.swing.JScrollPane;
import javax.swing.JTextArea;
import tdb2.engine.error.Fault;
import tdb2.engine.repair.RepairReport;
import tdb2.engine.repair.RepairedCopy;
import tdb2.ui.theme.Formats;
import tdb2.ui.theme.Texts;
import tdb2.ui.theme.Theme;
import tdb2.ui.widgets.Section;

/** How the copy takes the place of the broken file, and what a check of it came to. Event thread only. */
final class PlacePane extends JPanel {

    private static final Texts TEXTS = Texts.of(PlacePane.class);

    private final transient Broken broken;
    private final JTextArea text = new JTextArea();
    private final Section section;

    PlacePane(Broken broken) {
        super(new BorderLayout());
        this.broken = broken;
        setOpaque(false);
        text.setName("repair.place");
        text.setEditable(false);
        text.setLineWrap(true);
        text.setWrapStyleWord(true);
        text.getAccessibleContext().setAccessibleName(TEXTS.get("place.question"));
        text.setFocusTraversalKeys(KeyboardFocusManager.FORWARD_TRAVERSAL_KEYS, null);
        text.setFocusTraversalKeys(KeyboardFocusManager.BACKWARD_TRAVERSAL_KEYS, null);
        section = new Section("place", TEXTS.get("place.question"), new JScrollPane(text));
        add(section);
        say(broken.beside(".repaired"), Optional.empty());
        restyle();
    }

    @Override
    public void updateUI() {
        super.updateUI();
        if (text != null) {
            restyle();
        }
    }

    private void restyle() {
        text.setFont(Theme.mono());
    }

    /** The keyboard goes to the text. */
    void takeFocus() {
        text.requestFocusInWindow();
    }

    /** Tells what came of a copy, and the way with its name. */
    void show(RepairedCopy copy) {
        say(copy.output(), Optional.of(copy));
    }

    private void say(Path copy, Optional<RepairedCopy> made) {
        section.say(made.map(one -> TEXTS.get("place.checked", one.output().getFileName(),
                Formats.count(one.check().recordsIntact()), Formats.size(one.bytes()),
                TEXTS.get("place." + one.check().verdict())))
                .orElseGet(() -> TEXTS.get("place.before")));
        var lines = new StringBuilder();
        int number = 1;
        for (String step : RepairReport.puttingInPlace(broken.path().toString(), copy)) {
            lines.append(number++).append(". ").append(step).append('\n');
        }
        made.ifPresent(one -> {
            one.aside().ifPresent(aside -> lines.append('\n').append(TEXTS.get("place.aside", aside)).append('\n'));
            one.missed().stream().map(Fault::message).forEach(missed -> lines.append('\n').append(missed).append('\n'));
        });
        text.setText(lines.toString());
        text.setCaretPosition(0);
    }
}
