package tdb2.engine.lock;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

import tdb2.engine.error.CancelledException;
import tdb2.engine.error.Fault;
import tdb2.engine.error.LockException;
import tdb2.engine.posix.Posix;

/**
 * Who holds what among the users of one open file, for whom the {@link LockFunctions} below make no difference. Each
 * thread is an owner of its own; {@link #ownedBy(Object)} gives a backend for an owner that moves between threads, a
 * transaction say. Locks of different owners conflict as those of different programs do. Locks of one owner nest: a
 * range that is locked twice is unlocked twice, and a range locked for reading inside one that is locked for writing
 * stays locked for writing. Locking for writing what the owner has for reading is the upgrade, unlocking it again the
 * downgrade.
 *
 * <p>
 * <b>Waiting.</b> Whoever is not granted a lock at once queues; nobody who comes later is let past him when that would
 * make him wait longer, be it by {@code tryLock}. One exception keeps the queue from locking up: an owner does not queue
 * behind those who, directly or in turn, wait for what this owner holds. When nobody in the table is in his way any
 * more, a waiter blocks in the functions below, outside the monitor. Whatever happens in the table meanwhile, his lock
 * is taken once more (without waiting) before it counts, so that a piece dropped by somebody's unlock in between is
 * noticed. A waiter looks a few times for a change before he falls asleep: most locks are held for less time than it takes
 * to sleep and to be woken, and when each who waits sleeps, all go at that pace.
 *
 * <p>
 * <b>Leaving.</b> A lock dropped with {@link #unlockSoon} inside another one stays until its owner calls again: one
 * system call then drops both, or none is needed because it is taken again.
 *
 * <p>
 * Safe for several threads.
 */
public final class LockTable implements LockBackend {

    /** How often who waits looks for a change before he falls asleep: about what that would take. */
    private static final int LOOKS = 100;

    private final String file;
    private final LockFunctions functions;
    private final Grants grants;
    private final List<Waiter> waiters = new ArrayList<>();
    /** Counts what may let somebody through who waits; written in the monitor. */
    private volatile int changes;

    /** One lock wanted. */
    private static final class Waiter {
        private final Grant wanted;
        /** Blocked below, or just about to be: no longer to be overtaken by anything that conflicts. */
        private boolean below;

        Waiter(Grant wanted) {
            this.wanted = wanted;
        }
    }

    /**
     * @param file its name for messages
     * @param functions what takes the locks; used by nothing else
     */
    public LockTable(String file, LockFunctions functions) {
        this.file = file;
        this.functions = functions;
        this.grants = new Grants(file, functions);
    }

    /** A table for a file that nobody outside of it has open: the users of a database in memory, say. */
    public static LockTable alone(String file) {
        return new LockTable(file, LockFunctions.ALONE);
    }

    @Override
    public LockBackend ownedBy(Object owner) {
        return new Owned(this, owner, false);
    }

    /** The table as one owner sees it. */
    private record Owned(LockTable table, Object owner, boolean strong) implements LockBackend {

        @Override
        public LockBackend upgradable() {
            return new Owned(table, owner, !Posix.upgradesLocks());
        }

        private Grant grant(ByteRange range, Mode mode) {
            return new Grant(owner, range, mode, strong ? Mode.WRITE : mode);
        }

        @Override
        public boolean tryLock(ByteRange range, Mode mode) {
            return table.tryLock(grant(range, mode));
        }

        @Override
        public void lock(ByteRange range, Mode mode, Waiting waiting) {
            table.lock(grant(range, mode), waiting);
        }

        @Override
        public void unlock(ByteRange range) {
            table.unlock(owner, range);
        }

        @Override
        public void unlockSoon(ByteRange range) {
            table.unlockSoon(owner, range);
        }

        @Override
        public boolean wouldBlock(ByteRange range, Mode mode) {
            return table.wouldBlock(owner, range, mode);
        }

        @Override
        public LockBackend ownedBy(Object other) {
            return table.ownedBy(other);
        }
    }

