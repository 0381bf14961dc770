package tdb2.ui.repair;

import java.nio.file.Path;
import java.util.function.Consumer;
import tdb2.engine.repair.Plan.Place;
import tdb2.ui.workbench.JobQueue;

/**
 * The file that is to be repaired, whether it could be opened or not.
 *
 * @param path where it is
 * @param jobs where work on it is handed in
 * @param opener opens another file in the window
 * @param shower shows bytes of it in the other views, where it is open
 */
record Broken(Path path, JobQueue jobs, Consumer<Path> opener, Consumer<Place> shower) {

    /** Its name without directories. */
    String name() {
        return path.getFileName() == null ? path.toString() : path.getFileName().toString();
    }

    /** A name beside it that says what it is. */
    Path beside(String ending) {
        String name = name();
        int dot = name.lastIndexOf('.');
        return path.resolveSibling(dot > 0
                ? name.substring(0, dot) + ending + name.substring(dot)
                : name + ending);
    }
}
