package tdb2.ui.workbench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.ui.workbench.OpenFile.State;

/** The files of a window, and which of them is in front. Event thread only. */
public final class OpenFiles {

    /** Told what happens to files. */
    public interface Listener {

        /** A file was asked for; it is still being opened. */
        default void added(OpenFile file) {}

        /** A file is open now, or was refused. */
        default void changed(OpenFile file) {}

        /** A file was closed. */
        default void removed(OpenFile file) {}

        /** Another file is in front, or none. */
        default void activated(Optional<OpenFile> file) {}
    }

    private final Jobs jobs;
    private final SelectionModel selection;
    private final Optional<Path> bookmarks;
    private final JobQueue opening;
    private final List<OpenFile> files = new ArrayList<>();
    private final List<Listener> listeners = new ArrayList<>();
    private Optional<OpenFile> active = Optional.empty();

    /**
     * @param bookmarks where bookmarks of files are kept; empty to forget them at the end
     */
    public OpenFiles(Jobs jobs, SelectionModel selection, Optional<Path> bookmarks) {
        this.jobs = jobs;
        this.bookmarks = bookmarks;
        this.selection = selection;
        this.opening = jobs.queue("");
        selection.addListener((_, what) -> files.stream()
                .filter(file -> file.document().filter(what.document()::equals).isPresent()).findFirst()
                .ifPresent(this::activate));
    }

    /** All files in the order they were asked for. */
    public List<OpenFile> all() {
        return List.copyOf(files);
    }

    /** The file in front. */
    public Optional<OpenFile> active() {
        return active;
    }

    public void addListener(Listener listener) {
        listeners.add(listener);
    }

    /** Opens files, each in the background; the last comes to the front. One that is open already only comes there. */
    public void open(List<Path> paths) {
        EventThread.require();
        for (Path path : paths) {
            Path absolute = path.toAbsolutePath().normalize();
            var known = files.stream().filter(file -> file.path().equals(absolute)).findFirst();
            known.ifPresentOrElse(this::again, () -> add(new OpenFile(absolute)));
        }
    }

    /** Brings a file to the front. */
    public void activate(OpenFile file) {
        EventThread.require();
        if (files.contains(file) && active.filter(file::equals).isEmpty()) {
            active = Optional.of(file);
            tell(listener -> listener.activated(active));
        }
    }

    /** Brings the file after the one in front to the front, or the one before it. */
    public void step(int by) {
        active.ifPresent(file -> activate(files.get(Math.floorMod(files.indexOf(file) + by, files.size()))));
    }

    /** Looks at a file again; one that was refused is tried again. */
    public void again(OpenFile file) {
        activate(file);
        switch (file.state()) {
            case State.Ready(Document document) -> document.refresh();
            case State.Refused _ -> {
                file.become(new State.Opening());
                tell(listener -> listener.changed(file));
                start(file);
            }
            case State.Opening _ -> {
                // on its way
            }
        }
    }

    /** Closes a file. */
    public void close(OpenFile file) {
        EventThread.require();
        int at = files.indexOf(file);
        if (at < 0) {
            return;
        }
        files.remove(at);
        opening.drop(file);
        if (active.filter(file::equals).isPresent()) {
            active = files.isEmpty() ? Optional.empty() : Optional.of(files.get(Math.min(at, files.size() - 1)));
        }
        tell(listener -> listener.removed(file));
        file.document().ifPresent(selection::forget);
        tell(listener -> listener.activated(active));
        file.document().ifPresent(Document::close);
    }

    private void add(OpenFile file) {
        files.add(file);
        active = Optional.of(file);
        tell(listener -> listener.added(file));
        tell(listener -> listener.activated(active));
        start(file);
    }

    private void start(OpenFile file) {
        opening.read(file, new OpenJob(file));
    }

    private void tell(java.util.function.Consumer<Listener> what) {
        List.copyOf(listeners).forEach(what);
    }

    /** Opens one file. */
    private final class OpenJob implements Job<Source> {

        private final OpenFile file;

        OpenJob(OpenFile file) {
            this.file = file;
        }

        @Override
        public String title() {
            return Jobs.TEXTS.get("job.open", file.name());
        }

        @Override
        public Source work(Progress progress) {
            return Source.open(file.path());
        }

        @Override
        public void done(Source source) {
            file.become(new State.Ready(new Document(file.path(), source, jobs, bookmarks)));
            tell(listener -> listener.changed(file));
        }

        @Override
        public void failed(TdbException why) {
            file.become(new State.Refused(why));
            tell(listener -> listener.changed(file));
        }

        @Override
        public void cancelled() {
            close(file);
        }
    }
}
