package tdb2.engine.lock;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import tdb2.engine.error.Fault;
import tdb2.engine.error.LockException;

/**
 * The locks of an open database that its callers keep over several operations, and beside them the short locks of the
 * operations, for which this is the backend. A thread that keeps locks may take further ones while it does: those that
 * the {@link LockOrder} allows are waited for, others are only tried, since two threads that wait for each other's would
 * do so for ever. Safe for several threads.
 *
 * <p>
 * Locks of threads that have ended are given back within seconds, with a word to the log.
 */
public final class KeptLocks implements LockBackend, AutoCloseable {

    private static final Executor SOON = CompletableFuture.delayedExecutor(1, TimeUnit.SECONDS);

    private final String file;
    private final LockBackend backend;
    private final DialectLocks locks;
    private final Consumer<Fault> log;
    private final Set<Kept> kept = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean watched = new AtomicBoolean();

    /** One that is kept; an object of its own for each time, though all be equal in it. */
    public static final class Kept {

        private final Thread owner = Thread.currentThread();
        private final HeldLock lock;
        private final String origin;

        private Kept(HeldLock lock, String origin) {
            this.lock = lock;
            this.origin = origin;
        }

        private boolean isMine() {
            return owner.equals(Thread.currentThread());
        }
    }

    /**
     * @param file its name for messages
     * @param backend takes the locks
     * @param map what they mean
     * @param log told of locks that nobody gave back
     */
    public KeptLocks(String file, LockBackend backend, LockMap map, Consumer<Fault> log) {
        this.file = file;
        this.backend = backend;
        this.locks = new DialectLocks(file, backend, map, LockListener.NONE);
        this.log = log;
    }

    /**
     * Takes a lock and keeps it; waits for it where the order allows.
     *
     * @param origin who takes it, for the log
     */
    public Kept keep(ByteRange range, Mode mode, Waiting waiting, String origin) {
        take(locks, range, mode, waiting);
        return kept(range, mode, origin);
    }

    /** Takes a lock if it is granted at once; whether it was. */
    public boolean tryKeep(ByteRange range, Mode mode) {
        return locks.tryLock(range, mode);
    }

    /** Keeps a lock that was granted. */
    public Kept kept(ByteRange range, Mode mode, String origin) {
        Kept one = new Kept(new HeldLock(Thread.currentThread(), locks.map().means(range), range, mode,
                System.nanoTime()), origin);
        kept.add(one);
        watch();
        return one;
    }

    /** Whether this thread keeps locks. */
    public boolean keepsHere() {
        return !kept.isEmpty() && kept.stream().anyMatch(Kept::isMine);
    }

    /** Whether this thread keeps locks, and none for writing. */
    public boolean readsHere() {
        return keepsHere() && kept.stream().filter(Kept::isMine).noneMatch(one -> one.lock.mode() == Mode.WRITE);
    }

    /** All that is kept now, by whichever thread. */
    public List<HeldLock> held() {
        return kept.stream().map(one -> one.lock).toList();
    }

    /** Gives a lock back; nothing happens when it was given back before. */
    public void giveBack(Kept one) {
        if (kept.remove(one)) {
            locks.ownedBy(one.owner).unlock(one.lock.range());
        }
    }

    /** The same, for one that nobody can give back any more. */
    public void giveBackLeaked(Kept one) {
        if (kept.contains(one)) {
            giveBack(one);
            log.accept(new Fault(file, Fault.NOWHERE, "%s given back".formatted(one.lock.meaning().describe()),
                    "a lock that %s kept since %s and nobody can give back".formatted(
                            one.owner.isAlive() ? one.owner.getName() : "the ended thread " + one.owner.getName(),
                            one.origin),
                    "it was given back now; take locks in a try-with-resources statement"));
        }
    }

    private void watch() {
        if (watched.compareAndSet(false, true)) {
            SOON.execute(this::giveBackOfEndedThreads);
        }
    }

    private void giveBackOfEndedThreads() {
        watched.set(false);
        kept.stream().filter(one -> !one.owner.isAlive()).forEach(this::giveBackLeaked);
        if (!kept.isEmpty()) {
            watch();
        }
    }

    /** Gives all back. */
    @Override
    public void close() {
        kept.forEach(this::giveBack);
    }

    private void take(LockBackend with, ByteRange range, Mode mode, Waiting waiting) {
        List<HeldLock> own = kept.isEmpty()
                ? List.of()
                : kept.stream().filter(Kept::isMine).map(one -> one.lock).toList();
        LockMeaning meaning = locks.map().means(range);
        if (own.isEmpty() || LockOrder.allows(file, own, range, meaning, mode)) {
            with.lock(range, mode, waiting);
        } else if (!with.tryLock(range, mode)) {
            throw new LockException(new Fault(file, Fault.NOWHERE, "%s locked for %s".formatted(meaning.describe(),
                    mode == Mode.WRITE ? "writing" : "reading"),
                    "held by another, and not to be waited for while this thread keeps " + own.getLast().meaning()
                            .describe(),
                    "lock all records of a piece of work at once, or give the lock back and try again"));
        }
    }

    @Override
    public boolean tryLock(ByteRange range, Mode mode) {
        return backend.tryLock(range, mode);
    }

    @Override
    public void lock(ByteRange range, Mode mode, Waiting waiting) {
        if (kept.isEmpty()) {
            backend.lock(range, mode, waiting);
        } else {
            take(backend, range, mode, waiting);
        }
    }

    @Override
    public void unlock(ByteRange range) {
        backend.unlock(range);
    }

    @Override
    public boolean wouldBlock(ByteRange range, Mode mode) {
        return backend.wouldBlock(range, mode);
    }

    @Override
    public LockBackend ownedBy(Object owner) {
        return backend.ownedBy(owner);
    }
}
