package tdb2.engine.space;

import tdb2.engine.format.Landmark;
import tdb2.engine.format.NewRecord;
import tdb2.engine.format.RecordHeader;

/**
 * The writing side of a {@link Space}: gives room to records and takes it back. Takes the locks of free lists and of
 * growth by itself, each for a moment; the caller holds the lock of the partition he works on. Safe for several threads.
 *
 * <p>
 * After every single store the file is sound: a process killed in the middle leaks the room it was about to give or to
 * take, and nothing else.
 */
public interface Allocator {

    /**
     * Makes room for a record.
     *
     * @return its header, which is written already; nothing leads to it yet, and what stands behind the header is
     *         whatever was there before
     * @throws tdb2.engine.error.StorageException when the file would have to grow and cannot: nothing has changed
     */
    RecordHeader allocate(NewRecord record);

    /**
     * Makes room for another version of a record, near the old one if there is room: both then go through the same list.
     * Throws what {@link #allocate(NewRecord)} throws.
     */
    RecordHeader allocate(NewRecord record, RecordHeader old);

    /** Takes back the room of a used record that nothing leads to any more. */
    void free(RecordHeader record);

    /** Whether room is kept back for records to come: it is free, and on no list. */
    default boolean keepsRoom() {
        return false;
    }

    /** Puts what is kept back on the lists; the caller holds the lock of a partition. */
    default void giveBack() {
        // nothing is
    }

    /** Joins all free space that lies side by side. */
    void coalesce();

    /**
     * Makes all that the zones hold free, but for some structures; the caller holds the lock of all records for writing and
     * has made the index empty.
     */
    void clear(Iterable<Landmark> kept);
}
