package tdb2.engine.index;

import tdb2.engine.format.RecordHeader;
import tdb2.engine.storage.Bytes;

/** Compares a key with the one a record holds, without holding more than a block of it. */
final class KeyBytes {

    private static final int BLOCK = 1 << 16;

    private KeyBytes() {}

    static boolean same(Bytes bytes, RecordHeader record, byte[] key) {
        if (record.keyLength() != key.length) {
            return false;
        }
        for (int done = 0; done < key.length; done += BLOCK) {
            if (!bytes.storage().holds(record.keyOffset() + done, key, done, Math.min(BLOCK, key.length - done))) {
                return false;
            }
        }
        return true;
    }
}
