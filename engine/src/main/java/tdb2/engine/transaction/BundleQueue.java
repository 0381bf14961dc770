package tdb2.engine.transaction;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import tdb2.engine.error.CancelledException;
import tdb2.engine.error.Fault;
import tdb2.engine.error.StorageException;
import tdb2.engine.error.TdbException;
import tdb2.engine.lock.Waiting;
import tdb2.engine.storage.Storage;
import tdb2.engine.storage.WriteSet;

/**
 * The bundles of one process on their way to the disk. Transactions that are done gather, and go there together; while
 * the sync of one bundle runs, further ones may be done on top of it and gather for the next:
 *
 * <pre>
 *   file  &lt;--  hardening  &lt;--  pending  &lt;--  active
 *             bundle n,        done, for    being written to
 *             frozen           bundle n+1   by one thread
 * </pre>
 *
 * Whoever waits for a bundle that nobody hardens leads: he takes what is pending, hardens and applies it, and wakes the
 * others. When one bundle fails all above it fail. Its mutex is never held while the disk works or a lock is waited for; what
 * is read of the file and stored in memory to plan a bundle is done under it.
 */
final class BundleQueue {

    private final HeaderWords words;
    private final BundleSpace space;
    private final CommitSettings settings;
    private final TransactionLocks locks;
    private final Runnable moved;
    private final Consumer<RuntimeException> lost;
    private final Gathering gathering;
    private final ReentrantLock mutex = new ReentrantLock();
    /** For those who wait until nothing is left; those of a batch wait for that one alone. */
    private final Condition emptier = mutex.newCondition();

    /** Highest number of a batch that was lost with soft commits in it. */
    private long lostUpTo;
    /** What was left past its commit point last. */
    private volatile Optional<Batch> unapplied = Optional.empty();
    private Optional<Batch> pending = Optional.empty();
    private Optional<Batch> hardening = Optional.empty();
    private Optional<Commit> prepared = Optional.empty();

    /**
     * @param locks of whoever commits
     * @param moved called under the mutex when a bundle is on the disk or has failed
     * @param lost told, under the mutex, why a batch failed for which not everybody waits who is in it
     * @param others whether a transaction runs or waits for its turn, that a batch may wait for
     */
    BundleQueue(HeaderWords words, BundleSpace space, CommitSettings settings, TransactionLocks locks, Runnable moved,
            Consumer<RuntimeException> lost, BooleanSupplier others) {
        this.words = words;
        this.space = space;
        this.settings = settings;
        this.locks = locks;
        this.moved = moved;
        this.lost = lost;
        this.gathering = new Gathering(others);
    }

    /** Guards all here, and what else belongs to it. Held once, and not more often, by whoever calls the others. */
    ReentrantLock mutex() {
        return mutex;
    }

    boolean isEmpty() {
        return pending.isEmpty() && hardening.isEmpty();
    }

    /** What is to be committed by the next leader. */
    Optional<Batch> pending() {
        return pending;
    }

    /** The uppermost batch: what the next transaction stands on; empty when it stands on the file. */
    Optional<Batch> top() {
        return pending.or(() -> hardening);
    }

    /** The state the next transaction begins with. */
    Storage state() {
        return top().<Storage>map(Batch::changes).orElse(words.storage());
    }

    /**
     * Adds what a transaction did, which stands on the state before; empty when it changed nothing.
     */
    Optional<Batch> gather(WriteSet changes) {
        changes.unlimited();
        if (isEmpty()) {
            pending = first(changes);
            gathering.joined(true);
            return pending;
        }
        return changes.isUnchanged() ? Optional.empty() : Optional.of(joined(changes));
    }

    /** It stands on the file, and the file stays as it is until a leader takes it: its bundle is known. */
    private Optional<Batch> first(WriteSet changes) {
        try {
            return planned(changes).map(commit -> new Batch(changes, commit, mutex.newCondition()));
        } catch (RuntimeException e) {
            throw typed(e);
        }
    }

