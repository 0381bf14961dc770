package tdb2.ui.workbench;

import java.util.Optional;

import javax.swing.JComponent;

/** One view of one document. Made when it is first shown; knows no other view. Event thread only. */
public interface ViewPart {

    /** What is shown; always the same component. */
    JComponent component();

    /** What gets the keyboard when somebody goes to the view; empty for the first of it that takes it. */
    default Optional<JComponent> firstFocus() {
        return Optional.empty();
    }

    /** The view came on the screen: begin to load what it shows, start its timers. */
    default void shown() {}

    /** The view left the screen: stop timers. */
    default void hidden() {}

    /** The document is closed: take listeners away, drop jobs. */
    default void disposed() {}
}
