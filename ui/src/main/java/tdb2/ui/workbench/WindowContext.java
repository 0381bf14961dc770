package tdb2.ui.workbench;

/**
 * What a view of the window works with.
 *
 * @param files the files of the window
 * @param selection what is selected
 * @param jobs what is being done
 * @param settings what is remembered from one start to the next
 * @param log what happened
 * @param keySearch asks for keys to be looked for
 */
public record WindowContext(OpenFiles files, SelectionModel selection, Jobs jobs, Settings settings, EventLog log,
        KeySearch keySearch) {}
