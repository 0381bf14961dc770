package tdb2.engine.posix;

import java.nio.file.Path;

import tdb2.engine.error.StorageException;

/**
 * An open file whose byte ranges can be locked with open file description locks. For the kernel all users of one open
 * file are the same: a lock replaces what the file had in the range before. Safe for several threads; nothing waits.
 */
public sealed interface Lockable permits OpenFile {

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

    /** Drops what this open file has in the range; throws what {@link #tryLock} throws. */
    void unlock(long start, long length);

    /**
     * Whether somebody else, in this process or another, holds a lock that {@link #tryLock} would run into; also of a
     * write lock on a file open for reading only. Throws what {@link #tryLock} throws otherwise.
     */
    boolean wouldBlock(long start, long length, boolean write);
}
