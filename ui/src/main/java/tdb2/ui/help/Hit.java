package tdb2.ui.help;

import java.util.List;

/**
 * A topic that answers a question. Any thread.
 *
 * @param topic the topic
 * @param excerpt a piece of its text in which the words stand
 * @param marks where in the excerpt they are
 */
public record Hit(Topic topic, String excerpt, List<Mark> marks) {

    /**
     * A word that was asked for.
     *
     * @param from its first letter
     * @param to behind its last letter
     */
    public record Mark(int from, int to) {}

    public Hit {
        marks = List.copyOf(marks);
    }
}