    @Override
    public boolean tryLock(ByteRange range, Mode mode) {
        return tryLock(new Grant(Thread.currentThread(), range, mode));
    }

    @Override
    public void lock(ByteRange range, Mode mode, Waiting waiting) {
        lock(new Grant(Thread.currentThread(), range, mode), waiting);
    }

    @Override
    public void unlock(ByteRange range) {
        unlock(Thread.currentThread(), range);
    }

    @Override
    public void unlockSoon(ByteRange range) {
        unlockSoon(Thread.currentThread(), range);
    }

    @Override
    public boolean wouldBlock(ByteRange range, Mode mode) {
        return wouldBlock(Thread.currentThread(), range, mode);
    }

    private synchronized boolean tryLock(Grant wanted) {
        if (grants.anyLeaving()) {
            wake();
            if (grants.stays(wanted.owner(), wanted.range(), wanted.mode())) {
                return true;
            }
        }
        return obstacle(wanted, waiters.size()).isEmpty() && grants.take(wanted).isEmpty();
    }

    private synchronized boolean wouldBlock(Object owner, ByteRange range, Mode mode) {
        return obstacle(new Grant(owner, range, mode), waiters.size()).isPresent()
                || functions.holder(range, mode).isPresent();
    }

    private synchronized void unlock(Object owner, ByteRange range) {
        wake();
        grants.release(owner, range, waiters.isEmpty());
    }

    private synchronized void unlockSoon(Object owner, ByteRange range) {
        wake();
        grants.releaseSoon(owner, range, waiters.isEmpty());
    }

    /** Lets those who wait look again, once this call is done. */
    private synchronized void wake() {
        if (!waiters.isEmpty()) {
            changes++;
            notifyAll();
        }
    }

    private void lock(Grant wanted, Waiting waiting) {
        if (tryLock(wanted)) {
            return;
        }
        Waiter waiter = new Waiter(wanted);
        long began = System.nanoTime();
        synchronized (this) {
            waiters.add(waiter);
        }
        boolean granted = false;
        try (Cancellation.Registration _ = waiting.cancellation().whenCancelled(this::wakeAll)) {
            Optional<ByteRange> refused = awaitTurn(waiter, waiting, began);
            while (refused.isPresent()) {
                if (!functions.lock(refused.get(), wanted.below(), waiting)) {
                    throw notGranted(waiter.wanted, waiting, began,
                            functions.knownHolder(wanted.range(), wanted.below()).map(LockFunctions.Holder::describe)
                                    .orElse("nobody any more"));
                }
                refused = awaitTurn(waiter, waiting, began);
            }
            granted = true;
        } finally {
            leave(waiter, granted);
        }
    }

    private synchronized void wakeAll() {
        changes++;
        notifyAll();
    }

    /**
     * Waits until nobody in the table is in the way, and takes the lock.
     *
     * @return the part that was refused below and must be waited for there; empty when the lock was granted
     */
    private Optional<ByteRange> awaitTurn(Waiter waiter, Waiting waiting, long began) {
        int patience = LOOKS;
        while (true) {
            int seen;
            synchronized (this) {
                waiter.below = false;
                Optional<Object> obstacle = obstacle(waiter.wanted, waiters.indexOf(waiter));
                if (obstacle.isEmpty()) {
                    Optional<ByteRange> refused = grants.take(waiter.wanted);
                    waiter.below = refused.isPresent();
                    return refused;
                }
                requireTime(waiter, waiting, began, obstacle.get());
                seen = changes;
                if (patience <= 0) {
                    sleep(waiting);
                    continue;
                }
            }
            patience = linger(seen, patience);
        }
    }

    private void requireTime(Waiter waiter, Waiting waiting, long began, Object obstacle) {
        if (waiting.nanosLeft() <= 0 || waiting.cancellation().isCancelled()
                || Thread.currentThread().isInterrupted()) {
            throw notGranted(waiter.wanted, waiting, began, "this program: " + obstacle);
        }
    }

