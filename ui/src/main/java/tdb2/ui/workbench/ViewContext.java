package tdb2.ui.workbench;

import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * What a view works with.
 *
 * @param document the file it shows
 * @param selection what is selected, in whichever file
 * @param reveal brings another view of the same document to the front, by the id of its type
 * @param settings what is remembered from one start to the next; keys begin with the id of the view
 * @param keySearch looks for a key in all open files
 * @param opener opens another file
 */
public record ViewContext(Document document, SelectionModel selection, Consumer<String> reveal, Settings settings,
        KeySearch keySearch, Consumer<Path> opener) {

    /** Selects something on behalf of a view. */
    public void publish(ViewPart source, Selection what) {
        selection.publish(source, what);
    }
}
