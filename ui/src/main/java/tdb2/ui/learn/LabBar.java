package tdb2.ui.learn;

import java.util.stream.Stream;

import javax.swing.JComboBox;

import tdb2.ui.theme.Texts;

/** The parts of what stands below the labs. Event thread only. */
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

}
