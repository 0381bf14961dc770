package tdb2.ui.workbench;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

import javax.swing.KeyStroke;

/**
 * A view of the window, not of one file, as it is registered with the workbench.
 *
 * @param id never changes: the saved state of windows names it; letters and dots
 * @param title for people
 * @param answers the question it answers
 * @param icon name of a file in the folder of icons, without its ending
 * @param key opens it and moves the keyboard into it
 * @param places where it stands in which perspective
 * @param shortcuts gives the keys that work in it
 * @param factory makes the view
 */
public record WindowViewType(String id, String title, String answers, String icon, KeyStroke key,
        List<Place.Standing> places, Supplier<List<Shortcut>> shortcuts,
        Function<WindowContext, WindowPart> factory) implements DescribedView {

    public WindowViewType {
        places = List.copyOf(places);
    }
}
