package tdb2.engine;

import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.WritableBytes;

/** Writes what stands behind the header of a record. */
final class Body {

    private static final int CHUNK = 1 << 16;

    private Body() {}

    /**
     * Key, value and what marks its end.
     *
     * @param padding how many zeros are written behind the value
     */
    static void write(WritableBytes bytes, RecordHeader record, byte[] key, Content value, int padding) {
        if (key.length + value.length() + padding <= CHUNK) {
            byte[] all = new byte[key.length + (int) value.length() + padding];
            System.arraycopy(key, 0, all, 0, key.length);
            value.read(0, all, key.length, (int) value.length());
            bytes.write(record.keyOffset(), all);
            return;
        }
        bytes.write(record.keyOffset(), key);
        write(bytes, record.valueOffset(), value);
        bytes.write(record.paddingOffset(), new byte[padding]);
    }

    /** A value alone. */
    static void write(WritableBytes bytes, long offset, Content value) {
        byte[] chunk = new byte[(int) Math.min(CHUNK, value.length())];
        for (long done = 0; done < value.length(); done += chunk.length) {
            int count = (int) Math.min(chunk.length, value.length() - done);
            value.read(done, chunk, 0, count);
            bytes.storage().write(offset + done, chunk, 0, count);
        }
    }
}
