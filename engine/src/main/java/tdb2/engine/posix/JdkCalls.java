package tdb2.engine.posix;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/**
 * What stands in the place of the kernel where the C library is not called: each call made of what the JDK has, for other
 * systems than Linux. Files are mapped up to their end and no further, new room is written with zeros instead of reserved,
 * locks are those of {@link JdkLocks}. Extended attributes and holes are not known; they are answered as a file system
 * answers that has none. Safe for several threads.
 */
final class JdkCalls implements SystemCalls {

    private static final int FIRST_DESCRIPTOR = 1 << 20;
    /** How long one call waits for a lock before its caller may look whether it is still wanted, nanoseconds. */
    private static final long TURN = 4_000_000;
    private static final long NAP = 200_000;
    private static final int LONGEST_PATH = 1 << 16;

    private final Map<Integer, Opened> opened = new ConcurrentHashMap<>();
    private final AtomicInteger next = new AtomicInteger(FIRST_DESCRIPTOR);
    private final Map<Long, Arena> mappings = new ConcurrentHashMap<>();

    /** A descriptor: a file, or a folder, which can only be synced. */
    private sealed interface Opened {}

    private record OpenedFile(JdkFile file, JdkFacts facts, boolean writable) implements Opened {}

    private record OpenedFolder(JdkFacts facts) implements Opened {}

    @Override
    public long call(SystemCall function, long a, long b, long c, long d, long e, long f) {
        try {
            return switch (function) {
                case OPEN -> open(path(a), (int) b, (int) c);
                case STATX -> statx((int) a, b, e);
                case LINK -> JdkNames.link(path(a), path(b));
                case RENAMEAT2 -> JdkNames.rename(path(b), path(d), false);
                case RENAME -> JdkNames.rename(path(a), path(b), true);
                case UNLINK, RMDIR -> JdkNames.delete(path(a));
                case MKDIR -> JdkNames.makeFolder(path(a), (int) b);
                case MUNMAP -> unmap(a);
                case MADVISE -> 0;
                case LSEEK -> -Errno.EINVAL.number();
                case FALLOCATE, FLISTXATTR, FGETXATTR, FSETXATTR, FREMOVEXATTR -> -Errno.EOPNOTSUPP.number();
                case MMAP -> onFile((int) e, file -> map(file, b, c));
                case PREAD, PWRITE, FTRUNCATE, FDATASYNC, FSYNC, FUTIMENS, FCNTL, FCHOWN, FCHMOD, CLOSE ->
                        onDescriptor(function, (int) a, b, c, d);
            };
        } catch (IOException refusal) {
            return -JdkNames.errno(refusal).number();
        }
    }

    private static MemorySegment memory(long address, long length) {
        return MemorySegment.ofAddress(address).reinterpret(length);
    }

    private static Path path(long address) {
        MemorySegment bytes = memory(address, LONGEST_PATH);
        int length = 0;
        while (bytes.get(ValueLayout.JAVA_BYTE, length) != 0) {
            length++;
        }
        return JdkNames.path(bytes.asSlice(0, length).toArray(ValueLayout.JAVA_BYTE));
    }

    private long open(Path path, int flags, int permissions) throws IOException {
        boolean write = (flags & CLibrary.O_RDWR) != 0;
        if ((flags & CLibrary.O_CREAT) != 0) {
            JdkNames.makeFile(path, permissions);
        }
        JdkFacts facts = JdkFacts.of(path);
        int descriptor = next.getAndIncrement();
        if (!facts.isFolder()) {
            JdkNames.requireAccess(path, write);
        }
        opened.put(descriptor, facts.isFolder()
                ? new OpenedFolder(facts)
                : new OpenedFile(JdkFile.open(path, write), facts, write));
        return descriptor;
    }

    private long statx(int descriptor, long path, long into) throws IOException {
        MemorySegment status = memory(into, CLibrary.STATX_BYTES);
        if (descriptor == CLibrary.AT_FDCWD) {
            JdkFacts.of(path(path)).store(status);
            return 0;
        }
        switch (opened.get(descriptor)) {
            case OpenedFile(var file, var facts, var _) -> facts.now(file.path()).sized(file.size()).store(status);
            case OpenedFolder(var facts) -> facts.store(status);
            case null -> {
                return -Errno.EBADF.number();
            }
        }
        return 0;
    }

    /** A call on an open file. */
    private interface OnFile {
        long make(OpenedFile file) throws IOException;
    }

