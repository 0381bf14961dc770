package tdb2.engine;

import java.util.Optional;
import java.util.function.Supplier;
import tdb2.engine.inspect.ReadGuard;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.lock.LockMap;
import tdb2.engine.lock.NoLocks;
import tdb2.engine.lock.Waiting;
import tdb2.engine.storage.Storage;

/**
 * The short shared locks of one operation: taken where they are granted at once, and waited for only where that was
 * asked for. Where one is not granted, or a file is guarded by mutexes, the read is done all the same and the operation counts as in flux.
 */
final class SharedReads implements ReadGuard {

    private final Storage storage;
    private final LockBackend backend;
    private final LockMap locks;
    private final Optional<Supplier<Waiting>> waiting;
    private boolean inFlux;

    /**
     * @param waiting made for each lock: how long it is waited for; empty: not at all
     */
    SharedReads(Storage storage, LockBackend backend, LockMap locks, Optional<Supplier<Waiting>> waiting) {
        this.storage = storage;
        this.waiting = waiting;
        this.backend = backend;
        this.locks = locks;
    }

    /** Reads of what nobody else changes. */
    static SharedReads alone(Storage storage, LockMap locks) {
        return new SharedReads(storage, new NoLocks(), locks, Optional.empty());
    }

    @Override
    public boolean inFlux() {
        return inFlux;
    }

    @Override
    public void read(int partition, Runnable read) {
        Optional<ByteRange> range = locks.partition(partition);
        if (range.isEmpty()) {
            inFlux |= backend.wouldBlock(locks.anybody(), Mode.WRITE);
            look(read);
        } else if (granted(range.get())) {
            try {
                look(read);
            } finally {
                backend.unlock(range.get());
            }
        } else {
            inFlux = true;
            look(read);
        }
    }

    private boolean granted(ByteRange range) {
        if (waiting.isPresent()) {
            backend.lock(range, Mode.READ, waiting.get().get());
            return true;
        }
        return backend.tryLock(range, Mode.READ);
    }

    /** The file may have grown before the lock was granted. */
    private void look(Runnable read) {
        storage.refresh();
        read.run();
    }
}
