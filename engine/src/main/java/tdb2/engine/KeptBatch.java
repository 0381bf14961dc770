package tdb2.engine;

import tdb2.engine.dialect.Batch;
import tdb2.engine.lock.KeptLocks;
import tdb2.engine.lock.Waiting;

/**
 * A batch of operations that may begin under locks that the thread keeps. What would have to be settled first was settled
 * when those were taken, and nothing that must be can have come since: whoever commits needs all records to himself.
 *
 * @param own what is looked at
 * @param kept the locks
 */
record KeptBatch(Batch own, KeptLocks kept) implements Batch {

    @Override
    public boolean beforeRead() {
        return own.beforeRead() || kept.keepsHere();
    }

    @Override
    public boolean beforeWrite() {
        return own.beforeWrite() || kept.keepsHere();
    }

    @Override
    public void settle(Waiting waiting) {
        own.settle(waiting);
    }
}
