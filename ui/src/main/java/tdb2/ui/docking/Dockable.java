package tdb2.ui.docking;

import javax.swing.Icon;
import javax.swing.JComponent;

/**
 * A view as a {@link Desk} sees it.
 *
 * @param id never changes: texts of layouts name it
 * @param title for people
 * @param tip says more
 * @param icon before the title
 * @param content always the same component
 * @param focus moves the keyboard into it
 */
public record Dockable(String id, String title, String tip, Icon icon, JComponent content, Runnable focus) {}
