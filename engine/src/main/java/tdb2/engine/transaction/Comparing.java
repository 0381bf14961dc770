package tdb2.engine.transaction;

import java.util.Arrays;

import tdb2.engine.storage.Bytes;
import tdb2.engine.transaction.RecoveryState.Holds;

/** Compares ranges of a file with the bytes a recovery structure has for them, as long as its budget lasts. */
final class Comparing {

    private static final long BUDGET = 16L << 20;
    private static final int BLOCK = 1 << 20;

    private final Bytes bytes;
    private long left = BUDGET;

    Comparing(Bytes bytes) {
        this.bytes = bytes;
    }

    /** @param same what it means when both are the same, {@code different} when they are not */
    Holds holds(long target, long source, long length, Holds same, Holds different) {
        left -= length;
        if (left < 0) {
            return Holds.UNSEEN;
        }
        return isSame(target, source, length) ? same : different;
    }

    /** Bytes beyond the end of the file are none of those. */
    private boolean isSame(long target, long source, long length) {
        if (!bytes.contains(target, length)) {
            return false;
        }
        for (long done = 0; done < length; done += BLOCK) {
            int block = (int) Math.min(BLOCK, length - done);
            if (!Arrays.equals(bytes.bytes(target + done, block), bytes.bytes(source + done, block))) {
                return false;
            }
        }
        return true;
    }
}
