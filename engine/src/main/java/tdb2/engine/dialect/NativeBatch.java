package tdb2.engine.dialect;

import java.util.Optional;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.format.WritableBytes;
import tdb2.engine.lock.Waiting;
import tdb2.engine.transaction.Committer;

/** The words of a native file that every batch reads again; of a file of variant 0 only its size. */
final class NativeBatch implements Batch {

    private static final long READABLE_VARIANTS = Tdb2Header.KNOWN_VARIANT;

    private final WritableBytes bytes;
    private final boolean plain;
    private final Optional<Committer> transactions;

    /** @param transactions empty for variant 0 */
    NativeBatch(WritableBytes bytes, Optional<Committer> transactions) {
        this.bytes = bytes;
        this.plain = transactions.isEmpty();
        this.transactions = transactions;
    }

    @Override
    public boolean beforeRead() {
        if (plain || bytes.u64(Tdb2Header.FILE_END) > bytes.storage().size()) {
            bytes.storage().refresh();
        }
        return plain || bytes.u64(Tdb2Header.TX) == 0 || !transactions.orElseThrow().recoverer().hasDied();
    }

    @Override
    public boolean beforeWrite() {
        boolean sound = beforeRead();
        if (plain || !sound) {
            return sound;
        }
        if (bytes.u64(Tdb2Header.POISON) != 0) {
            throw refused(Tdb2Header.POISON, "a file whose last sync succeeded", "a sync that failed",
                    "nothing was written; recover the file first");
        }
        long variant = bytes.u64(Tdb2Header.FORMAT_VARIANT) >>> 32;
        if (variant > READABLE_VARIANTS) {
            throw refused(Tdb2Header.FORMAT_VARIANT, "a format variant up to " + READABLE_VARIANTS,
                    "variant " + variant, "use a later version of this program");
        }
        return !transactions.orElseThrow().mustSettle();
    }

    @Override
    public void settle(Waiting waiting) {
        transactions.ifPresent(committer -> {
            if (committer.recoverer().hasDied()) {
                committer.recoverer().takeOver(waiting);
            }
            if (committer.mustSettle()) {
                committer.settle();
            }
        });
    }

    private RefusedException refused(long offset, String expected, String found, String advice) {
        return new RefusedException(new Fault(bytes.name(), offset, expected, found, advice));
    }
}
