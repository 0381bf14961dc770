package tdb2.ui.locks;

import java.awt.EventQueue;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Supplier;

import tdb2.engine.OpenOptions;
import tdb2.engine.collect.Collected;
import tdb2.engine.dump.CText;
import tdb2.engine.error.TdbException;
import tdb2.engine.history.LockFigures;
import tdb2.engine.history.LockHistory;
import tdb2.engine.history.LockSpan;
import tdb2.engine.history.Recording;
import tdb2.engine.lock.LockEvent;
import tdb2.engine.lock.LockMeaning;
import tdb2.engine.observe.LockSight;
import tdb2.engine.observe.LockWatch;
import tdb2.engine.observe.ObservedLock;
import tdb2.engine.observe.Party;

/**
 * Looks at the locks on a file ten times a second, on a thread of its own, while somebody sees what it tells, and tells
 * four times a second. Where looks take long, they are taken less often, down to twice a second.
 * Started and stopped on the event thread.
 */
final class LockFeed {

    private static final long INTERVAL = 100_000_000;
    private static final long LONGEST_PAUSE = 5 * INTERVAL;
    private static final int SHARE = 10;
    private static final int SMOOTH = 16;
    private static final int LOOKS_A_PICTURE = 3;
    private static final int PICTURES_A_FIGURE = 4;

    private final Path path;
    private final Optional<Collected> archive;
    private final Consumer<LockPicture> shown;
    private final Consumer<TdbException> failed;
    private final AtomicBoolean told = new AtomicBoolean(true);
    private volatile LockHistory history;
    private volatile String filter = "";
    private volatile boolean forgotten;
    private volatile Thread looking = Thread.currentThread();
    private volatile boolean running;

    /**
     * @param archive of a file that was collected elsewhere
     * @param shown takes what is to be shown, on the event thread
     * @param failed is told why nothing more comes, on the event thread
     */
    LockFeed(Path path, Optional<Collected> archive, Consumer<LockPicture> shown, Consumer<TdbException> failed) {
        this.path = path;
        this.archive = archive;
        this.shown = shown;
        this.failed = failed;
        this.history = new LockHistory(path.toString());
    }

    /** Goes on looking. */
    void start() {
        if (!running) {
            running = true;
            looking = Thread.ofPlatform().daemon().name("looks at locks of " + path.getFileName())
                    .start(this::run);
        }
    }

    /** Looks no more; what was seen stays. */
    void stop() {
        running = false;
        LockSupport.unpark(looking);
    }

    boolean isRunning() {
        return running;
    }

    /** Forgets what was seen so far. */
    void restart() {
        forgotten = true;
    }

    /** Takes what the browser's own engine tells of its locks on a file, if it is this one; any thread. */
    void told(Path of, LockEvent event) {
        if (path.equals(of)) {
            history.happened(event);
        }
    }

    /** Shows only what has these letters in its process, meaning or keys. */
    void filter(String letters) {
        filter = letters.strip().toLowerCase(Locale.ROOT);
    }

    /** All that was seen, whatever the filter. */
    Recording recording() {
        return history.recording();
    }

    /** What a moment of a recording shows; for any thread. */
    LockPicture picture(Recording recording, long at) {
        Recording through = through(recording);
        return LockPicture.of(through, at, 0, LockFigures.of(through));
    }

    private void run() {
        Thread me = Thread.currentThread();
        try (Source source = archive.map(LockFeed::collected).orElseGet(() -> live(path))) {
            List<LockFigures> figures = List.of();
            long cost = 0;
            for (long looks = 0; (running && me.equals(looking)) || looks == 0; looks++) {
                if (forgotten) {
                    forgotten = false;
                    history = new LockHistory(path.toString());
                }
                long began = System.nanoTime();
                LockSight sight = source.looks.get();
                history.saw(sight, began, source::explain);
                if (looks % LOOKS_A_PICTURE == 0) {
                    Recording recording = through(history.recording());
                    figures = looks % (LOOKS_A_PICTURE * PICTURES_A_FIGURE) == 0 ? LockFigures.of(recording) : figures;
                    tell(LockPicture.of(recording, recording.length(), sight.closedProcesses(), figures));
                }
                long took = System.nanoTime() - began;
                cost += (took - cost) / SMOOTH;
                LockSupport.parkNanos(Math.max(INTERVAL - took, Math.min(LONGEST_PAUSE, SHARE * cost)));
            }
            history.rest();
        } catch (TdbException e) {
            running = false;
            EventQueue.invokeLater(() -> failed.accept(e));
        }
    }

    private void tell(LockPicture picture) {
        if (told.compareAndSet(true, false)) {
            EventQueue.invokeLater(() -> {
                told.set(true);
                if (running) {
                    shown.accept(picture);
                }
            });
        }
    }

    private Recording through(Recording all) {
        String letters = filter;
        return letters.isEmpty()
                ? all
                : new Recording(all.file(), all.start(), all.length(), all.interval(),
                        all.spans().stream().filter(span -> has(span, letters)).toList(), all.dropped());
    }

    private static boolean has(LockSpan span, String letters) {
        String text = span.means() + " " + span.lock().command() + " " + span.lock().pid().orElse(0) + " "
                + span.lock().party().map(Party::user).orElse("");
        return text.toLowerCase(Locale.ROOT).contains(letters) || span.keys().stream()
                .anyMatch(key -> CText.of(key).toLowerCase(Locale.ROOT).contains(letters));
    }

    /** Where looks come from. */
    private record Source(LockWatch watch, Supplier<LockSight> looks) implements AutoCloseable {

        LockHistory.Behind explain(ObservedLock lock) {
            LockMeaning meaning = lock.meaning(watch.map());
            return new LockHistory.Behind(meaning.describe(), watch.keys(meaning));
        }

        @Override
        public void close() {
            watch.close();
        }
    }

    private static Source live(Path path) {
        LockWatch watch = LockWatch.open(path, OpenOptions.DEFAULT);
        return new Source(watch, watch::look);
    }

    /** What was collected elsewhere does not change. */
    private static Source collected(Collected archive) {
        return new Source(LockWatch.open(archive.copy(), OpenOptions.DEFAULT),
                () -> new LockSight(archive.locks(), 0));
    }
}
