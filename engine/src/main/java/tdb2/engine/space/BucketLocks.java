package tdb2.engine.space;

import tdb2.engine.lock.LockBackend;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.lock.LockMap;

/** The locks of free lists and of growth, each held for a moment. Safe for several threads. */
record BucketLocks(LockBackend backend, LockMap map) {

    /** Waits for the lock of a list; the caller holds that of no other list. */
    void take(FreeBucket list) {
        backend.lock(map.freeBucket(list.headOffset()), Mode.WRITE);
    }

    /** Takes the lock of a list if it is granted at once: the one that may be taken out of order. */
    boolean attempt(FreeBucket list) {
        return backend.tryLock(map.freeBucket(list.headOffset()), Mode.WRITE);
    }

    /** The caller holds the lock of a partition, with which this one may go. */
    void release(FreeBucket list) {
        backend.unlockSoon(map.freeBucket(list.headOffset()));
    }

    void takeExpansion() {
        backend.lock(map.expansion(), Mode.WRITE);
    }

    void releaseExpansion() {
        backend.unlock(map.expansion());
    }
}
