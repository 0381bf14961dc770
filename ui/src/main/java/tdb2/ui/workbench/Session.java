package tdb2.ui.workbench;

import java.nio.file.Path;
import java.util.List;

/** The files that are open from one start to the next, if the user wants that. Event thread only. */
record Session(OpenFiles files, Settings settings) implements OpenFiles.Listener {

    private static final String REOPEN = "window.reopen";
    private static final String ACTIVE = "session.active";

    /** Opens the files that were open last time, and brings to the front the one that was there. */
    void reopen(List<Path> last) {
        files.open(last);
        settings.get(ACTIVE).ifPresent(front -> files.all().stream()
                .filter(file -> file.path().toString().equals(front)).findFirst().ifPresent(files::activate));
    }

    boolean reopensAtStart() {
        return settings.get(REOPEN).map(Boolean::valueOf).orElse(true);
    }

    void reopenAtStart(boolean wanted) {
        settings.put(REOPEN, Boolean.toString(wanted));
    }

    /** Remembers the files that are open now. */
    void save() {
        settings.rememberSession(reopensAtStart() ? files.all().stream().map(OpenFile::path).toList() : List.of());
        files.active().ifPresent(file -> settings.put(ACTIVE, file.path().toString()));
    }

    @Override
    public void changed(OpenFile file) {
        file.document().ifPresent(_ -> settings.remember(file.path()));
    }
}
