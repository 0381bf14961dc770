package tdb2.engine.storage;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.util.Optional;

import tdb2.engine.posix.FileFacts;
import tdb2.engine.posix.FileIdentity;
import tdb2.engine.posix.Lockable;
import tdb2.engine.posix.OpenFile;

/**
 * A file on disk. Opened by the methods here it is never written, created or locked, and closing it drops no lock that
 * anybody holds; {@link WritableFileStorage} opens files for writing.
 *
 * <p>
 * Another program may change the file at any time. A mapped file shows its bytes as they are at the moment of reading,
 * a positioned one as they were at some moment after the last {@link #refresh()}; whoever wants a consistent view takes
 * the dialect's locks first and then refreshes. Growth is seen by {@code refresh()}. When the file shrank, reading what
 * is gone throws {@link tdb2.engine.error.FileChangedException}; after a {@code refresh()} it lies outside
 * {@link #size()}, as any range that never was. Safe for several threads.
 */
public sealed interface FileStorage extends Storage permits HandleStorage, WritableFileStorage {

    /** Opens a file the standard way. */
    static FileStorage open(Path path) {
        return open(path, FileOptions.standard());
    }

    /**
     * Opens a file: mapped when the options and the kernel allow it and the file system is local, otherwise with
     * positioned reads.
     *
     * @throws tdb2.engine.error.StorageException when it is missing, no regular file, or may not be read
     */
    static FileStorage open(Path path, FileOptions options) {
        options.accessGuard().run();
        if (!path.getFileSystem().equals(FileSystems.getDefault())) {
            return new PositionedStorage(ChannelHandle.open(path), options.accessGuard());
        }
        PosixHandle handle = new PosixHandle(OpenFile.open(path));
        try {
            Optional<MappedStorage> mapped = options.mapping() && !FileSystemType.of(path).isRemote()
                    ? MappedStorage.over(handle, options.accessGuard())
                    : Optional.empty();
            return mapped.isPresent() ? mapped.get() : new PositionedStorage(handle, options.accessGuard());
        } catch (RuntimeException | Error e) {
            handle.close();
            throw e;
        }
    }

    /** Device and inode of the open file. */
    FileIdentity identity();

    /** The facts of the open file as they are now; its size may differ from {@link #size()}. */
    FileFacts facts();

    /** What its path leads to now. */
    PathState pathState();

    /**
     * Reads bytes as they are in the file this moment, past all that is kept, for those who look out for changes.
     *
     * @return how many were read; fewer than {@code into} has room for only at the end of the file
     */
    int peek(long offset, byte[] into);

    /** The open file itself, for taking locks on it; empty where locks are not to be had. Belongs to this storage. */
    Optional<Lockable> lockable();
}
