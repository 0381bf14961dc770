package tdb2.engine.transaction;

import tdb2.engine.format.RecoveryPointer;
import tdb2.engine.lock.Waiting;

/**
 * What moves the parts of a file that commit and recovery stand on: needs the disk, the transaction lock and a thread whose
 * transaction nobody stands on; no mutex.
 *
 * @param locks of whoever commits
 */
record Relocation(HeaderWords words, TransactionLocks locks, Background background) {

    /** Cuts the file off behind its records, once nothing there is needed for a recovery. */
    void cutOff() {
        background.settleHolding();
        // the transaction before it has been committed: nobody is to hear that something was cancelled
        BundleQueue.uninterrupted(
                () -> locks.exclusively(Waiting.FOREVER, () -> words.storage().truncate(words.fileEnd())));
    }

    /**
     * Moves the recovery pointers to other pages, zeroed and durable, once they say nothing that is still needed. In between
     * the file has none, as before its first transaction: the words never name one page of each kind, whatever of them a
     * power cut leaves.
     */
    void moveSlots(long page) {
        background.settleHolding();
        words.storage().write(words.page(1), new byte[RecoveryPointer.LENGTH], 0, RecoveryPointer.LENGTH);
        nextStep();
        words.page(0, 0);
        nextStep();
        words.page(1, page + RecoveryPointer.PAGE);
        nextStep();
        words.page(0, page);
        nextStep();
    }

    private void nextStep() {
        background.guarded(words.storage()::sync);
    }
}
