package tdb2.ui.workbench;

import javax.swing.JComponent;

/** A view of the window, not of one file. Event thread only. */
public interface WindowPart {

    /** What is shown; always the same component. */
    JComponent component();

    /** Moves the keyboard into it. */
    void takeFocus();
}
