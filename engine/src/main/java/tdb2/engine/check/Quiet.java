package tdb2.engine.check;

import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tdb2.engine.OpenOptions;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.dialect.Dialects;
import tdb2.engine.dialect.Surroundings;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.event.Progress;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.DialectLocks;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.lock.LockListener;
import tdb2.engine.lock.LockMap;
import tdb2.engine.lock.OfdLocks;
import tdb2.engine.lock.Waiting;
import tdb2.engine.observe.LockObserver;
import tdb2.engine.observe.ObservedLock;
import tdb2.engine.storage.FileOptions;
import tdb2.engine.storage.FileStorage;

/**
 * Keeps writers out of a file while it is checked, as a read transaction does: all records are locked for reading, behind the
 * gate where the dialect has one, so that a commit is not starved. Not longer
 * than a limit, and whoever waits for it is told of. Programs that only read are not disturbed. Used by one thread.
 */
public final class Quiet implements Progress, AutoCloseable {

    private static final long LOOK_EVERY = Duration.ofMillis(250).toNanos();

    private final Path file;
    private final FileStorage storage;
    private final DialectLocks locks;
    private final ByteRange range;
    private final Progress watching;
    private final Consumer<String> waiter;
    private final long end;
    private final LockObserver observer = new LockObserver();
    private final Set<Integer> told = new HashSet<>();
    private long lastLook;

    private Quiet(Path file, FileStorage storage, DialectLocks locks, ByteRange range, Duration limit,
            Progress watching,
            Consumer<String> waiter) {
        this.file = file;
        this.storage = storage;
        this.locks = locks;
        this.range = range;
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
     * @throws RefusedException when robust mutexes guard the file
     * @throws tdb2.engine.error.LockException when the lock was not granted in time
     */
    public static Quiet take(Path file, OpenOptions options, Duration limit, Progress watching,
            Consumer<String> waiter) {
        FileStorage storage = FileStorage.open(file, FileOptions.standard().withoutMapping());
        try {
            Assembly assembly = Dialects.assemble(storage, options.hash(), Surroundings.NONE);
            if (assembly.locks().partition(0).isEmpty()) {
                throw new RefusedException(
                        new Fault(file.toString(), Fault.NOWHERE, "a file that is locked by byte ranges",
                                "one whose robust mutexes guard it", "check it without --consistent"));
            }
            DialectLocks locks = new DialectLocks(storage.name(), OfdLocks.of(storage), assembly.locks(),
                    LockListener.NONE);
            ByteRange range = assembly.locks().allRecords();
            Waiting waiting = options.lockTimeout().map(Waiting::atMost).orElse(Waiting.FOREVER);
            share(locks, assembly.locks(), waiting);
            return new Quiet(file, storage, locks, range, limit, watching, waiter);
        } catch (RuntimeException | Error e) {
            storage.close();
            throw e;
        }
    }

    /** As a read transaction does: waits at the gate, where there is one, for a commit that is being applied. */
    private static void share(DialectLocks locks, LockMap map, Waiting waiting) {
        Optional<ByteRange> gate = map.gate();
        gate.ifPresent(range -> locks.lock(range, Mode.READ, waiting));
        try {
            locks.lock(map.allRecords(), Mode.READ, waiting);
        } finally {
            gate.ifPresent(locks::unlock);
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
        locks.unlock(range);
        storage.close();
    }
}