    /** Until somebody wakes those who wait; the caller is in the monitor. */
    private void sleep(Waiting waiting) {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, waiting.nanosLeft());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    /**
     * Lets other threads run until something has changed: most locks are held for a moment, shorter than it takes to fall
     * asleep and to be woken.
     *
     * @return what is left of the patience
     */
    private int linger(int seen, int patience) {
        int left = patience;
        while (left > 0 && changes == seen) {
            Thread.yield();
            left--;
        }
        return left;
    }

    private synchronized void leave(Waiter waiter, boolean granted) {
        waiters.remove(waiter);
        wake();
        if (!granted) {
            grants.settle(waiter.wanted.range()); // what was had of it goes back
        }
    }

    /**
     * Whoever in the table keeps a lock from being granted: a holder, or one who came earlier.
     *
     * @param ahead how many of the waiters came earlier
     */
    private Optional<Object> obstacle(Grant wanted, int ahead) {
        Optional<Object> holder = grants.obstacle(wanted);
        if (holder.isPresent() || ahead == 0) {
            return holder;
        }
        return waiterAhead(wanted, ahead);
    }

    private Optional<Object> waiterAhead(Grant wanted, int ahead) {
        List<Waiter> held = new ArrayList<>(); // up by the owner of what is wanted
        for (Waiter waiter : waiters.subList(0, ahead)) {
            Grant earlier = waiter.wanted;
            if (waitsFor(waiter, wanted.owner(), held)) {
                held.add(waiter);
            } else if (earlier.conflictsWith(wanted.owner(), wanted.range(), wanted.mode())
                    || wouldBeWeakened(wanted, waiter)) {
                return Optional.of(earlier.owner());
            }
        }
        return Optional.empty();
    }

    private boolean waitsFor(Waiter waiter, Object owner, List<Waiter> held) {
        Grant wanted = waiter.wanted;
        return !waiter.below && (grants.any(grant -> grant.isOf(owner)
                && grant.conflictsWith(wanted.owner(), wanted.range(), wanted.mode()))
                || held.stream().anyMatch(
                        other -> other.wanted.conflictsWith(wanted.owner(), wanted.range(), wanted.mode())));
    }

    /** A shared lock granted below after an exclusive one in the same place would replace it. */
    private static boolean wouldBeWeakened(Grant wanted, Waiter waiter) {
        return waiter.below && waiter.wanted.mode() == Mode.READ && wanted.mode() == Mode.WRITE
                && waiter.wanted.range().overlaps(wanted.range());
    }

    private RuntimeException notGranted(Grant wanted, Waiting waiting, long began, String holder) {
        boolean cancelled = waiting.cancellation().isCancelled() || Thread.currentThread().isInterrupted();
        Fault fault = notGranted(file, wanted.range(), wanted.mode(), holder, cancelled, began);
        return cancelled ? new CancelledException(fault) : new LockException(fault);
    }

    /**
     * What is said of a lock that was waited for in vain since {@code began}, of {@link System#nanoTime()}. Since when another
     * process has had it nobody can tell, for the kernel keeps no such time: at least as long as it was waited for.
     */
    static Fault notGranted(String file, ByteRange range, Mode mode, String holder, boolean cancelled, long began) {
        String waited = "%.3f s".formatted((System.nanoTime() - began) / 1e9);
        return new Fault(file, Fault.NOWHERE, wanted(range, mode),
                "%s by %s%s".formatted("held", holder,
                        cancelled ? "; the wait was cancelled after " + waited : ", waited " + waited),
                "try again when it is done, or end it if it hangs");
    }

    /** What is said of a lock that is waited for, and has been for some nanoseconds. */
    static Fault notYetGranted(String file, ByteRange range, Mode mode, LockFunctions.Holder holder, long waited) {
        return new Fault(file, Fault.NOWHERE, wanted(range, mode),
                "held by %s for at least %.1f s".formatted(holder.describe(), waited / 1e9),
                "still waiting; end it if it hangs");
    }

    private static String wanted(ByteRange range, Mode mode) {
        return "a lock for %s of %s".formatted(mode == Mode.WRITE ? "writing" : "reading",
                new LockMeaning.Foreign(range).describe());
    }
}
