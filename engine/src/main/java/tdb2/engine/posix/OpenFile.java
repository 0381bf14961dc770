package tdb2.engine.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;

import tdb2.engine.error.Fault;
import tdb2.engine.error.StorageException;

/**
 * A regular file opened for reading by a descriptor of our own. Opening changes nothing, not even the time of last
 * access where the kernel lets us; closing drops no lock that anybody holds. Safe for several threads: a call that runs
 * into {@link #close()} fails with a {@link StorageException} and never reaches another file.
 */
public final class OpenFile implements Lockable, AutoCloseable {

    private static final String READABLE = "a regular file that can be opened for reading";

    /**
     * Bytes up to which the kernel may read ahead of accesses to a mapping: a small file is in memory after a few of
     * them. In a large one reading ahead of scattered accesses makes each of them hundreds of times slower.
     */
    private static final long READ_AHEAD_UP_TO = 64 << 20;

    private final Path path;
    private final int descriptor;
    private final FileIdentity identity;
    private final ReadWriteLock use = new ReentrantReadWriteLock();
    private boolean closed;

    private OpenFile(Path path, int descriptor, FileIdentity identity) {
        this.path = path;
        this.descriptor = descriptor;
        this.identity = identity;
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
        int descriptor = openDescriptor(path);
        if (descriptor < 0) {
            throw failure(path, descriptor, READABLE);
        }
        FileStatus.Answer opened = FileStatus.of(descriptor);
        OpenFile file = new OpenFile(path, descriptor, opened.facts().identity());
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
            FileStatus.Answer answer = FileStatus.of(descriptor);
            requireSuccess(path, answer.result(), "the facts of an open file");
            return answer.facts();
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
        try (Use _ = use(); Arena arena = Arena.ofConfined()) {
            MemorySegment buffer = arena.allocate(into.length);
            int read = 0;
            while (read < into.length) {
                long count = CLibrary.pread(descriptor, buffer.asSlice(read), into.length - read, offset + read);
                if (count < 0) {
                    throw Errno.exception(count, path.toString(), offset + read, "bytes that can be read");
                }
                if (count == 0) {
                    break;
                }
                read += (int) count;
            }
            MemorySegment.copy(buffer, ValueLayout.JAVA_BYTE, 0, into, 0, read);
            return read;
        }
    }

    /**
     * Maps the start of the file, shared and read-only. The mapping may be
     * longer than the file: bytes beyond its end become readable as soon as the file grows over them, and reading them
     * before is an {@link InternalError}.
     *
     * @param length number of bytes, 1 or more
     * @param arena closes the mapping
     * @return empty when the kernel or the file system refuses
     */
    public Optional<MemorySegment> map(long length, Arena arena) {
        long address;
        try (Use _ = use()) {
            address = CLibrary.map(descriptor, length);
        }
        if (address < 0) {
            return Optional.empty();
        }
        if (length > READ_AHEAD_UP_TO) {
            // Only a wish: a refusal costs speed, nothing else.
            CLibrary.madvise(address, length, CLibrary.MADV_RANDOM);
        }
        return Optional.of(MemorySegment.ofAddress(address)
                .reinterpret(length, arena, _ -> CLibrary.munmap(address, length)).asReadOnly());
    }

    @Override
    public boolean tryLock(long start, long length, boolean write) {
        try (Use _ = use()) {
            int result = RangeLock.set(descriptor, write ? RangeLock.WRITE : RangeLock.READ, start, length);
            if (Errno.EAGAIN.is(result) || Errno.EACCES.is(result)) {
                return false;
            }
            requireSuccess(path, result, "a byte range that can be locked");
            return true;
        }
    }

    @Override
    public void unlock(long start, long length) {
        try (Use _ = use()) {
            requireSuccess(path, RangeLock.set(descriptor, RangeLock.NONE, start, length),
                    "a byte range that can be unlocked");
        }
    }

    @Override
    public boolean wouldBlock(long start, long length, boolean write) {
        try (Use _ = use()) {
            RangeLock.Conflict conflict = RangeLock.ask(descriptor, write ? RangeLock.WRITE : RangeLock.READ, start,
                    length);
            requireSuccess(path, conflict.result(), "a byte range whose locks can be asked for");
            return !conflict.free();
        }
    }

    /** Closes the descriptor, or has it closed later when that would drop another's locks. Idempotent. */
    @Override
    public void close() {
        Lock lock = use.writeLock();
        lock.lock();
        try {
            if (!closed) {
                closed = true;
                RangeLock.set(descriptor, RangeLock.NONE, 0, 0); // parked or not, our own locks end here
                ParkedDescriptors.close(descriptor, identity);
            }
        } finally {
            lock.unlock();
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
        Lock lock = use.readLock();
        lock.lock();
        if (closed) {
            lock.unlock();
            throw new StorageException(new Fault(path.toString(), Fault.NOWHERE, "an open file", "one that was closed",
                    "open it again"));
        }
        return lock::unlock;
    }

    private static int openDescriptor(Path path) {
        int flags = CLibrary.O_RDONLY | CLibrary.O_CLOEXEC | CLibrary.O_NONBLOCK;
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment name = NativePath.of(path, arena);
            int descriptor = CLibrary.open(name, flags | CLibrary.O_NOATIME);
            // Only the owner may leave the access time alone.
            return Errno.EPERM.is(descriptor) ? CLibrary.open(name, flags) : descriptor;
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
