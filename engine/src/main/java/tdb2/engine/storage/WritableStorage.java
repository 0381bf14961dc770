package tdb2.engine.storage;

import java.nio.ByteOrder;

/**
 * A storage that can be written to: the one seam every store goes through, so that it can be recorded, ordered and
 * refused. What was stored is seen by every later read through the same storage, and by other programs that have the
 * file open. Safe for several threads; who may write where is told by the dialect's locks.
 *
 * <p>
 * Every store must lie within {@link #size()}: the file grows by {@link #extend} alone. Every method throws
 * {@link tdb2.engine.error.StorageException} when the operating system fails, and then the file is as it was before the
 * call or as after a part of it that no reader can mistake for more.
 */
public interface WritableStorage extends Storage {

    /** Copies bytes in. The order in which they reach memory is not told. */
    void write(long offset, byte[] from, int at, int length);

    /** Stores a 32-bit word (any alignment); after all earlier stores of this thread where it is aligned. */
    void putU32(long offset, long word, ByteOrder order);

    /** Stores a 64-bit word (any alignment); in one piece and after all earlier stores of this thread where aligned. */
    void putU64(long offset, long word, ByteOrder order);

    /** Whether {@link #increment32} is one step, whoever else does the same at the same time: where the file is mapped. */
    default boolean incrementsInOneStep() {
        return false;
    }

    /** Adds one to an aligned 32-bit word, which wraps. */
    default void increment32(long offset, ByteOrder order) {
        putU32(offset, u32(offset, order) + 1, order);
    }

    /**
     * Makes the file at least this long. The new bytes are zero and their room on the disk is reserved, so that no
     * store into them meets a full disk.
     *
     * @throws tdb2.engine.error.StorageException when there is no room: the file is as it was
     */
    void extend(long size);

    /** Cuts the file off; nothing happens when it is no longer than that. */
    void truncate(long size);

    /** Whether stores move the file's time of modification by themselves, where there is one. */
    default boolean datesStores() {
        return true;
    }

    /** Makes the file's time of modification now, for those who look whether it changed; nothing where there is none. */
    default void touch() {
        // bytes in memory have no times
    }

    /** Returns when everything stored so far is on the disk. */
    void sync();
}
