package tdb2.engine.storage;

import java.nio.file.Path;
import java.util.Optional;
import java.util.function.Consumer;

import tdb2.engine.error.RefusedException;
import tdb2.engine.posix.NewFile;
import tdb2.engine.posix.OpenFile;
import tdb2.engine.posix.Posix;

/**
 * A file on disk, open for writing. What is stored is seen at once by everybody who has the file mapped, in this program
 * and others, and by those who read it with positioned reads when they look at it anew; it survives the end of this
 * program, and a crash of the machine once {@link #sync()} has returned.
 *
 * <p>
 * A store into what another program has cut off meanwhile throws {@link tdb2.engine.error.FileChangedException}, unless
 * it falls into the rest of the last page: that the kernel drops without a word. Safe for several threads.
 */
public sealed interface WritableFileStorage extends FileStorage, WritableStorage
        permits WritableMappedStorage, WritablePositionedStorage {

    /**
     * Opens a file for writing; it must exist. Mapped when the options and the kernel allow it and the file system is
     * local, otherwise with positioned reads and writes.
     *
     * @throws tdb2.engine.error.StorageException when it is missing, no regular file, or may not be written
     * @throws RefusedException where this engine cannot write: a file in an archive
     */
    static WritableFileStorage open(Path path, FileOptions options) {
        options.accessGuard().run();
        Posix.requireWritable(path);
        return over(new PosixHandle(OpenFile.openForWriting(path)), options);
    }

    /**
     * Makes a file and opens it for writing. The file appears under its name when it is complete and on the disk; nobody
     * ever sees a part of it, and it never takes the place of another.
     *
     * @param permissions of the new file, 0 to 07777, less what the process's umask takes away
     * @param content writes what the file begins with, into a storage that is empty
     * @throws RefusedException when there is something of that name, or this engine cannot write there
     * @throws tdb2.engine.error.StorageException when the operating system refuses; nothing is left then, unless it is
     *             only the name that could not be brought to the disk
     */
    static WritableFileStorage create(Path path, int permissions, FileOptions options,
            Consumer<WritableStorage> content) {
        options.accessGuard().run();
        Posix.requireWritable(path);
        try (NewFile fresh = NewFile.of(path, permissions)) {
            content.accept(new WritablePositionedStorage(new PosixHandle(fresh.file()), options.accessGuard()));
            fresh.publish();
        }
        return open(path, options);
    }

    private static WritableFileStorage over(PosixHandle handle, FileOptions options) {
        try {
            FileSystemType type = FileSystemType.of(handle.file().path());
            Optional<WritableMappedStorage> mapped = options.mapping() && !type.isRemote()
                    ? WritableMappedStorage.mapped(handle, options.accessGuard(), type.datesMappedStores())
                    : Optional.empty();
            return mapped.isPresent() ? mapped.get() : new WritablePositionedStorage(handle, options.accessGuard());
        } catch (RuntimeException | Error e) {
            handle.close();
            throw e;
        }
    }
}
