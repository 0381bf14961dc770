package tdb2.engine.dialect;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import tdb2.engine.format.FreeTable;
import tdb2.engine.format.MagicFood;
import tdb2.engine.format.NewRecord;
import tdb2.engine.format.RecordHeader.Role;
import tdb2.engine.format.TableWords;
import tdb2.engine.format.WritableBytes;
import tdb2.engine.storage.MemoryStorage;

/**
 * A new file of TDB2 of 2012 or NTDB that is put together in memory. Used once, by one thread.
 *
 * @param bytes the file, zero where nothing was written
 * @param words how its records are written
 */
record TableImage(WritableBytes bytes, TableWords words) {

    /**
     * One that begins with the magic food and the version.
     *
     * @param hashBits that the headers of its records keep
     */
    static TableImage of(String food, int size, ByteOrder order, int hashBits) {
        WritableBytes bytes = new WritableBytes(new MemoryStorage("a new file", new byte[size]), order);
        bytes.write(0, food.getBytes(StandardCharsets.US_ASCII));
        bytes.put(MagicFood.LENGTH, MagicFood.VERSION);
        return new TableImage(bytes, new TableWords(hashBits, 0));
    }

    /** Writes the header of a record without a key. */
    void record(Role role, long offset, long valueLength) {
        NewRecord record = NewRecord.keyless(role, valueLength, 0);
        words.writeUsed(bytes, offset, record, record.wanted(words));
    }

    /** Makes the end of the file, from an offset on, the only free record of a table. */
    void free(long table, long offset) {
        long length = bytes.storage().size() - offset;
        bytes.put(words.nextOffset(offset), 0);
        words.writeUnlisted(bytes, offset, length);
        words.list(bytes, offset, true);
        bytes.put(FreeTable.headOffset(table, FreeTable.bucketFor(length)), offset);
    }

    byte[] content() {
        return bytes.storage().bytes(0, (int) bytes.storage().size());
    }
}
