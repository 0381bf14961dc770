package tdb2.engine.lock;

import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.stream.IntStream;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.lock.Mutexes.Patience;

/**
 * What takes the locks of a file with robust mutexes but for those of single chains and of the free list: all records by
 * their mutex, and what else there is by byte ranges below. A thread of its own takes that mutex, since it may be given back
 * by another thread than asked for it. Safe for several threads.
 */
final class MutexFunctions implements LockFunctions {

    private static final long SLICE = TimeUnit.MILLISECONDS.toNanos(50);
    /** How long those who have a chain may take to give it back before they are let go on to a record. */
    private static final long PASSING = TimeUnit.MILLISECONDS.toNanos(20);

    private final Mutexes mutexes;
    private final LockFunctions below;
    private final ByteRange partitions;
    /** Whoever has it takes or gives back the mutex; one who waits for the mutex keeps it meanwhile. */
    private final ReentrantLock turn = new ReentrantLock();

    // guarded by turn
    private Optional<Keeper> keeper = Optional.empty();
    private volatile Optional<Mode> held = Optional.empty();

    /**
     * @param below takes byte ranges
     * @param partitions the range for which the mutex of all records stands
     */
    MutexFunctions(Mutexes mutexes, LockFunctions below, ByteRange partitions) {
        this.mutexes = mutexes;
        this.below = below;
        this.partitions = partitions;
    }

    /** The part of a range that lies behind the partitions; empty when none does. */
    private Optional<ByteRange> beyond(ByteRange range) {
        long start = Math.max(range.start(), partitions.endExclusive());
        return start < range.endExclusive()
                ? Optional.of(ByteRange.between(start, range.endExclusive()))
                : Optional.empty();
    }

    @Override
    public boolean tryLock(ByteRange range, Mode mode) {
        if (!range.overlaps(partitions)) {
            return below.tryLock(range, mode);
        }
        if (!turn.tryLock()) {
            return false; // somebody waits for the mutex just now
        }
        try {
            return takeBoth(mode, Patience.NONE, beyond(range), below::tryLock);
        } finally {
            turn.unlock();
        }
    }

    /** How a byte range is taken. */
    private interface Taking {
        boolean taken(ByteRange range, Mode mode);
    }

    /**
     * Takes the mutex of all records, and the records behind the chains. A traversal of libtdb keeps the record it stands on
     * while it goes on to the next chain, and that chain while it goes on to a record. So whoever wants to write has the
     * chains for reading until nobody stands on a record, and lets the records go again when one who has a chain wants one.
     */
    private boolean takeBoth(Mode mode, Patience patience, Optional<ByteRange> records, Taking taking) {
        Optional<Mode> before = held;
        boolean taken = false;
        try {
            taken = (before.isPresent() || takeAll(Mode.READ, patience)) && (mode == Mode.READ
                    ? takeAll(mode, patience) && records.map(part -> taking.taken(part, mode)).orElse(true)
                    : takeForWriting(before, patience, records, taking));
        } finally {
            if (!taken) {
                giveBack(before);
            }
        }
        return taken;
    }

    private boolean takeForWriting(Optional<Mode> before, Patience patience, Optional<ByteRange> records,
            Taking taking) {
        do {
            if (!records.map(part -> taking.taken(part, Mode.WRITE)).orElse(true)) {
                return false;
            }
            long end = System.nanoTime() + PASSING;
            if (takeAll(Mode.WRITE, () -> Math.min(patience.nanosLeft(), end - System.nanoTime()))) {
                return true;
            }
            records.ifPresent(part -> letGo(part, before));
        } while (patience.nanosLeft() > 0);
        return false;
    }

    /** Has the records no more than before. */
    private void letGo(ByteRange records, Optional<Mode> before) {
        if (before.isEmpty()) {
            below.unlock(records);
        } else {
            below.tryLock(records, before.get());
        }
    }

    private boolean takeAll(Mode mode, Patience patience) {
        if (held.isPresent() && held.get() == mode) {
            return true;
        }
        Keeper thread = keeper.orElseGet(Keeper::new);
        keeper = Optional.of(thread);
        boolean taken = false;
        try {
            taken = thread.call(() -> {
                if (held.isEmpty()) {
                    return mutexes.lockAll(mode, patience);
                }
                if (mode == Mode.WRITE) {
                    return mutexes.upgradeAll(patience);
                }
                mutexes.downgradeAll();
                return true;
            });
        } finally {
            if (taken) {
                held = Optional.of(mode);
            }
            retire();
        }
        return taken;
    }

    /** Lets the thread go when it keeps nothing. */
    private void retire() {
        if (held.isEmpty()) {
            keeper.ifPresent(Keeper::close);
            keeper = Optional.empty();
        }
    }

    private void giveBack(Optional<Mode> down) {
        if (held.equals(down) || held.isEmpty()) {
            return;
        }
        keeper.orElseThrow().call(() -> {
            if (down.isEmpty()) {
                mutexes.unlockAll();
            } else {
                mutexes.downgradeAll();
            }
            return true;
        });
        held = down;
        retire();
    }

    @Override
    public boolean lock(ByteRange range, Mode mode, Waiting waiting) {
        if (!range.overlaps(partitions)) {
            return below.lock(range, mode, waiting);
        }
        Patience patience = Mutexes.of(waiting, Thread.currentThread());
        if (!awaitTurn(patience)) {
            return false;
        }
        try {
            return takeBoth(mode, patience, beyond(range), (part, how) -> below.lock(part, how, waiting));
        } finally {
            turn.unlock();
        }
    }

    private boolean awaitTurn(Patience patience) {
        boolean mine = turn.tryLock();
        for (long left = patience.nanosLeft(); !mine && left > 0; left = patience.nanosLeft()) {
            try {
                mine = turn.tryLock(Math.min(left, SLICE), TimeUnit.NANOSECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
        return mine;
    }

    @Override
    public void unlock(ByteRange range) {
        if (!range.overlaps(partitions)) {
            below.unlock(range);
            return;
        }
        if (range.start() < partitions.start()) {
            below.unlock(ByteRange.between(range.start(), partitions.start()));
        }
        beyond(range).ifPresent(below::unlock);
        if (held.isEmpty()) {
            return; // perhaps somebody waits for it just now
        }
        turn.lock();
        try {
            giveBack(Optional.empty());
        } finally {
            turn.unlock();
        }
    }

    @Override
    public Optional<Holder> holder(ByteRange range, Mode mode) {
        if (!range.overlaps(partitions)) {
            return below.holder(range, mode);
        }
        return holder(MutexLayout.ALL_RECORDS)
                .or(() -> beyond(range).flatMap(part -> below.holder(part, mode)));
    }

    @Override
    public Optional<Holder> knownHolder(ByteRange range, Mode mode) {
        return range.overlaps(partitions)
                ? holder(range, mode).or(this::holderOfAChain)
                : below.knownHolder(range, mode);
    }

    private Optional<Holder> holderOfAChain() {
        return IntStream.rangeClosed(1, (int) mutexes.layout().hashSize())
                .mapToObj(chain -> holder(mutexes.layout().mutex(chain))).flatMap(Optional::stream).findFirst();
    }

    /** Who has the mutex at an offset. */
    Optional<Holder> holder(int at) {
        int thread = mutexes.area().owner(at);
        return thread == 0 ? Optional.empty() : Optional.of(Holder.ofThread(thread));
    }
}
