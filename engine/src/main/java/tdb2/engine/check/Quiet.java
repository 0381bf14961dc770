package tdb2.engine.check;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tdb2.engine.OpenOptions;
import tdb2.engine.dialect.FileLocks;
import tdb2.engine.event.Progress;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.lock.Waiting;
import tdb2.engine.observe.LockObserver;
import tdb2.engine.observe.ObservedLock;

/**
 * Keeps writers out of a file while it is checked, as a read transaction does: all records are locked for reading, behind the
 * gate where the dialect has one, so that a commit is not starved. Not longer
 * than a limit, and whoever waits for it is told of. Programs that only read are not disturbed. Used by one thread.
 */
public final class Quiet implements Progress, AutoCloseable {

    private static final long LOOK_EVERY = Duration.ofMillis(250).toNanos();

    private final Path file;
    private final FileLocks locks;
    private final Progress watching;
    private final Consumer<String> waiter;
    private final long end;
    private final LockObserver observer = new LockObserver();
    private final Set<Integer> told = new HashSet<>();
    private long lastLook;

    private Quiet(Path file, FileLocks locks, Duration limit, Progress watching, Consumer<String> waiter) {
        this.file = file;
        this.locks = locks;
        this.watching = watching;
        this.waiter = waiter;
        this.end = System.nanoTime() + limit.toNanos();
        this.lastLook = System.nanoTime();
    }

    /**
     * Takes the lock; writers wait from now on.
     *
     * @param options how long the lock is waited for, and which hash function the file has
     * @param limit how long it is kept at most: a job that uses this as its progress is cancelled then
     * @param watching is told how far the job is
     * @param waiter is told of every process that waits, once: its number and name
     * @throws tdb2.engine.error.RefusedException when robust mutexes guard the file that are not known here
     * @throws tdb2.engine.error.LockException when the lock was not granted in time
     */
    public static Quiet take(Path file, OpenOptions options, Duration limit, Progress watching,
            Consumer<String> waiter) {
        Waiting waiting = options.lockTimeout().map(Waiting::atMost).orElse(Waiting.FOREVER);
        FileLocks locks = FileLocks.forReading(file, options.hash(), waiting);
        try {
            share(locks, waiting);
            return new Quiet(file, locks, limit, watching, waiter);
        } catch (RuntimeException | Error e) {
            locks.close();
            throw e;
        }
    }

    /** As a read transaction does: waits at the gate, where there is one, for a commit that is being applied. */
    private static void share(FileLocks file, Waiting waiting) {
        Optional<ByteRange> gate = file.locks().map().gate();
        gate.ifPresent(range -> file.locks().lock(range, Mode.READ, waiting));
        try {
            file.locks().lock(file.all(), Mode.READ, waiting);
        } finally {
            gate.ifPresent(file.locks()::unlock);
        }
    }

    @Override
    public boolean advanced(long done, long total) {
        long now = System.nanoTime();
        if (now - lastLook > LOOK_EVERY && observer.isAvailable()) {
            lastLook = now;
            observer.locksOn(file).stream().filter(ObservedLock::waiting).forEach(this::tell);
        }
        return now - end > 0 || watching.advanced(done, total);
    }

    private void tell(ObservedLock lock) {
        int pid = lock.pid().orElse(-1);
        if (told.add(pid)) {
            waiter.accept(pid < 0 ? "a process" : "process %d (%s)".formatted(pid, lock.command()));
        }
    }

    /** Gives the lock back. */
    @Override
    public void close() {
        locks.close();
    }
}
