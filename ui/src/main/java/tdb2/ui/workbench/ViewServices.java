package tdb2.ui.workbench;

import java.util.function.Consumer;

/**
 * What the window gives to all views.
 *
 * @param selection what is selected
 * @param reveal brings a view of the file in front to the front, by the id of its type
 * @param settings what is remembered from one start to the next
 * @param keySearch looks for a key in all open files
 */
record ViewServices(SelectionModel selection, Consumer<String> reveal, Settings settings,
        KeySearch keySearch) {

    /** What the view of one document works with. */
    ViewContext context(Document document) {
        return new ViewContext(document, selection, reveal, settings, keySearch);
    }
}
