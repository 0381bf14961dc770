package tdb2.engine.transaction;

/**
 * Takes note that what was committed is durable in place, so that no recovery stores it again over later plain writes
 * (spec commit-protocol, "Plain writes"). The committed word is read before the sync: what is applied meanwhile counts
 * for the next time.
 */
final class Settling {

    private final HeaderWords words;

    Settling(HeaderWords words) {
        this.words = words;
    }

    /** Whether a plain store would be undone by a recovery. */
    boolean isDue() {
        return words.committed() != words.retired();
    }

    /** Settles in the eyes of every process; the transaction lock is held. */
    void settle() {
        long committed = words.committed();
        words.storage().sync();
        words.retired(committed);
    }

    /** Settles so that no power cut leads to a replay either. */
    void settleForGood() {
        if (isDue()) {
            settle();
            words.storage().sync();
        }
    }
}
