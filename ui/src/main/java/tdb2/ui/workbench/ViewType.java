package tdb2.ui.workbench;

import java.util.List;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A kind of view, as it is registered with the workbench.
 *
 * @param id never changes: the saved state of windows names it
 * @param title for people
 * @param answers the question it answers
 * @param icon name of a file in the folder of icons, without its ending
 * @param place where it stands at first
 * @param shortcuts gives the keys that work in it
 * @param factory makes the view of one document
 */
public record ViewType(String id, String title, String answers, String icon, Place place,
        Supplier<List<Shortcut>> shortcuts, Function<ViewContext, ViewPart> factory) {

    /** Parts of the frame. */
    public enum Place {
        /** One tab among those in the middle. */
        CENTRE,
        /** Beside them. */
        RIGHT
    }
}
