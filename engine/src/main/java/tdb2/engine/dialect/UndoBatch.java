package tdb2.engine.dialect;

import tdb2.engine.lock.Waiting;
import tdb2.engine.storage.WritableStorage;
import tdb2.engine.transaction.UndoCommitter;

/**
 * What every batch looks at in a file with an undo area: whether somebody has died in the midst of a commit. How long the
 * file is now is looked at when a pointer leads beyond what was known of it, and that costs a system call no sooner.
 *
 * @param storage the file
 * @param transactions who commits
 * @param sized whether the size alone tells where free records may be, so that writers look at it first
 */
record UndoBatch(WritableStorage storage, UndoCommitter transactions, boolean sized) implements Batch {

    @Override
    public boolean beforeRead() {
        return !transactions.hasDied();
    }

    @Override
    public boolean beforeWrite() {
        if (sized) {
            storage.refresh();
        }
        return beforeRead();
    }

    @Override
    public void settle(Waiting waiting) {
        transactions.takeOver(waiting);
    }
}
