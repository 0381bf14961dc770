package tdb2.ui.workbench;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;

import tdb2.engine.Flag;
import tdb2.engine.OpenOptions;
import tdb2.engine.Tdb;
import tdb2.engine.View;
import tdb2.engine.event.Progress;
import tdb2.engine.lock.Cancellation;
import tdb2.engine.lock.DialectLocks;
import tdb2.engine.lock.HeldLock;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.LockEvent;
import tdb2.engine.lock.LockListener;
import tdb2.engine.lock.LockMap;
import tdb2.engine.lock.LockMeaning;

/**
 * Opens a file for writing for one piece of work and closes it again; says meanwhile which locks that holds, and which it
 * waits for. For one use; any thread.
 */
final class WriteHandle {

    /** As good as for ever, but told apart from the waits that must not be cancelled. */
    private static final Duration PATIENCE = Duration.ofDays(10_000);
    private static final long ASKED_MILLIS = 50;

    private final Path path;
    private final LockMap map;
    private final boolean counted;
    private final LockListener listener;
    private final Cancellation cancellation = new Cancellation();
    private volatile Optional<DialectLocks> locks = Optional.empty();
    private volatile Optional<LockMeaning> awaited = Optional.empty();

    /**
     * @param view the file as it is read: what its locks mean, and whether its changes are counted
     * @param listener told of its locks
     */
    WriteHandle(Path path, View view, LockListener listener) {
        this.path = path;
        this.listener = listener;
        map = view.assembly().locks();
        counted = view.header().seqnum() > 0;
    }

    /**
     * Does the work.
     *
     * @param progress asked all the time, also while a lock is waited for, by one thread at a time
     * @param work is given the file, and whom it tells how far it is
     * @throws tdb2.engine.error.TdbException when the file cannot be opened for writing, or what the work throws
     */
    <T> T run(Progress progress, BiFunction<Tdb, Progress, T> work) {
        Told told = new Told(progress);
        Thread asking = Thread.ofVirtual().start(() -> ask(told));
        try (Tdb tdb = Tdb.open(path, options())) {
            return work.apply(tdb, told);
        } finally {
            asking.interrupt();
        }
    }

    /** Replays what a crash left; whether there was anything. Waits and throws as the other does. */
    boolean recover(Progress progress) {
        Told told = new Told(progress);
        Thread asking = Thread.ofVirtual().start(() -> ask(told));
        try {
            return Tdb.recover(path, options());
        } finally {
            asking.interrupt();
        }
    }

    private OpenOptions options() {
        OpenOptions options = OpenOptions.WRITE.withAccessGuard(EventThread::forbid).withLockTimeout(PATIENCE)
                .withLockHook(this::watched);
        return counted ? options.withFlags(Flag.SEQNUM) : options;
    }

    private LockBackend watched(LockBackend backend) {
        var ours = new DialectLocks(path.toString(), new CancellableLocks(backend, cancellation), map, this::happened);
        locks = Optional.of(ours);
        return ours;
    }

    private void happened(LockEvent event) {
        listener.happened(event);
        switch (event.kind()) {
            case WAITING -> awaited = Optional.of(event.meaning());
            case GRANTED, REFUSED -> awaited = Optional.empty();
            case RELEASED -> {
                // nobody waits for that
            }
        }
    }

    /** Told by the work how far it is, and asked by another thread whether it should end: that tells nothing new. */
    private static final class Told implements Progress {

        private final Progress progress;
        private long done;
        private long total;

        Told(Progress progress) {
            this.progress = progress;
        }

        @Override
        public synchronized boolean advanced(long nowDone, long nowTotal) {
            done = nowDone;
            total = nowTotal;
            return progress.advanced(done, total);
        }

        synchronized boolean isCancelled() {
            return progress.advanced(done, total);
        }
    }

    private void ask(Told told) {
        try {
            while (!told.isCancelled()) {
                Thread.sleep(ASKED_MILLIS);
            }
            cancellation.cancel();
        } catch (InterruptedException _) {
            // the work is over
        }
    }

    /** The locks held now. */
    List<HeldLock> held() {
        return locks.map(DialectLocks::held).orElse(List.of());
    }

    /** The lock waited for now. */
    Optional<LockMeaning> awaited() {
        return awaited;
    }

    /** Whether a transaction is under way. */
    boolean inTransaction() {
        return held().stream().anyMatch(lock -> lock.meaning() instanceof LockMeaning.TransactionLock);
    }
}
