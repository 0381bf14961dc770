package tdb2.engine.dialect;

import tdb2.engine.lock.Waiting;

/**
 * What a batch of operations looks at under its first lock, because no lock is held for having the file open (spec
 * tdb2-native, "Header"; commit-protocol). Safe for several threads.
 */
public interface Batch {

    /** Nothing to look at: the overlay of a transaction. */
    Batch NONE = new Batch() {
        @Override
        public boolean beforeRead() {
            return true;
        }

        @Override
        public boolean beforeWrite() {
            return true;
        }

        @Override
        public void settle(Waiting waiting) {
            // nothing is due
        }
    };

    /**
     * Before a batch that reads, its first lock held. The file may have grown: what it has now is readable afterwards.
     *
     * @return whether it may begin; when not, drop the lock, {@link #settle} and try again
     */
    boolean beforeRead();

    /**
     * Before a batch that writes, its first lock held.
     *
     * @return whether it may begin; when not, drop the lock, {@link #settle} and try again
     * @throws tdb2.engine.error.RefusedException when the file may not be written to now; says why and what to do
     */
    boolean beforeWrite();

    /**
     * Makes ready for a batch that could not begin; no lock may be held. Recovers from the death of another process in
     * the midst of a commit, and waits for the disk so that no replay can undo a plain write.
     *
     * @param waiting how long the locks of a recovery may be waited for
     * @throws tdb2.engine.error.LockException when one was not granted in time
     */
    void settle(Waiting waiting);
}
