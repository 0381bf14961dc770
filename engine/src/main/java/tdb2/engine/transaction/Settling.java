package tdb2.engine.transaction;

/**
 * Takes note that what was committed is durable in place, so that no recovery stores it again over later plain writes
 * (spec commit-protocol, "Plain writes").
 *
 * <p>
 * <b>Why no lock is needed while the disk works.</b> The committed word is read first. It was stored, in order, after the
 * last byte of that transaction, by whatever process; so who sees it sees those bytes in the page cache, which all
 * processes share, and the sync that follows writes them. What is applied after the word was read is not spoken of: the
 * retired word is raised to what was read, and only raised. Two who settle at once need the transaction lock just to not
 * lower it, for one comparison and one store; a commit waits for nothing else.
 */
final class Settling {

    private final HeaderWords words;
    private final TransactionLocks locks;

    Settling(HeaderWords words, TransactionLocks locks) {
        this.words = words;
        this.locks = locks;
    }

    /** Whether a plain store would be undone by a recovery. Where the retired word is damaged, and higher, it is not. */
    boolean isDue() {
        return Long.compareUnsigned(words.committed(), words.retired()) > 0;
    }

    /** The file's name for messages. */
    String name() {
        return words.storage().name();
    }

    /** Whether nothing speaks against writing to the file. */
    boolean mayWrite() {
        return !words.poisoned();
    }

    /**
     * Settles, unless somebody has the transaction lock, in whose time no plain writer is at work anyway, or a sync has
     * failed: the next one may succeed only because the system has given up what it could not write.
     */
    void settle() {
        if (!mayWrite()) {
            return;
        }
        long committed = words.committed();
        words.storage().sync();
        raise(committed);
    }

    private synchronized void raise(long committed) {
        if (locks.tryTransaction()) {
            try {
                if (mayWrite()) {
                    words.retired(committed);
                }
            } finally {
                locks.endTransaction();
            }
        }
    }

    /** Settles for good; the caller holds the transaction lock. */
    void settleHolding() {
        long committed = words.committed();
        words.storage().sync();
        words.retired(committed);
        words.storage().sync();
    }

    /** Settles so that no power cut leads to a replay either. */
    void settleForGood() {
        if (isDue() && mayWrite()) {
            settle();
            words.storage().sync();
        }
    }
}
