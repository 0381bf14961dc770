package tdb2.ui.workbench;

import java.util.List;
import java.util.function.Supplier;

/** A kind of view as the help tells of it. */
sealed interface DescribedView permits ViewType, WindowViewType {

    /** Names it in the saved state of windows. */
    String id();

    /** Its name for people. */
    String title();

    /** The question it answers. */
    String answers();

    /** Name of a file in the folder of icons, without its ending. */
    String icon();

    /** Where it stands in which perspective. */
    List<Place.Standing> places();

    /** Gives the keys that work in it. */
    Supplier<List<Shortcut>> shortcuts();
}
