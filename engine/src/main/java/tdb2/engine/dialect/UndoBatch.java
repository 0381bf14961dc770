package tdb2.engine.dialect;

import tdb2.engine.lock.Waiting;
import tdb2.engine.storage.WritableStorage;
import tdb2.engine.transaction.UndoCommitter;

/**
 * What every batch looks at in a file with an undo area: its size, and whether somebody has died in the midst of a commit.
 *
 * @param storage the file
 * @param transactions who commits
 */
record UndoBatch(WritableStorage storage, UndoCommitter transactions) implements Batch {

    @Override
    public boolean beforeRead() {
        storage.refresh();
        return !transactions.hasDied();
    }

    @Override
    public boolean beforeWrite() {
        return beforeRead();
    }

    @Override
    public void settle() {
        transactions.takeOver(Waiting.FOREVER);
    }
}