    /** When there is no room for the bundle, all of the batch fail: the last one's changes are mixed with theirs. */
    private Batch joined(WriteSet changes) {
        Batch batch = pending.orElseGet(
                () -> new Batch(changes, hardening.orElseThrow().sequence() + 1, mutex.newCondition()));
        try {
            Set<Long> uncounted = pending.isPresent() ? batch.absorb(changes) : changes.pages();
            gathering.joined(pending.isEmpty());
            pending = Optional.of(batch);
            Commit.reserve(words, space, batch, uncounted, hardening.map(Batch::changes));
        } catch (RuntimeException | Error e) {
            fail(batch, forOthers(e)); // nobody leads it later, with no room or with what its owner was told had failed
            pending = Optional.empty();
            emptier.signalAll();
            throw typed(asItWas(e));
        }
        return batch;
    }

    /** Returns when a batch is on the disk and visible; leads where nobody else does. */
    void await(Batch batch) {
        goOnUntil(batch::isOver, batch.news(), true);
        batch.failure().ifPresent(cause -> {
            throw told(batch, cause);
        });
    }

    /** Throws when a commit with that number was lost and no other has got it since. */
    void requireNotLost(long sequence) {
        if (sequence > words.committed() && sequence <= lostUpTo) {
            throw new StorageException(new Fault(words.storage().name(), Fault.NOWHERE,
                    "commit number " + sequence + " on the disk", "it was lost with its bundle",
                    "do what it did in a new transaction"));
        }
    }

    /** Throws when a commit up to that number is on the disk and nobody has applied it yet; needs no mutex. */
    void requireVisible(long sequence) {
        unapplied.filter(batch -> batch.sequence() <= sequence && batch.sequence() > words.committed())
                .flatMap(batch -> batch.failure().map(cause -> told(batch, cause))).ifPresent(told -> {
                    throw told;
                });
    }

    /** Waits until nothing is between the file and the next transaction. */
    void drain() {
        goOnUntil(this::isEmpty, emptier, false);
    }

    private void goOnUntil(BooleanSupplier over, Condition news, boolean patient) {
        while (!over.getAsBoolean()) {
            if (hardening.isPresent() || pending.isEmpty()) {
                news.awaitUninterruptibly();
            } else if (patient && gathering.isOpen()) {
                gathering.await(news);
            } else {
                lead();
            }
        }
    }

    private void lead() {
        Batch batch = pending.orElseThrow();
        gathering.left();
        pending = Optional.empty();
        hardening = Optional.of(batch);
        try {
            Commit commit = batch.bundle().orElseGet(() -> reserved(batch));
            withoutMutex(() -> prepare(commit));
            hardenAndApply(commit);
        } catch (RuntimeException | Error e) {
            fail(forOthers(e));
            throw known(batch, asItWas(e));
        }
        finished();
    }

    /** Transactions may stand on the batch already: it has its room, nothing is added to it. */
    private Commit reserved(Batch batch) {
        batch.changes().rebase(words.storage());
        return Commit.reserved(words, settings.protocol(), space, batch.changes(), batch.sequence(),
                settings.salts().getAsLong());
    }

    private Optional<Commit> planned(WriteSet changes) {
        return Commit.plan(words, settings.protocol(), space, changes, settings.salts().getAsLong());
    }

    private static void prepare(Commit commit) {
        try {
            commit.prepare();
        } catch (RuntimeException | Error e) {
            takeBack(commit, e);
            throw e;
        }
    }

    /**
     * Does what the disk or a lock may keep waiting, and lets others in meanwhile. Whoever calls it has made sure that they
     * change nothing it stands on: they see a bundle that is being hardened, or the turn to write is his.
     */
    void withoutMutex(Runnable slow) {
        mutex.unlock();
        try {
            slow.run();
        } finally {
            mutex.lock();
        }
    }

    /** Prepares a transaction that stands on the file. */
    void prepare(WriteSet changes) {
        changes.rebase(words.storage());
        Optional<Commit> commit = planned(changes);
        if (commit.isEmpty()) {
            return;
        }
        withoutMutex(() -> prepare(commit.get()));
        prepared = commit;
        hardening = Optional.of(new Batch(changes, commit.get(), mutex.newCondition()));
    }

    boolean isPrepared() {
        return prepared.isPresent();
    }

