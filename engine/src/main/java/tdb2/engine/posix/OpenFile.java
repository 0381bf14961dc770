package tdb2.engine.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntFunction;

import tdb2.engine.error.Fault;
import tdb2.engine.error.StorageException;

/**
 * A regular file opened by a descriptor of our own. Opening for reading changes nothing, not even the time of last
 * access where the kernel lets us; closing drops no lock that anybody else holds. Safe for several threads: a call that
 * runs into {@link #close()} fails with a {@link StorageException} and never reaches another file.
 */
public final class OpenFile implements Lockable {

    private static final String READABLE = "a regular file that can be opened for reading";
    private static final String WRITABLE = "a regular file that can be opened for writing";
    private static final int BASE_FLAGS = CLibrary.O_CLOEXEC | CLibrary.O_NONBLOCK;

    private final Path path;
    private final int descriptor;
    private final FileIdentity identity;
    private final boolean writable;
    private final FileContent content;
    private final UseCount uses = new UseCount();
    private final Use leave = uses::leave;
    private final Set<BlockedCall> blocked = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    private OpenFile(Path path, int descriptor, FileIdentity identity, boolean writable) {
        this.path = path;
        this.descriptor = descriptor;
        this.identity = identity;
        this.writable = writable;
        this.content = new FileContent(path, descriptor);
    }

    /**
     * Opens a file of the default file system for reading.
     *
     * @throws StorageException when it is missing, no regular file, or may not be read
     */
    public static OpenFile open(Path path) {
        ParkedDescriptors.closeFree();
        // Looked at before it is opened, because opening a device may already do something.
        FileFacts before = look(path).orElseThrow(() -> failure(path, -Errno.ENOENT.number(), READABLE));
        requireRegular(path, before);
        return opened(path, openToRead(path), false, READABLE);
    }

    /**
     * Opens a file of the default file system for reading and writing; it must exist.
     *
     * @throws StorageException when it is missing, no regular file, or may not be written
     */
    public static OpenFile openForWriting(Path path) {
        ParkedDescriptors.closeFree();
        requireRegular(path, look(path).orElseThrow(() -> failure(path, -Errno.ENOENT.number(), WRITABLE)));
        return opened(path, openDescriptor(path, CLibrary.O_RDWR, 0), true, WRITABLE);
    }

    /**
     * Makes a new file and opens it for reading and writing.
     *
     * @param permissions of the new file, 0 to 07777, less what the process's umask takes away
     * @throws StorageException when there is something of that name, or it cannot be made
     */
    static OpenFile create(Path path, int permissions) {
        int flags = CLibrary.O_RDWR | CLibrary.O_CREAT | CLibrary.O_EXCL;
        int descriptor = openDescriptor(path, flags, permissions);
        try {
            return opened(path, descriptor, true, "a new file that can be made");
        } catch (StorageException e) {
            if (descriptor >= 0) {
                Names.remove(path);
            }
            throw e;
        }
    }

    private static OpenFile opened(Path path, int descriptor, boolean writable, String expected) {
        if (descriptor < 0) {
            throw failure(path, descriptor, expected);
        }
        FileStatus.Answer opened = FileStatus.of(descriptor);
        OpenFile file = new OpenFile(path, descriptor, opened.facts().identity(), writable);
        try {
            requireSuccess(path, opened.result(), "the facts of an open file");
            requireRegular(path, opened.facts());
            return file;
        } catch (StorageException e) {
            file.close();
            throw e;
        }
    }

    /** The facts of whatever the path leads to now; empty when there is nothing. */
    public static Optional<FileFacts> look(Path path) {
        FileStatus.Answer answer = FileStatus.of(path);
        if (Errno.ENOENT.is(answer.result()) || Errno.ENOTDIR.is(answer.result())) {
            return Optional.empty();
        }
        requireSuccess(path, answer.result(), "a file that can be looked at");
        return Optional.of(answer.facts());
    }

    @Override
    public Path path() {
        return path;
    }

    /** Device and inode, which stay the same whatever happens to the path. */
    public FileIdentity identity() {
        return identity;
    }

    /** The facts of the open file as they are now. */
    public FileFacts facts() {
        try (Use _ = use()) {
            return content.facts();
        }
    }

    /** Bytes it has now; cheaper than its facts, and without their consequences for the next sync. */
    public long size() {
        try (Use _ = use()) {
            return content.size();
        }
    }

    /**
     * Reads at a position.
     *
     * @param offset first byte in the file
     * @param into receives the bytes, from its start
     * @return how many were read; fewer than {@code into} has room for only at the end of the file
     */
    public int read(long offset, byte[] into) {
        try (Use _ = use()) {
            return content.read(offset, into);
        }
    }

    /**
     * Where data begins at or behind an offset. What lies before it is a hole, zeros that take no room on the disk; where
     * holes are not known it is the offset itself, and where no more data comes the end of the file.
     */
    public long nextData(long offset) {
        try (Use _ = use()) {
            return content.nextData(offset);
        }
    }

    /**
     * Writes at a position; a write beyond the end makes the file longer.
     *
     * @param offset in the file of the first byte
     * @throws StorageException when the disk is full or fails; a part may have been written then
     */
    public void write(long offset, byte[] from, int at, int length) {
        try (Use _ = use()) {
            content.write(offset, from, at, length);
        }
    }

