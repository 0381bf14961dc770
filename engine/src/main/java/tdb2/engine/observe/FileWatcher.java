package tdb2.engine.observe;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

import tdb2.engine.error.TdbException;
import tdb2.engine.storage.FileStorage;

/**
 * Looks at open files again and again and tells what others did to them: one thread for all files of a program. A file
 * that changes is looked at four times a second, one that rests ever less, down to once in two seconds; while nobody
 * watches the program, all of them once in five. Safe for several threads.
 */
public final class FileWatcher implements AutoCloseable {

    static final long FAST = TimeUnit.MILLISECONDS.toNanos(250);
    static final long SLOW = TimeUnit.SECONDS.toNanos(2);
    static final long UNWATCHED = TimeUnit.SECONDS.toNanos(5);

    private final LongSupplier nanos;
    private final Clock clock;
    private final List<Entry> entries = new ArrayList<>();
    private boolean attentive = true;
    private boolean closed;

    /** What {@link #watch} gives back: closing it ends the watch. */
    public interface Watch extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * A watcher that looks when {@link #poll()} is called.
     *
     * @param nanos tells the time that passes, nanoseconds
     * @param clock tells the time of day
     */
    FileWatcher(LongSupplier nanos, Clock clock) {
        this.nanos = nanos;
        this.clock = clock;
    }

    /** A watcher with a thread of its own, which ends with {@link #close()}. */
    public static FileWatcher start() {
        FileWatcher watcher = new FileWatcher(System::nanoTime, Clock.systemUTC());
        Thread.ofPlatform().name("file watcher").daemon().start(watcher::run);
        return watcher;
    }

    /**
     * Begins to watch a file; returns at once.
     *
     * @param file stays open until the watch is closed
     * @param told of each change, on the watcher's thread
     */
    public Watch watch(FileStorage file, Consumer<FileChange> told) {
        Entry entry = new Entry(file, told);
        synchronized (this) {
            entry.due = nanos.getAsLong();
            entries.add(entry);
            notifyAll();
        }
        return entry;
    }

    /** Says whether somebody sees what is told; looks are rarer while nobody does, and made at once when they come back. */
    public synchronized void attend(boolean somebody) {
        if (attentive != somebody) {
            attentive = somebody;
            if (somebody) {
                long now = nanos.getAsLong();
                entries.forEach(entry -> entry.due = now);
            }
            notifyAll();
        }
    }

    /** Ends the thread; no change is told after the one that is being told now. */
    @Override
    public synchronized void close() {
        closed = true;
        entries.clear();
        notifyAll();
    }

    /** Looks at all files whose turn it is and answers how long until the next one's; empty when there are no files. */
    Optional<Duration> poll() {
        for (Entry entry : due()) {
            entry.look();
        }
        return untilNext();
    }

    private synchronized List<Entry> due() {
        long now = nanos.getAsLong();
        return entries.stream().filter(entry -> entry.due - now <= 0).toList();
    }

    private synchronized Optional<Duration> untilNext() {
        long now = nanos.getAsLong();
        return entries.stream().map(entry -> Duration.ofNanos(Math.max(0, entry.due - now)))
                .min(Duration::compareTo);
    }

    private void run() {
        try {
            while (rest()) {
                poll();
            }
        } catch (InterruptedException _) {
            Thread.currentThread().interrupt();
        }
    }

    /** Waits until it is a file's turn; false at the end. */
    private synchronized boolean rest() throws InterruptedException {
        for (Optional<Duration> next = untilNext(); !closed && !next.equals(Optional.of(Duration.ZERO));) {
            wait(next.map(time -> Math.max(1, time.toMillis())).orElse(0L));
            next = untilNext();
        }
        return !closed;
    }

    /** One file. */
    private final class Entry implements Watch {

        private final FileStorage file;
        private final Consumer<FileChange> told;
        private Optional<FileWatch> watch = Optional.empty();
        private long pause = FAST;
        private long due;
        private boolean ended;

        Entry(FileStorage file, Consumer<FileChange> told) {
            this.file = file;
            this.told = told;
        }

        private void look() {
            Optional<FileChange> change = Optional.empty();
            synchronized (this) {
                if (ended) {
                    return;
                }
                try {
                    change = watch.flatMap(FileWatch::look);
                    watch = watch.or(() -> Optional.of(new FileWatch(file, clock)));
                } catch (TdbException _) {
                    // whoever reads the file meets the same trouble and tells of it
                }
            }
            plan(change.isPresent());
            change.ifPresent(told);
        }

        private void plan(boolean changed) {
            synchronized (FileWatcher.this) {
                pause = changed ? FAST : Math.min(SLOW, pause + pause / 2);
                due = nanos.getAsLong() + (attentive ? pause : UNWATCHED);
            }
        }

        /** When it returns, the file is no longer touched. */
        @Override
        public void close() {
            synchronized (FileWatcher.this) {
                entries.remove(this);
            }
            synchronized (this) {
                ended = true;
            }
        }
    }
}
