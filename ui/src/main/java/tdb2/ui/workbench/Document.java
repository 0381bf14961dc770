package tdb2.ui.workbench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

import tdb2.engine.Tdb;
import tdb2.engine.View;
import tdb2.engine.collect.Collected;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.engine.inspect.RegionMap;
import tdb2.engine.observe.FileChange;
import tdb2.ui.marks.Bookmarks;
import tdb2.ui.marks.FileMark;

/**
 * An open file. Event thread only, but for {@link #tdb()}: that is used inside jobs, and throws on the event thread
 * whenever it touches the file.
 */
public final class Document {

    private static final Object REFRESH = "document.refresh";
    private static final Object SURVEY = "document.survey";
    private static final Object REOPEN = "document.reopen";

    /** Told what becomes of a document; on the event thread. */
    public interface Listener {

        /** The file was looked at again: header, size and records may be others; keep the place you show. */
        default void refreshed(Document document) {}

        /** {@link Document#regions()} has something now. */
        default void surveyed(Document document) {}

        /** There is no region map, and why. */
        default void notSurveyed(Document document, TdbException why) {}

        /** The user cancelled the survey. */
        default void surveyCancelled(Document document) {}

        /** Looking again failed; what is shown is the state before. */
        default void notRefreshed(Document document, TdbException why) {}

        /** Others may be changing what we read, or no longer do. */
        default void fluxChanged(Document document) {}

        /** {@link Document#outside()} is another: somebody did something to the file. */
        default void outsideChanged(Document document) {}
    }

    private final Path path;
    private volatile Source source;
    /** What was shown before what is at the path now; views may still be reading it. */
    private Optional<Source> before = Optional.empty();
    private final JobQueue jobs;
    private final Bookmarks bookmarks;
    private final Editing editing = new Editing(this);
    private final Checkup checkup = new Checkup(this);
    private final List<Listener> listeners = new ArrayList<>();
    private Optional<RegionMap> regions = Optional.empty();
    private Optional<Outside> outside = Optional.empty();
    private int news;
    private boolean surveying;
    private boolean inFlux;
    private boolean closed;

    /** A document whose bookmarks are forgotten at the end. */
    public Document(Path path, Tdb tdb, Jobs jobs) {
        this(path, tdb, jobs, Optional.empty());
    }

    /**
     * @param tdb what {@link #open(Path)} gave
     * @param folder where bookmarks of files are kept; empty to forget them at the end
     */
    public Document(Path path, Tdb tdb, Jobs jobs, Optional<Path> folder) {
        this(path, new Source(tdb, Optional.empty()), jobs, folder);
    }

    Document(Path path, Source source, Jobs jobs, Optional<Path> folder) {
        this.path = path;
        this.source = source;
        bookmarks = new Bookmarks(FileMark.of(path, source.tdb()), folder);
        bookmarks.read();
        this.jobs = jobs.queue(path.getFileName().toString());
    }

    /** Opens a file so that it cannot be read on the event thread; call on a worker. */
    public static Tdb open(Path path) {
        return Source.open(path).tdb();
    }

    /** Where the file is. */
    public Path path() {
        return path;
    }

    /** The file's name without its directories. */
    public String name() {
        return path.getFileName().toString();
    }

    /** The file; its methods that read are for jobs only. Another one after {@link #reopen()}: do not keep it. */
    public Tdb tdb() {
        return source.tdb();
    }

    /** The archive that the file shown was collected in, on this machine or another; empty for a file itself. */
    public Optional<Collected> collected() {
        return source.collected();
    }

    /** The header, recovery state and size as last looked at; no file access. */
    public View view() {
        return tdb().view();
    }

    /** What the user wants to find again in the file. */
    public Bookmarks bookmarks() {
        return bookmarks;
    }

    /** What the user changes in the file. */
    public Editing editing() {
        return editing;
    }

    /** Whether the file is sound, when somebody asked. */
    public Checkup checkup() {
        return checkup;
    }

    /** Where work on this file is handed in. */
    public JobQueue jobs() {
        return jobs;
    }

    /** Every byte accounted for; empty until a survey that {@link #survey()} starts has ended. */
    public Optional<RegionMap> regions() {
        return regions;
    }

    /** Makes the region map unless it is there or on its way; listeners are told. */
    public void survey() {
        EventThread.require();
        if (regions.isEmpty() && !surveying && !closed) {
            startSurvey();
        }
    }

    private void startSurvey() {
        surveying = true;
        jobs.enqueue(SURVEY, new SurveyJob());
    }

