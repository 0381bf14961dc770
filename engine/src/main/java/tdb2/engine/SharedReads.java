package tdb2.engine;

import java.util.Optional;
import tdb2.engine.inspect.ReadGuard;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.lock.LockMap;

/**
 * The short shared locks of one operation: taken where they are granted at once, and never waited for. Where one is not
 * granted, or a file is guarded by mutexes, the read is done all the same and the operation counts as in flux.
 */
final class SharedReads implements ReadGuard {

    private final LockBackend backend;
    private final LockMap locks;
    private boolean inFlux;

    SharedReads(LockBackend backend, LockMap locks) {
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
            read.run();
        } else if (backend.tryLock(range.get(), Mode.READ)) {
            try {
                read.run();
            } finally {
                backend.unlock(range.get());
            }
        } else {
            inFlux = true;
            read.run();
        }
    }
}
