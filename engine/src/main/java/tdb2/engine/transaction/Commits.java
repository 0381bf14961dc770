package tdb2.engine.transaction;

import tdb2.engine.lock.Waiting;
import tdb2.engine.storage.WriteSet;

/**
 * Runs the write transactions of one open file, one at a time, and commits them: by recovery bundles
 * ({@link Committer}), or by an undo area. Safe for several threads. Its text names the transaction that is running.
 */
public interface Commits extends AutoCloseable {

    /** A shared lock on all records. */
    interface Share extends AutoCloseable {
        @Override
        void close();
    }

    /**
     * Begins a transaction; waits for those of other threads and processes.
     *
     * @param limit bytes of pages that it may change
     * @return what is to be written to, by one thread
     * @throws tdb2.engine.error.LockException when it is not granted in time; names who has it
     */
    WriteSet begin(long limit, Waiting waiting);

    /** Gives a transaction up; nothing of it stays. */
    void cancel(WriteSet changes);

    /**
     * Does all of a commit that can fail for want of room, so that it can still be cancelled.
     *
     * @throws tdb2.engine.error.StorageException when the disk is full; the transaction goes on
     */
    void prepare(WriteSet changes);

    /**
     * Commits a transaction. It is over then, whatever comes of it.
     *
     * @return the number of the commit, 0 or more; that of the last one when it changed nothing
     * @throws tdb2.engine.error.StorageException when it could not be committed
     */
    long commit(WriteSet changes, Durability durability);

    /** Whether the file is to be laid out anew after the commit that has just returned to this thread. */
    default boolean wantsRepack() {
        return false;
    }

    /** Returns when all commits up to a number are on the disk and visible. */
    void syncUpTo(long sequence);

    /** Number of the last transaction applied: what every process sees. 0 before the first. */
    long visible();

    /**
     * Lets readers in and keeps commits and plain writers out, until closed.
     *
     * @param owner of the lock; its text names it in messages
     */
    Share share(Object owner, Waiting waiting);

    /**
     * Brings the file back to its last committed state when a crash has left it in the midst of a commit. The open lock
     * is held, and no other.
     *
     * @return whether there was anything to do
     */
    boolean recover(Waiting waiting);

    /** Writes what is still to be written, and ends the work in the background. */
    @Override
    void close();
}
