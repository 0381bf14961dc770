package tdb2.engine;

import tdb2.engine.event.Progress;

/**
 * A database that several changes can be made to at once, all or none. Safe for several threads; a transaction belongs
 * to the one that began it.
 */
public sealed interface Transactional permits Tdb {

    /** Begins a write transaction that allows no other inside it; throws what the other throws. */
    default Transaction begin() {
        return begin(TransactionOptions.DEFAULT);
    }

    /**
     * Begins a write transaction; waits for those of other threads and programs, and for plain writers.
     *
     * @throws tdb2.engine.error.RefusedException when this handle is for reading only, the file is of variant 0, this
     *             thread has a transaction already that does not allow another inside it, or holds a read transaction
     * @throws tdb2.engine.error.LockException when it could not begin in time; names who is in the way
     */
    Transaction begin(TransactionOptions wanted);

    /**
     * Begins a read transaction: until it is closed nothing changes. Waits for writers.
     *
     * @throws tdb2.engine.error.RefusedException when this handle was not opened for writing, which taking part in locks
     *             needs, the file is of variant 0, or this thread has another transaction
     */
    ReadTransaction beginRead();

    /**
     * Lays all records out anew in a transaction of its own, and cuts off what is free then at the end. Others may have
     * the file open and mapped. The new layout is kept in memory until it is written.
     */
    default RepackResult repack() {
        return repack(Progress.NONE);
    }

    /**
     * The same, telling how many records are laid out; throws what the other throws.
     *
     * @throws tdb2.engine.error.CancelledException when {@code progress} ends it; the file is as it was then
     */
    RepackResult repack(Progress progress);

    /** Returns when all soft commits up to a number are on the disk and visible. */
    void syncUpTo(long sequence);

    /** Number of the last transaction that all see; it is on the disk. 0 where there was none. */
    long committed();
}
