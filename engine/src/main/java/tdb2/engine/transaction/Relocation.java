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
        locks.exclusively(Waiting.FOREVER, () -> words.storage().truncate(words.fileEnd()));
    }

    /** Moves the recovery pointers to other pages, zeroed and durable, once they say nothing that is still needed. */
    void moveSlots(long page) {
        background.settleHolding();
        words.page(1, page + RecoveryPointer.PAGE);
        words.page(0, page);
        background.guarded(words.storage()::sync);
    }
}
