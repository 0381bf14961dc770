package tdb2.ui.search;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import tdb2.ui.workbench.Settings;

/**
 * What was looked for last, the latest first, and in which folder.
 *
 * @param settings where it is kept
 */
record History(Settings settings) {

    /** How many are kept. */
    static final int KEPT = 12;

    private static final String TEXT = "search.text.";
    private static final String FOLDER = "search.folder";

    List<String> texts() {
        return IntStream.range(0, KEPT).mapToObj(i -> settings.get(TEXT + i)).flatMap(Optional::stream).toList();
    }

    Optional<String> folder() {
        return settings.get(FOLDER);
    }

    /** Puts a text in front of the others. */
    void remember(String text, String folder) {
        var all = new ArrayList<>(texts());
        all.remove(text);
        all.addFirst(text);
        for (int i = 0; i < Math.min(KEPT, all.size()); i++) {
            settings.put(TEXT + i, all.get(i));
        }
        if (!folder.isEmpty()) {
            settings.put(FOLDER, folder);
        }
    }
}
