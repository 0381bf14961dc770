package tdb2.ui.records;

import javax.swing.JComponent;
import javax.swing.JPanel;

import tdb2.ui.workbench.ViewContext;
import tdb2.ui.workbench.ViewPart;

/** Stands in until the real view is there. */
public final class RecordsView implements ViewPart {

    /** The id of this kind of view. */
    public static final String ID = "records";

    private final JPanel panel = new JPanel();

    public RecordsView(ViewContext context) {
        panel.setName(ID + "." + context.document().name());
    }

    @Override
    public JComponent component() {
        return panel;
    }
}
