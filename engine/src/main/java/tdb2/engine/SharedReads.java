package tdb2.engine;

import java.util.Optional;
import tdb2.engine.inspect.ReadGuard;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.lock.LockMap;
import tdb2.engine.storage.Storage;

/**
 * The short shared locks of one operation: taken where they are granted at once, and never waited for. Where one is not
 * granted, or a file is guarded by mutexes, the read is done all the same and the operation counts as in flux.
 */
final class SharedReads implements ReadGuard {

    private final Storage storage;
    private final LockBackend backend;
    private final LockMap locks;
    private boolean inFlux;

    SharedReads(Storage storage, LockBackend backend, LockMap locks) {
        this.storage = storage;
        this.backend = backend;
        this.locks = locks;
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
        } else if (backend.tryLock(range.get(), Mode.READ)) {
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

    /** The file may have grown before the lock was granted. */
    private void look(Runnable read) {
        storage.refresh();
        read.run();
    }
}
