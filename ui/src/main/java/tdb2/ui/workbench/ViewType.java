package tdb2.ui.workbench;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import javax.swing.KeyStroke;

/**
 * A kind of view, as it is registered with the workbench.
 *
 * @param id never changes: the saved state of windows names it; letters and dots
 * @param title for people
 * @param answers the question it answers
 * @param icon name of a file in the folder of icons, without its ending
 * @param key opens it and moves the keyboard into it
 * @param places where it stands in which perspective; in others it is closed, and opens at the first of these places
 * @param shortcuts gives the keys that work in it
 * @param factory makes the view of one document
 * @param unopened makes the view of a file that cannot be opened; empty where there is nothing to see of one
 */
public record ViewType(String id, String title, String answers, String icon, KeyStroke key,
        List<Place.Standing> places, Supplier<List<Shortcut>> shortcuts,
        Function<ViewContext, ViewPart> factory,
        Optional<Function<RefusedContext, ViewPart>> unopened) implements DescribedView {

    public ViewType {
        places = List.copyOf(places);
    }

    /** The same kind of view, which can be made of a file that cannot be opened too. */
    public ViewType andOfRefused(Function<RefusedContext, ViewPart> refused) {
        return new ViewType(id, title, answers, icon, key, places, shortcuts, factory, Optional.of(refused));
    }
}
