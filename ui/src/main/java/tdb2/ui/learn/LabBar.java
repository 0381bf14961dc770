package tdb2.ui.learn;

import java.util.stream.Stream;

import javax.swing.JComboBox;
import javax.swing.JPanel;

import net.miginfocom.swing.MigLayout;

import tdb2.ui.theme.Texts;

/** The parts of what stands below the labs: choosers, and rows of buttons and fields. Event thread only. */
final class LabBar {

    private static final Texts TEXTS = Texts.of(LabBar.class);

    private LabBar() {}

    /**
     * One of several.
     *
     * @param name of the component, and of the text that says what is chosen
     */
    static JComboBox<String> chooser(String name, Stream<String> choices) {
        var box = new JComboBox<>(choices.toArray(String[]::new));
        box.setName(name);
        box.getAccessibleContext().setAccessibleName(TEXTS.get(name));
        box.setToolTipText(TEXTS.get(name));
        return box;
    }

    /** Parts beside each other. */
    static JPanel row() {
        return panel("insets 0, gapx 8, fillx");
    }

    /** Rows below each other. */
    static JPanel of(JPanel... rows) {
        JPanel all = panel("insets 4 8 4 8, fillx, wrap 1, gapy 4");
        for (JPanel row : rows) {
            all.add(row, "growx, pushx");
        }
        return all;
    }

    private static JPanel panel(String layout) {
        var panel = new JPanel(new MigLayout(layout));
        panel.setOpaque(false);
        return panel;
    }
}
