package tdb2.ui.workbench;

import java.awt.EventQueue;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

import javax.swing.Timer;

import tdb2.engine.Tdb;
import tdb2.engine.observe.FileChange;
import tdb2.engine.observe.FileWatcher;

/**
 * Follows what others do to the open files. While it is live, the file in front is looked at again whenever it changed:
 * at most four times a second, and less often where a look takes long. Frozen, it only says that there is something new.
 * Event thread only.
 */
public final class LiveFiles implements OpenFiles.Listener {

    private static final String KEY = "live";
    private static final int TICK_MILLIS = 250;
    /** A file is left alone so many times as long as the last look at it took. */
    private static final int REST = 3;

    private final OpenFiles files;
    private final Settings settings;
    private final FileWatcher watcher;
    private final LongSupplier nanos;
    private final Map<Document, Followed> followed = new HashMap<>();
    private final List<Runnable> listeners = new ArrayList<>();
    private final Timer timer = new Timer(TICK_MILLIS, _ -> tick());

    LiveFiles(OpenFiles files, Settings settings) {
        this(files, settings, FileWatcher.start(), System::nanoTime);
    }

    /**
     * @param watcher tells what happens to files
     * @param nanos tells the time that passes, nanoseconds
     */
    LiveFiles(OpenFiles files, Settings settings, FileWatcher watcher, LongSupplier nanos) {
        this.files = files;
        this.settings = settings;
        this.watcher = watcher;
        this.nanos = nanos;
        files.addListener(this);
    }

    /** Whether changes are followed, not only announced. */
    public boolean isLive() {
        return settings.get(KEY).map(Boolean::valueOf).orElse(true);
    }

    /** Follows changes from now on, or freezes what is shown; remembered. */
    public void live(boolean on) {
        settings.put(KEY, Boolean.toString(on));
        List.copyOf(listeners).forEach(Runnable::run);
        tick();
    }

    /** Tells when changes begin or cease to be followed. */
    public void addListener(Runnable listener) {
        listeners.add(listener);
    }

    public void removeListener(Runnable listener) {
        listeners.remove(listener);
    }

    /** Says whether the window can be seen. */
    void attend(boolean somebody) {
        watcher.attend(somebody);
    }

    /** Ends all watching. */
    void close() {
        timer.stop();
        watcher.close();
    }

    @Override
    public void changed(OpenFile file) {
        file.document().ifPresent(document -> followed.computeIfAbsent(document, Followed::new));
    }

    @Override
    public void removed(OpenFile file) {
        file.document().map(followed::remove).ifPresent(Followed::end);
    }

    @Override
    public void activated(Optional<OpenFile> file) {
        tick();
    }

    private void tick() {
        Optional<Followed> front = files.active().flatMap(OpenFile::document).map(followed::get);
        if (isLive()) {
            front.ifPresent(Followed::follow);
        }
        if (front.filter(now -> isLive() && now.isStale()).isPresent()) {
            timer.start();
        } else {
            timer.stop();
        }
    }

    /** One file. */
    private final class Followed implements Document.Listener {

        private final Document document;
        private Tdb watched;
        private FileWatcher.Watch watch = () -> {};
        private long begun;
        private long idleSince;
        private boolean looking;

        Followed(Document document) {
            this.document = document;
            document.addListener(this);
            watch();
        }

        private void watch() {
            Tdb file = document.tdb();
            watched = file;
            watch = file.file()
                    .map(storage -> watcher.watch(storage, change -> EventQueue.invokeLater(() -> told(file, change))))
                    .orElse(() -> {});
        }

        private void told(Tdb file, FileChange change) {
            if (file == document.tdb() && !document.isClosed()) {
                document.changedOutside(change);
                tick();
            }
        }

        boolean isStale() {
            return document.outside().filter(Outside::stale).isPresent();
        }

        /** Looks again when there is something new and the last look is over, with all that views made of it. */
        void follow() {
            boolean idle = document.jobs().isIdle();
            long now = nanos.getAsLong();
            if (looking && idle) {
                looking = false;
                idleSince = now;
            }
            long rest = Math.max(Duration.ofMillis(TICK_MILLIS).toNanos(), REST * (idleSince - begun));
            if (isStale() && idle && (begun == 0 || now - idleSince >= rest)) {
                looking = true;
                begun = now;
                document.refresh();
            }
        }

        /** The document may show another file than before. */
        @Override
        public void refreshed(Document same) {
            if (watched != document.tdb()) {
                end(watch);
                watch();
            }
        }

        void end() {
            document.removeListener(this);
            end(watch);
        }

        /** May wait for a look that is under way. */
        private static void end(FileWatcher.Watch watch) {
            Thread.ofVirtual().start(watch::close);
        }
    }
}
