package tdb2.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.dialect.Batch;
import tdb2.engine.dialect.Hashing;
import tdb2.engine.error.Fault;
import tdb2.engine.error.LockException;
import tdb2.engine.error.RefusedException;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.HeldLock;
import tdb2.engine.lock.KeptLocks;
import tdb2.engine.lock.KeptLocks.Kept;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.lock.Waiting;

/**
 * Locks that a program keeps over several operations on a database. Who has a record locked for reading knows that nobody
 * changes it; who has it locked for writing may change it alone. A lock covers the whole partition (hash group, chain or
 * bucket) of its key, so other records too; which ones is nobody's business.
 *
 * <p>
 * Locks belong to the thread that takes them, and nest. The operations of the database may be used meanwhile, by this
 * thread as by others; transactions may not be begun by it. A thread that keeps locks for reading alone cannot write.
 * Interrupting a thread that waits ends its wait. Safe for several threads.
 *
 * <p>
 * To take further locks while keeping some is allowed; but where waiting for one could make two threads wait for each
 * other, it is only tried: {@link tdb2.engine.error.LockException} when another has it. Locking all the records of a
 * piece of work at once avoids that.
 */
public final class RecordLocks {

    private static final Set<Class<?>> INSIDE = Set.of(RecordLocks.class, Edits.class, Edit.class);

    private final Tdb tdb;
    private final KeptLocks kept;
    private final Supplier<Assembly> assembly;
    private final Batch batch;
    private final Supplier<Waiting> waiting;

    /**
     * @param kept what keeps them
     * @param assembly how the file is read
     * @param batch what is looked at under a first lock
     * @param waiting made for each: how long it may be waited for
     */
    RecordLocks(Tdb tdb, KeptLocks kept, Supplier<Assembly> assembly, Batch batch, Supplier<Waiting> waiting) {
        this.tdb = tdb;
        this.kept = kept;
        this.assembly = assembly;
        this.batch = batch;
        this.waiting = waiting;
    }

    /**
     * Locks records, there or not, and waits as long as {@link OpenOptions#withLockTimeout} says.
     *
     * @throws tdb2.engine.error.LockException when one was not granted in time; tells who has it, as far as is known
     * @throws tdb2.engine.error.CancelledException when the thread was interrupted (it stays so)
     * @throws RefusedException when this thread has a transaction; for writing also when the handle is for reading only,
     *             or this thread keeps locks for reading; when keys cannot be looked up
     */
    public RecordLock lock(Mode mode, byte[]... keys) {
        return lock(mode, waiting.get(), keys);
    }

    /** The same, with a waiting of its own, which may be cancelled. */
    public RecordLock lock(Mode mode, Waiting patience, byte[]... keys) {
        return take(mode, Optional.of(patience), ranges(keys)).orElseThrow();
    }

    /** The same without waiting; empty when one is not granted at once. */
    public Optional<RecordLock> tryLock(Mode mode, byte[]... keys) {
        return take(mode, Optional.empty(), ranges(keys));
    }

    /**
     * Locks all records. Taken gradually, so that a stream of short locks of others cannot keep it from being granted.
     * Throws what {@link #lock(Mode, byte[]...)} throws.
     */
    public RecordLock lockAll(Mode mode) {
        return lockAll(mode, waiting.get());
    }

    /** The same, with a waiting of its own. */
    public RecordLock lockAll(Mode mode, Waiting patience) {
        return take(mode, Optional.of(patience), all()).orElseThrow();
    }

    /** The same without waiting; empty when it is not granted at once. */
    public Optional<RecordLock> tryLockAll(Mode mode) {
        return take(mode, Optional.empty(), all());
    }

    /** What is kept now by the threads of this handle. */
    public List<HeldLock> held() {
        return kept.held();
    }

    /** Ascending, so that no two who lock several keys at once wait for each other. */
    private List<ByteRange> ranges(byte[]... keys) {
        Assembly now = assembly.get();
        Hashing hashing = now.hashing();
        if (!hashing.matches() || !now.refusesLookup().isEmpty()) {
            throw refused("a file that can be searched by key", "one with another hash function than \""
                    + hashing.name() + "\", or that refuses it", "lock all records instead");
        }
        return Arrays.stream(keys).map(key -> hashing.function().hash(key, hashing.seed()))
                .map(hash -> now.index().partitionOf(hash)).distinct().sorted()
                .map(partition -> now.locks().partition(partition).orElseThrow(() -> refused(
                        "a file that is locked by byte ranges", "one that is locked by mutexes",
                        "open it for reading")))
                .toList();
    }

    private List<ByteRange> all() {
        return List.of(assembly.get().locks().allRecords());
    }

    /** @param patience empty: nothing is waited for */
    private Optional<RecordLock> take(Mode mode, Optional<Waiting> patience, List<ByteRange> ranges) {
        tdb.requireNoTransactionHere();
        if (mode == Mode.WRITE) {
            tdb.requireWritable();
        }
        String origin = OpenHandle.origin(INSIDE);
        boolean nested = kept.keepsHere();
        while (true) {
            List<Kept> taken = new ArrayList<>(ranges.size());
            boolean mayBegin = false;
            try {
                for (ByteRange range : ranges) {
                    if (patience.isPresent()) {
                        taken.add(kept.keep(range, mode, patience.get(), origin));
                    } else if (kept.tryKeep(range, mode)) {
                        taken.add(kept.kept(range, mode, origin));
                    } else {
                        return Optional.empty();
                    }
                }
                mayBegin = nested || (mode == Mode.READ ? batch.beforeRead() : batch.beforeWrite());
                if (mayBegin) {
                    return Optional.of(new RecordLock(this, kept, taken));
                }
            } finally {
                if (!mayBegin) {
                    taken.reversed().forEach(kept::giveBack);
                }
            }
            if (!settled(patience)) {
                return Optional.empty();
            }
        }
    }

    private boolean settled(Optional<Waiting> patience) {
        try {
            batch.settle(patience.orElseGet(() -> Waiting.atMost(Duration.ZERO)));
            return true;
        } catch (LockException e) {
            if (patience.isPresent()) {
                throw e;
            }
            return false;
        }
    }

    private RefusedException refused(String expected, String found, String advice) {
        return new RefusedException(new Fault(tdb.name(), Fault.NOWHERE, expected, found, advice));
    }
}