    /** Takes the preparation back, if there is one. */
    void cancelPrepared() {
        prepared.ifPresent(commit -> {
            prepared = Optional.empty();
            hardening = Optional.empty();
            emptier.signalAll();
            commit.cancel();
        });
    }

    /** Commits what was prepared, if anything was. */
    void commitPrepared() {
        prepared.ifPresent(this::commitPrepared);
    }

    private void commitPrepared(Commit commit) {
        Batch batch = hardening.orElseThrow();
        try {
            hardenAndApply(commit);
        } catch (RuntimeException | Error e) {
            fail(forOthers(e));
            throw known(batch, asItWas(e));
        }
        finished();
    }

    private void hardenAndApply(Commit commit) {
        Batch batch = hardening.orElseThrow();
        mutex.unlock();
        long began = System.nanoTime();
        long synced = began;
        try {
            harden(commit);
            synced = System.nanoTime();
            batch.harden();
            uninterrupted(() -> commit.apply(work -> locks.exclusively(Waiting.FOREVER, work)));
        } finally {
            mutex.lock();
            gathering.synced(synced - began);
        }
    }

    private void harden(Commit commit) {
        try {
            commit.harden();
        } catch (RuntimeException | Error e) {
            poison(e);
            throw e;
        }
    }

    /** After a sync that failed nobody knows what is on the disk: no more writing. */
    void poison(Throwable why) {
        try {
            words.poison(true);
        } catch (RuntimeException e) {
            why.addSuppressed(e);
        }
    }

    /** What has passed its commit point is applied, whatever its thread is asked to do meanwhile. */
    static void uninterrupted(Runnable work) {
        boolean interrupted = false;
        for (boolean done = false; !done;) {
            try {
                work.run();
                done = true;
            } catch (CancelledException _) {
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private static void takeBack(Commit commit, Throwable why) {
        try {
            commit.cancel();
        } catch (RuntimeException e) {
            why.addSuppressed(e);
        }
    }

    private void finished() {
        Batch batch = hardening.orElseThrow();
        batch.succeed();
        hardening = Optional.empty();
        prepared = Optional.empty();
        pending.ifPresent(above -> {
            above.changes().rebase(words.storage());
            above.callLeader();
        });
        moved.run();
        emptier.signalAll();
    }

    private void fail(RuntimeException why) {
        hardening.ifPresent(batch -> fail(batch, why));
        pending.ifPresent(batch -> fail(batch, why));
        hardening = Optional.empty();
        pending = Optional.empty();
        prepared = Optional.empty();
        moved.run();
        emptier.signalAll();
    }

    private void fail(Batch batch, RuntimeException why) {
        batch.fail(why);
        unapplied = batch.isHard() ? Optional.of(batch) : unapplied;
        if (batch.isLeft()) {
            lostUpTo = batch.isHard() ? lostUpTo : Math.max(lostUpTo, batch.sequence());
            lost.accept(told(batch, why));
        }
    }

    /** What those are told who wait for a thread that ran out of memory, say: they would do so for ever. */
    private RuntimeException forOthers(Throwable e) {
        return e instanceof RuntimeException own ? own : failed(e);
    }

    private static RuntimeException asItWas(Throwable e) {
        if (e instanceof Error error) {
            throw error;
        }
        return (RuntimeException) e;
    }

    /** What the leader is told: as it came, unless it came after the commit point. */
    private RuntimeException known(Batch batch, RuntimeException e) {
        return batch.isHard() && e instanceof TdbException ? told(batch, e) : e;
    }

    private StorageException told(Batch batch, RuntimeException cause) {
        return batch.isHard()
                ? new StorageException(new Fault(words.storage().name(), Fault.NOWHERE,
                        "commit number %d visible to all".formatted(batch.sequence()),
                        String.valueOf(cause.getMessage()),
                        "it is committed and on the disk: whoever uses the file next makes it visible"), cause)
                : failed(cause);
    }

    private RuntimeException typed(RuntimeException e) {
        return e instanceof TdbException ? e : failed(e);
    }

    private StorageException failed(Throwable cause) {
        return new StorageException(new Fault(words.storage().name(), Fault.NOWHERE, "a bundle on the disk",
                String.valueOf(cause.getMessage()), "the transaction and all that stood on it were not committed"),
                cause);
    }
}
