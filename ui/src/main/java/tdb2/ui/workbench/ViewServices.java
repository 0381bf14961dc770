package tdb2.ui.workbench;

import java.nio.file.Path;
import java.util.function.Consumer;
import tdb2.engine.error.TdbException;

/**
 * What the window gives to all views.
 *
 * @param selection what is selected
 * @param reveal brings a view of the file in front to the front, by the id of its type
 * @param settings what is remembered from one start to the next
 * @param keySearch looks for a key in all open files
 * @param jobs all jobs of the program
 * @param opener opens files
 */
record ViewServices(SelectionModel selection, Consumer<String> reveal, Settings settings,
        KeySearch keySearch, Jobs jobs, Consumer<Path> opener) {

    /** What the view of one document works with. */
    ViewContext context(Document document) {
        return new ViewContext(document, selection, reveal, settings, keySearch, opener);
    }

    /** What the view of a file works with that cannot be opened. */
    RefusedContext refused(OpenFile file, TdbException why) {
        return new RefusedContext(file.path(), why, jobs.queue(file.name()), settings, opener);
    }
}
