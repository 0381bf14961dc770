package tdb2.engine;

import java.lang.ref.Cleaner;
import java.lang.ref.Reference;
import java.util.List;
import tdb2.engine.lock.KeptLocks;
import tdb2.engine.lock.KeptLocks.Kept;

/**
 * Locks of records that are kept until they are given back: by {@link #close()}, from any thread; and, with a word to the
 * log, when the thread that took them has ended, when nobody can close this any more, or when the database is closed.
 */
public final class RecordLock implements AutoCloseable {

    private static final Cleaner LEAKED = Cleaner.create();

    private final RecordLocks locks;
    private final Cleaner.Cleanable cleanable;
    private final GiveBack giveBack;

    /** What is left to do when this object is gone. */
    private static final class GiveBack implements Runnable {

        private final KeptLocks kept;
        private final List<Kept> taken;
        private boolean closed;

        GiveBack(KeptLocks kept, List<Kept> taken) {
            this.kept = kept;
            this.taken = taken;
        }

        @Override
        public void run() {
            for (Kept one : taken.reversed()) {
                if (closed) {
                    kept.giveBack(one);
                } else {
                    kept.giveBackLeaked(one);
                }
            }
        }
    }

    /** @param taken in the order they were taken */
    RecordLock(RecordLocks locks, KeptLocks kept, List<Kept> taken) {
        this.locks = locks;
        this.giveBack = new GiveBack(kept, taken);
        this.cleanable = LEAKED.register(this, giveBack);
    }

    /** Gives the locks back; does nothing when that was done. */
    @Override
    public void close() {
        giveBack.closed = true;
        cleanable.clean();
        Reference.reachabilityFence(locks); // the database lives as long as a lock of its records
    }
}
