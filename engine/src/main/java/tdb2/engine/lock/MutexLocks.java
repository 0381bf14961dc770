package tdb2.engine.lock;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Supplier;
import tdb2.engine.error.CancelledException;
import tdb2.engine.error.Fault;
import tdb2.engine.error.LockException;
import tdb2.engine.lock.Mutexes.Patience;
import tdb2.engine.posix.MutexArea;

/**
 * The locks of an open TDB1 file with robust mutexes, beside libtdb. Chains and the free list are mutexes; each owner takes
 * them for himself, as a process of libtdb does, and a lock for reading keeps out others too. A platform thread takes its
 * own; for a virtual thread, or an owner that is no thread, a {@link Keeper} does. All else is in a {@link LockTable}.
 *
 * <p>
 * Who has all records has every chain with them. Who has a chain must not wait for all records.
 *
 * <p>
 * Safe for several threads. A mutex that a thread took and another gives back stays taken until its thread uses the file
 * again, or ends.
 */
public final class MutexLocks implements LockBackend, AutoCloseable {

    private final Mutexes mutexes;
    private final LockTable table;
    private final MutexFunctions functions;
    private final ByteRange partitions;
    private final ConcurrentMap<Object, Party> parties = new ConcurrentHashMap<>();

    /** One lock that an owner has; a mutex, or all records. */
    private record Held(ByteRange range, Mode mode) {}

    /** What one owner has. Used by one thread at a time, but that another may give something back. */
    private static final class Party {
        private final List<Held> held = new ArrayList<>(3);
        /** Numbers of the mutexes that are taken; fewer than are held where he has all records. */
        private final List<Integer> taken = new ArrayList<>(3);
        /** Taken, and given back by another thread. */
        private final List<Integer> orphans = new ArrayList<>(0);
        private Optional<Keeper> keeper = Optional.empty();

        synchronized boolean isIdle() {
            return held.isEmpty() && taken.isEmpty() && orphans.isEmpty();
        }

        synchronized void hold(Held one) {
            held.add(one);
        }

        synchronized void take(int number) {
            taken.add(number);
        }

        synchronized boolean hasChain() {
            return taken.stream().anyMatch(number -> number > 0);
        }

        synchronized List<Integer> orphans() {
            List<Integer> all = List.copyOf(orphans);
            orphans.clear();
            return all;
        }

        /** Forgets the last lock of a range; whether he has no other of it, and has taken its mutex. */
        synchronized boolean forget(ByteRange range, OptionalInt number, String file) {
            boolean found = false;
            boolean more = false;
            for (int i = held.size() - 1; i >= 0; i--) {
                if (held.get(i).range.equals(range)) {
                    more |= found;
                    if (!found) {
                        held.remove(i);
                        found = true;
                    }
                }
            }
            if (!found) {
                throw new LockException(new Fault(file, Fault.NOWHERE, "a lock of " + range + " to drop",
                        "none held", "this is a mistake in the program; please report it"));
            }
            return !more && number.isPresent() && taken.remove((Integer) number.getAsInt());
        }

        synchronized void orphan(int number) {
            orphans.add(number);
        }
    }

    /**
     * @param file its name for messages
     * @param area its mutexes; closed with this
     * @param below takes byte ranges
     * @param map of the file
     */
    public MutexLocks(String file, MutexArea area, LockFunctions below, Tdb1LockMap map) {
        this.mutexes = new Mutexes(file, area, new MutexLayout(map.hashSize()));
        this.partitions = map.partitions();
        this.functions = new MutexFunctions(mutexes, below, partitions);
        this.table = new LockTable(file, functions);
    }

    @Override
    public LockBackend ownedBy(Object owner) {
        return new Owned(this, table.ownedBy(owner), owner);
    }

    /** The locks as one owner sees them. */
    private record Owned(MutexLocks locks, LockBackend table, Object owner) implements LockBackend {

        @Override
        public boolean tryLock(ByteRange range, Mode mode) {
            return locks.tryLock(owner, table, range, mode);
        }

        @Override
        public void lock(ByteRange range, Mode mode, Waiting waiting) {
            locks.lock(owner, table, range, mode, waiting);
        }

        @Override
        public void unlock(ByteRange range) {
            locks.unlock(owner, table, range);
        }

        @Override
        public boolean wouldBlock(ByteRange range, Mode mode) {
            return locks.wouldBlock(table, range, mode);
        }

        @Override
        public LockBackend ownedBy(Object other) {
            return locks.ownedBy(other);
        }
    }

    @Override
    public boolean tryLock(ByteRange range, Mode mode) {
        return tryLock(Thread.currentThread(), table, range, mode);
    }

    @Override
    public void lock(ByteRange range, Mode mode, Waiting waiting) {
        lock(Thread.currentThread(), table, range, mode, waiting);
    }

    @Override
    public void unlock(ByteRange range) {
        unlock(Thread.currentThread(), table, range);
    }

    @Override
    public boolean wouldBlock(ByteRange range, Mode mode) {
        return wouldBlock(table, range, mode);
    }

    private boolean wouldBlock(LockBackend others, ByteRange range, Mode mode) {
        OptionalInt number = mutexes.layout().number(range);
        return number.isEmpty()
                ? others.wouldBlock(range, mode)
                : holder(number.getAsInt(), mode).isPresent();
    }