    private long onFile(int descriptor, OnFile call) throws IOException {
        return switch (opened.get(descriptor)) {
            case OpenedFile file -> call.make(file);
            case OpenedFolder _ -> -Errno.EISDIR.number();
            case null -> -Errno.EBADF.number();
        };
    }

    private long onDescriptor(SystemCall function, int descriptor, long b, long c, long d) throws IOException {
        if (opened.get(descriptor) instanceof OpenedFolder(var folder)) {
            return folder(function, descriptor, folder);
        }
        return onFile(descriptor, one -> switch (function) {
            case PREAD -> read(one.file, b, c, d);
            case PWRITE -> write(one, b, c, d);
            case FTRUNCATE -> {
                one.file.truncate(b);
                yield 0;
            }
            case FDATASYNC, FSYNC -> {
                one.file.sync();
                yield 0;
            }
            case FUTIMENS -> one.file.touch();
            case FCNTL -> lock(descriptor, one, (int) b, memory(c, RangeLock.BYTES));
            case FCHOWN -> one.facts.own(one.file.path(), (int) b, (int) c);
            case FCHMOD -> one.facts.permit(one.file.path(), (int) b);
            case CLOSE -> {
                opened.remove(descriptor);
                one.file.close();
                yield 0;
            }
            default -> -Errno.ENOSYS.number();
        });
    }

    private long folder(SystemCall function, int descriptor, JdkFacts folder) throws IOException {
        return switch (function) {
            case CLOSE -> {
                opened.remove(descriptor);
                yield 0;
            }
            case FSYNC, FDATASYNC -> JdkNames.sync(folder.path());
            default -> -Errno.EISDIR.number();
        };
    }

    private static long read(JdkFile file, long address, long length, long offset) throws IOException {
        byte[] bytes = new byte[(int) length];
        int count = file.read(offset, bytes);
        MemorySegment.copy(bytes, 0, memory(address, length), ValueLayout.JAVA_BYTE, 0, count);
        return count;
    }

    private static long write(OpenedFile one, long address, long length, long offset) throws IOException {
        if (!one.writable) {
            return -Errno.EBADF.number();
        }
        one.file.write(offset, memory(address, length).toArray(ValueLayout.JAVA_BYTE));
        return length;
    }

    /** Up to the end of the file: the JDK makes a file longer that is mapped beyond it. */
    private long map(OpenedFile one, long length, long protection) throws IOException {
        if (length > one.file.size()) {
            return -Errno.EINVAL.number();
        }
        Arena arena = Arena.ofShared();
        try {
            long address = one.file.map(length, (protection & CLibrary.PROT_WRITE) != 0, arena).address();
            mappings.put(address, arena);
            return address;
        } catch (IOException | RuntimeException e) {
            arena.close();
            throw e;
        }
    }

    private long unmap(long address) {
        mappings.remove(address).close();
        return 0;
    }

    private static long lock(int descriptor, OpenedFile one, int command, MemorySegment lock) {
        JdkLocks locks = one.file.locks();
        long start = lock.get(ValueLayout.JAVA_LONG, RangeLock.START);
        long length = lock.get(ValueLayout.JAVA_LONG, RangeLock.LENGTH);
        short type = lock.get(ValueLayout.JAVA_SHORT, RangeLock.TYPE);
        boolean write = type == RangeLock.WRITE;
        long end = length == 0 || start + length < 0 ? Long.MAX_VALUE : start + length;
        if (command == CLibrary.F_OFD_GETLK) {
            boolean blocked = locks.blocked(descriptor, start, end, write, one.writable);
            lock.set(ValueLayout.JAVA_SHORT, RangeLock.TYPE, blocked ? type : RangeLock.NONE);
            lock.set(ValueLayout.JAVA_INT, RangeLock.PID, Lockable.UNNAMED);
            return 0;
        }
        if (type == RangeLock.NONE) {
            locks.unlock(descriptor, start, end);
            return 0;
        }
        if (write && !one.writable) {
            return -Errno.EBADF.number();
        }
        int result = locks.set(descriptor, start, end, write);
        long until = System.nanoTime() + TURN;
        while (command == CLibrary.F_OFD_SETLKW && result == -Errno.EAGAIN.number() && System.nanoTime() < until) {
            LockSupport.parkNanos(NAP);
            result = locks.set(descriptor, start, end, write);
        }
        return command == CLibrary.F_OFD_SETLKW && result == -Errno.EAGAIN.number() ? -Errno.EINTR.number() : result;
    }
}
