package tdb2.engine.transaction;

import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.Condition;
import tdb2.engine.storage.WriteSet;

/** Transactions that go to the disk in one bundle. Guarded by the mutex of its {@link BundleQueue}. */
final class Batch {

    private final WriteSet changes;
    private final long sequence;
    private final Condition news;
    private final BundleBound bound = new BundleBound();
    private Optional<Commit> bundle;
    private volatile boolean hard;
    private boolean done;
    private boolean left;
    private Optional<RuntimeException> failure = Optional.empty();

    /**
     * Changes that stand on those of another batch.
     *
     * @param news of the queue's mutex, and of this batch alone
     */
    Batch(WriteSet changes, long sequence, Condition news) {
        this(changes, sequence, news, Optional.empty());
    }

    /** The changes of one transaction that stands on the file, and the bundle that was planned for them. */
    Batch(WriteSet changes, Commit bundle, Condition news) {
        this(changes, bundle.sequence(), news, Optional.of(bundle));
    }

    private Batch(WriteSet changes, long sequence, Condition news, Optional<Commit> bundle) {
        this.changes = changes;
        this.sequence = sequence;
        this.news = news;
        this.bundle = bundle;
    }

    /** Signalled when it is over, and to one who waits when somebody is needed to lead. */
    Condition news() {
        return news;
    }

    /** Wakes one of those who wait for it, to lead. */
    void callLeader() {
        news.signal();
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

    /** Whether it is on the disk and visible, or will never be. */
    boolean isOver() {
        return done || failure.isPresent();
    }

    /** Why it was not committed; empty when it was, or may yet be. */
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

    /** It is past its commit point: nothing takes it back, seen or not. Needs no mutex. */
    void harden() {
        hard = true;
    }

    boolean isHard() {
        return hard;
    }

    void succeed() {
        done = true;
        news.signalAll();
    }

    void fail(RuntimeException why) {
        failure = Optional.of(why);
        news.signalAll();
    }
}