    /**
     * Makes the file at least this long, with zeros, and reserves their room on the disk.
     *
     * @param size in bytes
     * @throws StorageException when there is no room: the file is as long as it was
     */
    public void extend(long size) {
        try (Use _ = use()) {
            content.extend(size);
        }
    }

    /** Cuts the file off; nothing happens when it is no longer than that. */
    public void truncate(long size) {
        try (Use _ = use()) {
            content.truncate(size);
        }
    }

    /** Makes the time of modification now. Only a wish: a refusal is not told. */
    public void touch() {
        try (Use _ = use()) {
            CLibrary.futimens(descriptor);
        }
    }

    /** Returns when all that was written, by whatever way and whomever, is on the disk. */
    public void sync() {
        try (Use _ = use()) {
            content.sync();
        }
    }

    /** Makes a call of this package on the descriptor, which is not closed meanwhile. */
    <T> T with(IntFunction<T> call) {
        try (Use _ = use()) {
            return call.apply(descriptor);
        }
    }

    /** Whether it was opened for writing. */
    public boolean isWritable() {
        return writable;
    }

    /**
     * Maps the start of the file, shared, and writable if the file is. The mapping may be longer than the file: bytes
     * beyond its end become accessible as soon as the file grows over them, and touching them before is an
     * {@link InternalError}.
     *
     * @param length number of bytes, 1 or more
     * @param arena closes the mapping
     * @return empty when the kernel or the file system refuses
     */
    public Optional<MemorySegment> map(long length, Arena arena) {
        try (Use _ = use()) {
            return content.map(length, writable, arena);
        }
    }

    @Override
    public boolean tryLock(long start, long length, boolean write) {
        try (Use _ = use()) {
            int result = RangeLock.set(descriptor, type(write), start, length);
            if (Errno.EAGAIN.is(result) || Errno.EACCES.is(result)) {
                return false;
            }
            requireSuccess(path, result, "a byte range that can be locked");
            return true;
        }
    }

    @Override
    public boolean lock(long start, long length, boolean write, BlockedCall call) {
        try (Use _ = use()) {
            blocked.add(call);
            try {
                requireOpen();
                if (!call.enter()) {
                    return false;
                }
                int result = RangeLock.await(descriptor, type(write), start, length, call);
                if (Errno.EINTR.is(result)) {
                    requireOpen();
                    return false;
                }
                requireSuccess(path, result, "a byte range that can be locked");
                return true;
            } finally {
                call.leave();
                blocked.remove(call);
            }
        }
    }

    private static short type(boolean write) {
        return write ? RangeLock.WRITE : RangeLock.READ;
    }

    @Override
    public void unlock(long start, long length) {
        try (Use _ = use()) {
            requireSuccess(path, RangeLock.set(descriptor, RangeLock.NONE, start, length),
                    "a byte range that can be unlocked");
        }
    }

    @Override
    public OptionalInt holder(long start, long length, boolean write) {
        try (Use _ = use()) {
            RangeLock.Conflict conflict = RangeLock.ask(descriptor, type(write), start, length);
            requireSuccess(path, conflict.result(), "a byte range whose locks can be asked for");
            return conflict.free() ? OptionalInt.empty() : OptionalInt.of(conflict.pid());
        }
    }

    /** Closes the descriptor, or has it closed later when that would drop another's locks. Idempotent. */
    @Override
    public void close() {
        boolean already;
        synchronized (blocked) {
            already = closed;
            closed = true;
        }
        blocked.forEach(BlockedCall::interrupt); // their calls keep the descriptor from being closed
        uses.end();
        if (!already) {
            RangeLock.set(descriptor, RangeLock.NONE, 0, 0); // parked or not, our own locks end here
            ParkedDescriptors.close(descriptor, identity);
        }
    }

    @Override
    public String toString() {
        return path + " (" + identity + ")";
    }

    /** Keeps the descriptor from being closed, and its number from being reused, during a call. */
    private interface Use extends AutoCloseable {
        @Override
        void close();
    }

    private Use use() {
        if (!uses.begin()) {
            throw wasClosed();
        }
        return leave;
    }

    private void requireOpen() {
        if (closed) {
            throw wasClosed();
        }
    }

    private StorageException wasClosed() {
        return new StorageException(new Fault(path.toString(), Fault.NOWHERE, "an open file", "one that was closed",
                "open it again"));
    }

    private static int openToRead(Path path) {
        int descriptor = openDescriptor(path, CLibrary.O_RDONLY | CLibrary.O_NOATIME, 0);
        // Only the owner may leave the access time alone.
        return Errno.EPERM.is(descriptor) ? openDescriptor(path, CLibrary.O_RDONLY, 0) : descriptor;
    }

    private static int openDescriptor(Path path, int flags, int permissions) {
        try (Arena arena = Arena.ofConfined()) {
            return CLibrary.open(NativePath.of(path, arena), flags | BASE_FLAGS, permissions);
        }
    }

    private static void requireRegular(Path path, FileFacts facts) {
        if (!facts.isRegular()) {
            throw new StorageException(new Fault(path.toString(), Fault.NOWHERE, "a regular file", facts.kind(),
                    "name a database file; copy a device's content to a file first"));
        }
    }

    private static void requireSuccess(Path path, int result, String expected) {
        if (result < 0) {
            throw failure(path, result, expected);
        }
    }

    private static StorageException failure(Path path, int result, String expected) {
        return Errno.exception(result, path.toString(), Fault.NOWHERE, expected);
    }
}
