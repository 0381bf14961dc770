package tdb2.engine.transaction;

import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.LockSupport;
import tdb2.engine.storage.WriteSet;

/**
 * Transactions that go to the disk in one bundle. Guarded by the mutex of its {@link BundleQueue}, but for the sleep of
 * those who wait: many are woken at once, and none of them has to queue for the mutex to hear that it is over.
 */
final class Batch {

    private final WriteSet changes;
    private final long sequence;
    private final BundleBound bound = new BundleBound();
    private final Queue<Thread> sleepers = new ConcurrentLinkedQueue<>();
    private final AtomicBoolean leaderWanted = new AtomicBoolean();
    private Optional<Commit> bundle;
    private boolean left;
    private volatile boolean done;
    private volatile Optional<RuntimeException> failure = Optional.empty();

    /** Changes that stand on those of another batch. */
    Batch(WriteSet changes, long sequence) {
        this(changes, sequence, Optional.empty());
    }

    /** The changes of one transaction that stands on the file, and the bundle that was planned for them. */
    Batch(WriteSet changes, Commit bundle) {
        this(changes, bundle.sequence(), Optional.of(bundle));
    }

    private Batch(WriteSet changes, long sequence, Optional<Commit> bundle) {
        this.changes = changes;
        this.sequence = sequence;
        this.bundle = bundle;
    }

    /** Wakes one of those who wait for it, to lead; the next one to wait when there is none. */
    void callLeader() {
        leaderWanted.set(true);
        LockSupport.unpark(sleepers.peek());
    }

    /** Returns when it is over, or when this thread is called to lead. Not under the mutex. */
    void sleep() {
        Thread me = Thread.currentThread();
        boolean interrupted = false;
        sleepers.add(me);
        while (!isOver() && !leaderWanted.getAndSet(false)) {
            LockSupport.park(this);
            interrupted |= Thread.interrupted();
        }
        if (!isOver()) {
            sleepers.remove(me);
        }
        if (interrupted) {
            me.interrupt();
        }
    }

    /** Wakes all who wait for it, as it is over. */
    void wake() {
        sleepers.forEach(LockSupport::unpark);
    }

    /** The bundle of these changes, where it is known already. */
    Optional<Commit> bundle() {
        return bundle;
    }

    /**
     * Takes in the changes of a transaction that stands on these.
     *
     * @return the pages that {@link #bound()} does not know as they are now
     */
    Set<Long> absorb(WriteSet upper) {
        changes.absorb(upper);
        Set<Long> unknown = bundle.isPresent() ? changes.pages() : upper.pages();
        bundle = Optional.empty();
        return unknown;
    }

    /** What all of them changed. */
    WriteSet changes() {
        return changes;
    }

    /** How long the bundle gets. */
    BundleBound bound() {
        return bound;
    }

    /** Number of the bundle. */
    long sequence() {
        return sequence;
    }

    /** Whether it is on the disk and visible, or will never be. With or without the mutex. */
    boolean isOver() {
        return done || failure.isPresent();
    }

    /** Why it was not committed; empty when it was, or may yet be. With or without the mutex. */
    Optional<RuntimeException> failure() {
        return failure;
    }

    /** Somebody whose transaction is in it goes on without waiting for it. */
    void leave() {
        left = true;
    }

    /** Whether somebody does not wait for it, who is to be told otherwise when it fails. */
    boolean isLeft() {
        return left;
    }

    /** It is on the disk and visible; those who wait are still to be woken. */
    void succeed() {
        done = true;
    }

    void fail(RuntimeException why) {
        failure = Optional.of(why);
        wake();
    }
}
