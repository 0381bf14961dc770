package tdb2.engine.posix;

import java.nio.file.Path;
import java.util.OptionalInt;

import tdb2.engine.error.StorageException;

/**
 * An open file whose byte ranges can be locked with open file description locks. For the kernel all users of one open
 * file are the same: a lock replaces what the file had in the range before. Safe for several threads.
 */
public sealed interface Lockable extends AutoCloseable permits OpenFile {

    /** Said of a conflicting lock whose holder the kernel does not name. */
    int UNNAMED = -1;

    /** The path the file was opened by, for messages. */
    Path path();

    /**
     * Takes a lock without waiting, replacing what this open file has in the range.
     *
     * @param start first byte
     * @param length number of bytes, 0 to infinity
     * @param write exclusive rather than shared
     * @return whether it was granted
     * @throws StorageException when the file system or kernel has no such locks, the file is closed, or a file open for
     *             reading only is to be locked for writing
     */
    boolean tryLock(long start, long length, boolean write);

    /**
     * Takes a lock as {@link #tryLock} does, blocked in the kernel until everybody else is out of its way, so that
     * other programs see it waiting. The kernel tells no deadlocks.
     *
     * @param call ends the wait; closing the file does so too
     * @return whether it was granted; false when the call was interrupted
     */
    boolean lock(long start, long length, boolean write, BlockedCall call);

    /** Drops what this open file has in the range; throws what {@link #tryLock} throws. */
    void unlock(long start, long length);

    /**
     * Who holds a lock that {@link #tryLock} would run into, in this process or another; also of a write lock on a file
     * open for reading only. Throws what {@link #tryLock} throws otherwise.
     *
     * @return the holder's process, {@link #UNNAMED} when the kernel does not tell (another open file description lock);
     *         empty when nobody does
     */
    OptionalInt holder(long start, long length, boolean write);

    /** Whether anybody holds such a lock. */
    default boolean wouldBlock(long start, long length, boolean write) {
        return holder(start, length, write).isPresent();
    }

    /** Closes the open file, which drops all that it has. */
    @Override
    void close();
}