    /** Looks at the file again; listeners are told. A region map there was stays until it is made anew. */
    public void refresh() {
        EventThread.require();
        jobs.enqueue(REFRESH, new RefreshJob());
    }

    /** Shows what the path leads to now, when that is another file than the one that was opened; listeners are told. */
    public void reopen() {
        EventThread.require();
        jobs.enqueue(REOPEN, new ReopenJob());
    }

    /** What others did to the file that is not shown yet, or cannot be; empty when nothing. */
    Optional<Outside> outside() {
        return outside;
    }

    /** Somebody did something to the file. */
    void changedOutside(FileChange change) {
        EventThread.require();
        news++;
        tellOutside(Optional.of(Outside.after(outside, change)));
    }

    /** The user wants to stay with the file that was opened. */
    void keep() {
        tellOutside(outside.map(Outside::keep));
    }

    private void tellOutside(Optional<Outside> next) {
        if (!closed && !outside.equals(next)) {
            outside = next;
            List.copyOf(listeners).forEach(listener -> listener.outsideChanged(this));
        }
    }

    /** The user knows what so many pieces of news did to the bytes, or why it cannot be shown. */
    private void newsTold(int known) {
        if (known == news) {
            tellOutside(outside.flatMap(Outside::shown));
        }
    }

    /** Views show the file as it was after so many pieces of news. */
    private void looked(int known) {
        boolean again = regions.isPresent() || surveying;
        surveying = false;
        newsTold(known);
        List.copyOf(listeners).forEach(listener -> listener.refreshed(this));
        if (again && !surveying) {
            startSurvey();
        }
    }

    /** Whether something was read lately while others could have been changing it. */
    public boolean inFlux() {
        return inFlux;
    }

    /** A view tells what it saw while it read. */
    public void reportFlux(boolean flux) {
        EventThread.require();
        if (flux != inFlux) {
            inFlux = flux;
            List.copyOf(listeners).forEach(listener -> listener.fluxChanged(this));
        }
    }

    public boolean isClosed() {
        return closed;
    }

    /** A view takes its listener away when it is disposed. */
    public void addListener(Listener listener) {
        listeners.add(listener);
    }

    public void removeListener(Listener listener) {
        listeners.remove(listener);
    }

    /** Drops all jobs and closes the file when the last one has ended. */
    public void close() {
        EventThread.require();
        closed = true;
        jobs.close(() -> {
            before.ifPresent(Source::close);
            source.close();
        });
    }

    @Override
    public String toString() {
        return path.toString();
    }

    private final class SurveyJob implements Job<RegionMap> {

        @Override
        public String title() {
            return Jobs.TEXTS.get("job.survey");
        }

        @Override
        public RegionMap work(Progress progress) {
            return tdb().regions(progress);
        }

        @Override
        public void done(RegionMap answer) {
            surveying = false;
            regions = Optional.of(answer);
            List.copyOf(listeners).forEach(listener -> listener.surveyed(Document.this));
        }

        @Override
        public void failed(TdbException why) {
            surveying = false;
            regions = Optional.empty();
            List.copyOf(listeners).forEach(listener -> listener.notSurveyed(Document.this, why));
        }

        @Override
        public void cancelled() {
            surveying = false;
            List.copyOf(listeners).forEach(listener -> listener.surveyCancelled(Document.this));
        }
    }

    private final class RefreshJob implements Job<View> {

        private final int known = news;

        @Override
        public String title() {
            return Jobs.TEXTS.get("job.refresh");
        }

        @Override
        public View work(Progress progress) {
            return tdb().refresh();
        }

        @Override
        public void done(View answer) {
            looked(known);
        }

        @Override
        public void failed(TdbException why) {
            newsTold(known);
            List.copyOf(listeners).forEach(listener -> listener.notRefreshed(Document.this, why));
        }
    }

    private final class ReopenJob implements Job<Source> {

        @Override
        public String title() {
            return Jobs.TEXTS.get("job.open", name());
        }

        @Override
        public Source work(Progress progress) {
            return Source.open(path);
        }

        /** What the views read is closed when the next file comes, not under them. */
        @Override
        public void done(Source answer) {
            Optional<Source> oldest = before;
            before = Optional.of(source);
            source = answer;
            oldest.ifPresent(old -> Thread.ofPlatform().name("close " + name()).start(old::close));
            tellOutside(Optional.empty());
            looked(news);
        }

        @Override
        public void failed(TdbException why) {
            List.copyOf(listeners).forEach(listener -> listener.notRefreshed(Document.this, why));
        }
    }
}
