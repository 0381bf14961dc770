package tdb2.engine.index;

import java.util.Arrays;
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
            int length = Math.min(BLOCK, key.length - done);
            byte[] there = bytes.bytes(record.keyOffset() + done, length);
            if (!Arrays.equals(there, 0, length, key, done, done + length)) {
                return false;
            }
        }
        return true;
    }
}
