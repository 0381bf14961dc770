package tdb2.ui.inspector;

import javax.swing.JComponent;
import javax.swing.JPanel;

import tdb2.ui.workbench.ViewContext;
import tdb2.ui.workbench.ViewPart;

/** Stands in until the real view is there. */
public final class InspectorView implements ViewPart {

    /** The id of this kind of view. */
    public static final String ID = "inspector";

    private final JPanel panel = new JPanel();

    public InspectorView(ViewContext context) {
        panel.setName(ID + "." + context.document().name());
    }

    @Override
    public JComponent component() {
        return panel;
    }
}
