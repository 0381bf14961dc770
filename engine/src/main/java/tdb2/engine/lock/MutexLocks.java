package tdb2.engine.lock;

import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
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
    private final ConcurrentMap<Object, MutexParty> parties = new ConcurrentHashMap<>();

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
            if (!take(owner, number.getAsInt(), range, mode, Patience.NONE)) {
                await(owner, number.getAsInt(), range, mode, waiting);
            }
            return;
        }
        if (range.overlaps(partitions)) {
            requireNoChain(owner);
        }
        others.lock(range, mode, waiting);
        noteAll(owner, range, mode);
    }

    private void await(Object owner, int number, ByteRange range, Mode mode, Waiting waiting) {
        long began = System.nanoTime();
        if (!take(owner, number, range, mode, Mutexes.of(waiting, Thread.currentThread()))) {
            throw notGranted(number, range, mode, waiting, began);
        }
    }

    private void requireNoChain(Object owner) {
        MutexParty party = parties.get(owner);
        if (party != null && party.hasChain()) {
            throw new LockException(new Fault(mutexes.file(), Fault.NOWHERE, "all records locked",
                    "a chain that the same owner has: in a file with mutexes he would wait for himself",
                    "lock all records first"));
        }
    }

    private void noteAll(Object owner, ByteRange range, Mode mode) {
        if (range.overlaps(partitions)) {
            party(owner).hold(range, mode);
        }
    }

    private MutexParty party(Object owner) {
        MutexParty known = parties.get(owner);
        if (known != null) {
            return known;
        }
        parties.entrySet().removeIf(other -> hasEnded(other.getKey()) && other.getValue().isIdle());
        return parties.computeIfAbsent(owner, _ -> new MutexParty());
    }

    private static boolean hasEnded(Object owner) {
        return owner instanceof Thread thread && !thread.isAlive();
    }

    private boolean take(Object owner, int number, ByteRange range, Mode mode, Patience patience) {
        MutexParty party = party(owner);
        MutexParty.Standing standing = party.ask(number, range, mode);
        if (standing == MutexParty.Standing.HAS_IT) {
            return true;
        }
        boolean further = standing == MutexParty.Standing.HAS_A_CHAIN;
        boolean granted = false;
        try {
            granted = takesItself(owner)
                    ? takeMutex(party, number, mode, further, patience)
                    : party.keeper().call(() -> takeMutex(party, number, mode, further, patience));
        } finally {
            if (!granted) {
                party.forget(range, OptionalInt.of(number), mutexes.file());
                settle(owner, party);
            }
        }
        return granted;
    }

    private boolean takeMutex(MutexParty party, int number, Mode mode, boolean further, Patience patience) {
        party.orphans().forEach(mutexes::unlock);
        return mutexes.lock(number, mode, further, patience);
    }

    /** Whether an owner is a thread of the kernel: it takes its own. */
    private static boolean takesItself(Object owner) {
        return owner instanceof Thread thread && !thread.isVirtual();
    }

    /** Forgets an owner who has nothing; a thread that lives is likely to come again. */
    private void settle(Object owner, MutexParty party) {
        if ((!takesItself(owner) || hasEnded(owner)) && party.isIdle()) {
            parties.remove(owner);
            party.end();
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
        MutexParty party = party(owner);
        if (party.forget(range, number, mutexes.file())) {
            giveBack(owner, party, number.getAsInt());
        }
        settle(owner, party);
    }

    private void giveBack(Object owner, MutexParty party, int number) {
        if (!takesItself(owner)) {
            party.keeper().call(() -> {
                mutexes.unlock(number);
                return true;
            });
        } else if (owner.equals(Thread.currentThread())) {
            mutexes.unlock(number);
        } else if (hasEnded(owner)) {
            mutexes.area().ended();
        } else {
            party.orphan(number);
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
