package tdb2.engine.index;

import tdb2.engine.format.RecordHeader;
import java.util.Optional;

/**
 * The writing side of an {@link Index}. The caller holds the lock of the key's partition for writing. Safe for several
 * threads that work on different partitions.
 *
 * <p>
 * After every single store each record that was there is still found, once, but the one that is being changed; a process
 * killed in the middle leaves what readers pass over, and the next {@link #seek} in the same place puts it right.
 */
public interface IndexWriter {

    /**
     * Where a key is or would be.
     *
     * @throws tdb2.engine.error.DamagedException when a structure on the way is damaged
     */
    KeyPlace seek(byte[] key, long hash);

    /** Makes the index empty; the caller holds the lock of all records for writing. */
    void clear();

    /** The place of one key. Good until anything in its partition is changed by other means. */
    interface KeyPlace {

        /** The record that is there. */
        Optional<RecordHeader> record();

        /**
         * Leads to a record from here on: to another version of the one that was there, in one store, or to a new one.
         *
         * @param record offset of a record with the key; completely written
         * @return whether the room of the one that was there can be given back; not, where somebody stands on it
         * @throws tdb2.engine.error.StorageException when a table is needed and the file cannot grow
         * @throws tdb2.engine.error.RefusedException when the format has no room for one more key with this hash
         */
        boolean set(long record);

        /**
         * Leads to nothing from here on.
         *
         * @return whether the room of the record that was there can be given back; not, where somebody stands on it
         */
        boolean clear();
    }
}
