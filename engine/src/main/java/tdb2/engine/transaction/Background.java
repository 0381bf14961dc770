package tdb2.engine.transaction;

import java.time.Duration;
import java.util.Optional;
import tdb2.engine.error.Fault;
import tdb2.engine.error.StorageException;
import tdb2.engine.error.TdbException;

/**
 * What is done for the transactions of one file while nobody waits: soft commits are written after their delay, and what
 * was committed is settled when nothing more comes. Fields are guarded by the mutex of the queue, which is never held
 * while the disk works. An error is told to the log and thrown at whoever comes next.
 */
final class Background implements AutoCloseable {

    private final CommitSettings settings;
    private final Settling settling;
    private final BundleQueue queue;
    private final Flusher soft = new Flusher(this::failed);
    private final Flusher idle = new Flusher(this::failed);

    private Optional<RuntimeException> unseen = Optional.empty();
    private boolean settleDue;
    private long lastCommit;

    Background(CommitSettings settings, Settling settling, BundleQueue queue) {
        this.settings = settings;
        this.settling = settling;
        this.queue = queue;
    }

    /** Under the mutex: a soft commit has joined a batch. */
    void gathered(Batch batch) {
        batch.leave();
        if (batch.changes().bytesHeld() > settings.softBytes()) {
            soft.after(Duration.ZERO, this::flush);
        } else if (settings.softDelay().isPositive()) {
            soft.after(settings.softDelay(), this::flush);
        }
    }

    private void flush() {
        queue.mutex().lock();
        try {
            queue.pending().ifPresent(queue::await);
        } catch (StorageException e) {
            if (unseen.isEmpty()) { // else it was kept for whoever comes next already
                throw e;
            }
        } finally {
            queue.mutex().unlock();
        }
    }

    /** Under the mutex: something was committed. */
    void committed() {
        lastCommit = System.nanoTime();
        if (settings.settleAfter().isPositive() && !settleDue) {
            settleDue = true;
            idle.after(settings.settleAfter(), this::settleWhenIdle);
        }
    }

    private void settleWhenIdle() {
        queue.mutex().lock();
        try {
            settleDue = false;
            if (System.nanoTime() - lastCommit < settings.settleAfter().toNanos()) {
                settleDue = true;
                idle.after(settings.settleAfter(), this::settleWhenIdle);
                return;
            }
        } finally {
            queue.mutex().unlock();
        }
        guarded(settling::settleForGood);
    }

    boolean mustSettle() {
        return settings.protocol().settles() && settling.isDue();
    }

    void settle() {
        guarded(settling::settle);
    }

    /** Settles for good; the caller holds the transaction lock. */
    void settleHolding() {
        guarded(settling::settleHolding);
    }

    /** Runs something that syncs; a sync that fails ends all writing. */
    void guarded(Runnable syncing) {
        try {
            syncing.run();
        } catch (StorageException e) {
            queue.poison(e);
            throw e;
        }
    }

    /** Under the mutex: soft commits were lost, whose callers went on long ago. */
    void lost(RuntimeException why) {
        unseen = Optional.of(why);
        soft.after(Duration.ZERO, () -> log(why));
    }

    private void failed(RuntimeException e) {
        queue.mutex().lock();
        try {
            unseen = Optional.of(e);
        } finally {
            queue.mutex().unlock();
        }
        log(e);
    }

    private void log(RuntimeException e) {
        settings.log().accept(e instanceof TdbException typed
                ? typed.fault()
                : new Fault(settling.name(), Fault.NOWHERE, "work in the background", String.valueOf(e), ""));
    }

    /** Under the mutex: throws what happened where nobody could be told. */
    void throwUnseen() {
        if (unseen.isPresent()) {
            RuntimeException e = unseen.get();
            unseen = Optional.empty();
            throw new StorageException(new Fault(settling.name(), Fault.NOWHERE,
                    "work in the background that reaches the disk", String.valueOf(e.getMessage()),
                    "soft commits since the last sync may be lost"), e);
        }
    }

    /** Ends the work in the background, and does what is left of it. */
    @Override
    public void close() {
        soft.close();
        idle.close();
        flush();
        if (mustSettle() && settling.mayWrite()) {
            guarded(settling::settleForGood);
        }
        queue.mutex().lock();
        try {
            throwUnseen();
        } finally {
            queue.mutex().unlock();
        }
    }
}
