package tdb2.ui.workbench;

import java.util.function.Consumer;
import java.util.function.Predicate;

/**
 * What a view of the window works with.
 *
 * @param files the files of the window
 * @param selection what is selected
 * @param jobs what is being done
 * @param settings what is remembered from one start to the next
 * @param log what happened
 * @param keySearch asks for keys to be looked for
 * @param reveal brings a view to the front, by the id of its type
 * @param showing whether a view is on the screen, by the id of its type
 * @param help shows a topic of the help, by its id
 */
public record WindowContext(OpenFiles files, SelectionModel selection, Jobs jobs, Settings settings, EventLog log,
        KeySearch keySearch, Consumer<String> reveal, Predicate<String> showing, Consumer<String> help) {}
