package tdb2.engine.transaction;

import java.nio.ByteOrder;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import tdb2.engine.error.StorageException;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.LockMap;
import tdb2.engine.lock.Waiting;
import tdb2.engine.storage.WritableStorage;
import tdb2.engine.storage.WriteSet;

/**
 * Runs the write transactions of one open native file of variant 1, one at a time, and commits them (spec
 * commit-protocol). The transaction lock and a shared lock on all records are held from the first to the last of a burst;
 * a burst ends after a moment, for the sake of other processes. Safe for several threads.
 */
public final class Committer implements Commits {

    /** How long other processes wait at most while one burst of group commits goes on. */
    private static final long BURST = TimeUnit.MILLISECONDS.toNanos(100);
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(1);

    private final HeaderWords words;
    private final Runnable makeSlots;
    private final LockBackend backend;
    private final LockMap map;
    private final TransactionLocks locks;
    private final Recoverer recoverer;
    private final Background background;
    private final BundleQueue queue;
    private final Relocation relocation;
    private final ReentrantLock mutex;
    private final WriterTurn turn;

    // guarded by the mutex
    private boolean begun;
    private boolean holding;
    private long heldSince;
    private Optional<WriteSet> active = Optional.empty();
    private Optional<Batch> standsOn = Optional.empty();

    /**
     * The file and how it is locked.
     *
     * @param storage the file
     * @param order its byte order
     * @param backend its locks
     * @param map which ranges mean what
     */
    public record File(WritableStorage storage, ByteOrder order, LockBackend backend, LockMap map) {}

    /**
     * @param space finds room for bundles
     * @param makeSlots makes the record of the recovery pointers, zeroed and synced, and names it in the header; called
     *            once in the life of a file, alone with it
     */
    public Committer(File file, BundleSpace space, Runnable makeSlots, CommitSettings settings) {
        this.words = new HeaderWords(file.storage, file.order);
        this.makeSlots = makeSlots;
        this.turn = new WriterTurn(file.storage.name(), settings.log());
        this.backend = file.backend;
        this.map = file.map;
        this.locks = TransactionLocks.of(file.backend, file.map, this).upgradable();
        this.recoverer = new Recoverer(words, file.backend, file.map, settings.protocol());
        this.queue = new BundleQueue(words, space, settings, locks, this::moved, this::lost,
                turn::isWanted);
        this.mutex = queue.mutex();
        this.background = new Background(settings, new Settling(words, TransactionLocks.of(file.backend, file.map,
                "settling")), queue);
        this.relocation = new Relocation(words, locks, background);
    }

    /** Recovers the file when that is due. */
    public Recoverer recoverer() {
        return recoverer;
    }

    /** Names the transaction that is running, for those who wait for it. */
    @Override
    public String toString() {
        return turn.toString();
    }

    @Override
    public WriteSet begin(long limit, Waiting waiting) {
        turn.take(waiting);
        boolean done = false;
        try {
            if (join()) {
                takeLocks(waiting);
            }
            WriteSet set = started(limit);
            done = true;
            return set;
        } finally {
            if (!done) {
                mutex.lock();
                end();
                mutex.unlock();
            }
        }
    }

    /** Joins a burst that goes on; answers whether the locks must be taken. */
    private boolean join() {
        boolean paused = false;
        mutex.lock();
        try {
            background.throwUnseen();
            while (holding && System.nanoTime() - heldSince > BURST) {
                paused = true;
                queue.drain();
                releaseIfIdle();
            }
            begun = true;
            turn.begins();
            if (holding) {
                return false;
            }
        } finally {
            mutex.unlock();
        }
        if (paused) {
            LockSupport.parkNanos(PAUSE);
        }
        return true;
    }

    private void takeLocks(Waiting waiting) {
        locks.transaction(waiting);
        boolean ready = false;
        try {
            words.storage().refresh();
            recoverer.requireTrust();
            if (words.tx() != 0) {
                locks.exclusively(waiting, recoverer::replayIfDied);
            }
            if (!words.hasPages()) {
                locks.exclusively(waiting, makeSlots);
            }
            if (RecoverySlots.read(words.bytes()).needAnyBeyond(words.fileEnd())) {
                background.settleHolding(); // this transaction may want to grow over it
            }
            locks.share(waiting);
            words.storage().refresh(); // plain writers that were waited for may have made the file larger
            ready = true;
        } finally {
            if (!ready) {
                locks.endTransaction();
            }
        }
        mutex.lock();
        try {
            holding = true;
            heldSince = System.nanoTime();
        } finally {
            mutex.unlock();
        }
    }

    private WriteSet started(long limit) {
        mutex.lock();
        try {
            standsOn = queue.top();
            active = Optional.of(new WriteSet(queue.state(), limit));
            return active.get();
        } finally {
            mutex.unlock();
        }
    }

    /** Under the mutex: the active transaction is over. */
    private void end() {
        begun = false;
        active = Optional.empty();
        standsOn = Optional.empty();
        turn.give();
        releaseIfIdle();
    }

    private void releaseIfIdle() {
        if (holding && !begun && queue.isEmpty()) {
            holding = false;
            locks.endShare();
            locks.endTransaction();
        }
    }

