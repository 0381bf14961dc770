package tdb2.ui.workbench;

import java.nio.file.Path;
import java.util.function.Consumer;
import tdb2.engine.error.TdbException;

/**
 * What a view of a file works with that cannot be opened as a database.
 *
 * @param path where it is
 * @param why it cannot be opened
 * @param jobs where work on it is handed in
 * @param settings what is remembered from one start to the next; keys begin with the id of the view
 * @param opener opens another file
 */
public record RefusedContext(Path path, TdbException why, JobQueue jobs, Settings settings, Consumer<Path> opener) {}
