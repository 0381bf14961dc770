package tdb2.ui.workbench;

import java.util.List;

/** Parts of the window where views stand until somebody moves them. */
public enum Place {
    /** At the left, over the whole height. */
    LEFT,
    /** In the middle. */
    MAIN,
    /** Beside the middle, about as wide. */
    BESIDE,
    /** At the right, narrower; where something stands beside the middle, below that. */
    SIDE,
    /** Below all. */
    BOTTOM;

    /**
     * A place in some perspectives.
     *
     * @param place where
     * @param perspectives in which
     */
    public record Standing(Place place, List<Perspective> perspectives) {

        public Standing {
            perspectives = List.copyOf(perspectives);
        }
    }

    /** This place in some perspectives. */
    public Standing in(Perspective... perspectives) {
        return new Standing(this, List.of(perspectives));
    }
}