    /** Under the mutex: a bundle is on the disk or has failed. */
    private void moved() {
        if (queue.isEmpty() && standsOn.isPresent() && standsOn.get().failure().isEmpty()) {
            active.ifPresent(set -> set.rebase(words.storage()));
            standsOn = Optional.empty();
        }
        background.committed();
        releaseIfIdle();
    }

    /** Under the mutex: a batch has failed that soft commits were in. */
    private void lost(RuntimeException why) {
        background.lost(why);
    }

    @Override
    public void cancel(WriteSet changes) {
        mutex.lock();
        try {
            requireActive(changes);
            try {
                queue.cancelPrepared();
            } finally {
                end();
            }
        } finally {
            mutex.unlock();
        }
    }

    private void requireActive(WriteSet changes) {
        if (active.isEmpty() || active.get() != changes) {
            throw new IllegalStateException("not the transaction that is running");
        }
    }

    @Override
    public void prepare(WriteSet changes) {
        mutex.lock();
        try {
            requireActive(changes);
            prepareAlone(changes);
        } finally {
            mutex.unlock();
        }
    }

    private void prepareAlone(WriteSet changes) {
        queue.drain();
        requireBase();
        queue.prepare(changes);
    }

    /** What it stood on is gone when a bundle below failed. */
    private void requireBase() {
        standsOn.ifPresent(batch -> {
            if (batch.failure().isPresent()) {
                queue.await(batch);
            }
        });
    }

    /**
     * {@inheritDoc}
     *
     * @return the number of the bundle it is in; of the last one when it changed nothing
     * @throws StorageException when it could not be committed; when that was for a failed sync, it is not known whether
     *             it is on the disk, and nothing more is written to the file before it is recovered
     */
    @Override
    public long commit(WriteSet changes, Durability durability) {
        mutex.lock();
        try {
            requireActive(changes);
            boolean shrinks = words.fileEnd(changes) < words.fileEnd(queue.state());
            return queue.isPrepared() || shrinks
                    ? commitAlone(changes, shrinks)
                    : commitTogether(changes, durability);
        } finally {
            mutex.unlock();
        }
    }

    private long commitAlone(WriteSet changes, boolean shrinks) {
        try {
            if (!queue.isPrepared()) {
                prepareAlone(changes);
            }
            queue.commitPrepared();
            if (shrinks) {
                queue.withoutMutex(relocation::cutOff);
            }
            return words.committed();
        } finally {
            end();
        }
    }

    /**
     * Moves the recovery pointers to other pages, zeroed and durable, of a record that is there already. Called inside a
     * transaction that has changed nothing yet.
     */
    public void moveSlots(WriteSet changes, long page) {
        mutex.lock();
        try {
            requireActive(changes);
            queue.drain();
            queue.withoutMutex(() -> relocation.moveSlots(page));
        } finally {
            mutex.unlock();
        }
    }

    private long commitTogether(WriteSet changes, Durability durability) {
        Batch batch;
        try {
            requireBase();
            Optional<Batch> gathered = queue.gather(changes);
            if (gathered.isEmpty()) {
                return queue.top().map(Batch::sequence).orElseGet(words::committed);
            }
            batch = gathered.get();
        } finally {
            end();
        }
        if (durability == Durability.SYNC) {
            queue.await(batch);
        } else {
            background.gathered(batch);
        }
        return batch.sequence();
    }

    /**
     * {@inheritDoc}
     *
     * @throws StorageException when one of them was lost; told once to whoever comes next, and here as long as no later
     *             commit has that number. Or when one is on the disk and cannot be made visible
     */
    @Override
    public void syncUpTo(long sequence) {
        mutex.lock();
        try {
            background.throwUnseen();
            if (!queue.isPrepared() && sequence > words.committed()) {
                queue.top().ifPresent(queue::await);
                queue.requireNotLost(sequence);
            }
        } finally {
            mutex.unlock();
        }
        if (sequence > words.committed()) {
            finish(sequence);
        }
    }

    /** Applies what is past its commit point and was left so; not while somebody still stands on it. */
    private void finish(long sequence) {
        try {
            if (recoverer.hasDied()) {
                recoverer.takeOver(Waiting.FOREVER);
            }
        } finally {
            queue.requireVisible(sequence);
        }
    }

    /** Whether plain writing must wait for {@link #settle()}. */
    public boolean mustSettle() {
        return background.mustSettle();
    }

    /** Makes sure that no recovery undoes plain writing: waits for the disk; the caller holds no lock. */
    public void settle() {
        background.settle();
    }

    @Override
    public long visible() {
        return words.committed();
    }

    @Override
    public Share share(Object owner, Waiting waiting) {
        TransactionLocks mine = TransactionLocks.of(backend, map, owner);
        while (true) {
            mine.shareThroughGate(waiting);
            if (!recoverer.hasDied()) {
                words.storage().refresh();
                return mine::endShare;
            }
            mine.endShare();
            recoverer.takeOver(waiting);
        }
    }

    @Override
    public boolean recover(Waiting waiting) {
        return recoverer.recover(waiting);
    }

    /** Writes what soft commits have left, settles, and ends the work in the background. */
    @Override
    public void close() {
        background.close();
    }
}
