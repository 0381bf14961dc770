package tdb2.ui.lessons;

import java.util.List;
import java.util.Optional;

/**
 * A lesson. Immutable.
 *
 * @param title for people
 * @param setup the file that it works on; empty when it needs none
 * @param steps one after the other, at least one
 */
record Lesson(String title, Optional<Setup> setup, List<Step> steps) {

    /**
     * One step.
     *
     * @param title for people
     * @param view that is brought to the front, by its id; empty to leave all as it is
     * @param text what is explained, and what is to be done; paragraphs parted by empty lines
     * @param design ids of paragraphs of the design documents it is about, parted by commas, or words; may be empty
     * @param task what holds when the task is done; empty when there is nothing to do but read
     */
    record Step(String title, Optional<String> view, String text, String design, Optional<Condition> task) {}

    Lesson {
        steps = List.copyOf(steps);
    }

    @Override
    public String toString() {
        return title;
    }
}