    private Optional<LockFunctions.Holder> holder(int number, Mode mode) {
        Optional<LockFunctions.Holder> holder = functions.holder(mutexes.layout().mutex(number));
        return holder.isPresent() || number == 0 || mutexes.allows(mode)
                ? holder
                : functions.holder(MutexLayout.ALL_RECORDS);
    }

    private boolean tryLock(Object owner, LockBackend others, ByteRange range, Mode mode) {
        OptionalInt number = mutexes.layout().number(range);
        if (number.isPresent()) {
            return take(owner, number.getAsInt(), range, mode, Patience.NONE);
        }
        if (!others.tryLock(range, mode)) {
            return false;
        }
        noteAll(owner, range, mode);
        return true;
    }

    private void lock(Object owner, LockBackend others, ByteRange range, Mode mode, Waiting waiting) {
        OptionalInt number = mutexes.layout().number(range);
        if (number.isPresent()) {
            long began = System.nanoTime();
            if (!take(owner, number.getAsInt(), range, mode, Mutexes.of(waiting, Thread.currentThread()))) {
                throw notGranted(number.getAsInt(), range, mode, waiting, began);
            }
            return;
        }
        if (range.overlaps(partitions)) {
            requireNoChain(owner);
        }
        others.lock(range, mode, waiting);
        noteAll(owner, range, mode);
    }

    private void requireNoChain(Object owner) {
        Party party = parties.get(owner);
        if (party != null && party.hasChain()) {
            throw new LockException(new Fault(mutexes.file(), Fault.NOWHERE, "all records locked",
                    "a chain that the same owner has: in a file with mutexes he would wait for himself",
                    "lock all records first"));
        }
    }

    private void noteAll(Object owner, ByteRange range, Mode mode) {
        if (range.overlaps(partitions)) {
            party(owner).hold(new Held(range, mode));
        }
    }

    private Party party(Object owner) {
        return parties.computeIfAbsent(owner, _ -> new Party());
    }

    private boolean take(Object owner, int number, ByteRange range, Mode mode, Patience patience) {
        Party party = party(owner);
        try {
            boolean granted = covered(party, number, range, mode)
                    || on(owner, party, () -> takeMutex(party, number, mode, patience));
            if (granted) {
                party.hold(new Held(range, mode));
            }
            return granted;
        } finally {
            settle(owner, party);
        }
    }

    /** Whether an owner has it already, or all records. */
    private boolean covered(Party party, int number, ByteRange range, Mode mode) {
        synchronized (party) {
            for (int i = 0; i < party.held.size(); i++) {
                Held one = party.held.get(i);
                boolean all = number > 0 && one.range.length() != 1;
                if (one.range.equals(range) || (all && (one.mode == Mode.WRITE || mode == Mode.READ))) {
                    return true;
                }
            }
            return false;
        }
    }

    private boolean takeMutex(Party party, int number, Mode mode, Patience patience) {
        party.orphans().forEach(mutexes::unlock);
        boolean granted = mutexes.lock(number, mode, party.hasChain(), patience);
        if (granted) {
            party.take(number);
        }
        return granted;
    }

    /** Does something on the kernel's thread that takes an owner's mutexes. */
    private static <T> T on(Object owner, Party party, Supplier<T> work) {
        if (owner instanceof Thread thread && !thread.isVirtual()) {
            return work.get();
        }
        Keeper keeper = party.keeper.orElseGet(Keeper::new);
        party.keeper = Optional.of(keeper);
        return keeper.call(work);
    }

    private void settle(Object owner, Party party) {
        if (party.isIdle()) {
            parties.remove(owner);
            party.keeper.ifPresent(Keeper::close);
        }
    }

    private void unlock(Object owner, LockBackend others, ByteRange range) {
        OptionalInt number = mutexes.layout().number(range);
        if (number.isEmpty()) {
            others.unlock(range);
        }
        if (number.isEmpty() && !range.overlaps(partitions)) {
            return;
        }
        Party party = party(owner);
        if (party.forget(range, number, mutexes.file())) {
            giveBack(owner, party, number.getAsInt());
        }
        settle(owner, party);
    }

    private void giveBack(Object owner, Party party, int number) {
        if (!(owner instanceof Thread thread) || thread.isVirtual() || thread.equals(Thread.currentThread())) {
            on(owner, party, () -> {
                mutexes.unlock(number);
                return true;
            });
        } else if (thread.isAlive()) {
            party.orphan(number);
        } else {
            mutexes.area().ended();
        }
    }

    private RuntimeException notGranted(int number, ByteRange range, Mode mode, Waiting waiting, long began) {
        boolean cancelled = waiting.cancellation().isCancelled() || Thread.currentThread().isInterrupted();
        Fault fault = LockTable.notGranted(mutexes.file(), range, mode, holder(number, mode)
                .map(LockFunctions.Holder::describe).orElse("nobody any more"), cancelled, began);
        return cancelled ? new CancelledException(fault) : new LockException(fault);
    }

    /** Lets nobody take a mutex any more; those that are held go when they are given back. */
    @Override
    public void close() {
        mutexes.area().close();
    }
}
