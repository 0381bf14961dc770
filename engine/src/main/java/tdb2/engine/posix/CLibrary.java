package tdb2.engine.posix;

import java.lang.foreign.MemorySegment;

/**
 * The system calls, as the kernel answers them, or {@link JdkCalls} in its place: each answers its result, or the negated
 * errno. Interrupted calls are repeated.
 */
final class CLibrary {

    static final int O_RDONLY = 0;
    static final int O_RDWR = 2;
    static final int O_CREAT = 0x40;
    static final int O_EXCL = 0x80;
    static final int O_NONBLOCK = 0x800;
    static final int O_NOATIME = 0x4_0000;
    static final int O_CLOEXEC = 0x8_0000;
    private static final int SEEK_DATA = 3;

    static final int AT_FDCWD = -100;
    static final int AT_EMPTY_PATH = 0x1000;
    static final int STATX_BASIC_STATS = 0x7ff;
    static final int STATX_SIZE = 0x200;
    static final int STATX_BYTES = 256;
    static final int RENAME_NOREPLACE = 1;

    static final int PROT_READ = 1;
    static final int PROT_WRITE = 2;
    static final int MAP_SHARED = 1;
    static final int MADV_RANDOM = 1;

    static final int F_OFD_GETLK = 36;
    static final int F_OFD_SETLK = 37;
    static final int F_OFD_SETLKW = 38;

    private static volatile SystemCalls calls = Posix.available() ? Kernel::call : new JdkCalls();

    private CLibrary() {}

    /** Puts something else in the place of the kernel; answers what was there before. */
    static SystemCalls replace(SystemCalls others) {
        SystemCalls before = calls;
        calls = others;
        return before;
    }

    static int open(MemorySegment path, int flags, int permissions) {
        return (int) call(SystemCall.OPEN, path.address(), flags, permissions, 0, 0, 0);
    }

    /** Not repeated when interrupted: the descriptor is gone whatever the answer is. */
    static void close(int descriptor) {
        calls.call(SystemCall.CLOSE, descriptor, 0, 0, 0, 0, 0);
    }

    static int statx(int directory, MemorySegment path, int flags, int mask, MemorySegment into) {
        return (int) call(SystemCall.STATX, directory, path.address(), flags, mask, into.address(), 0);
    }

    static long pread(int descriptor, MemorySegment into, long length, long offset) {
        return call(SystemCall.PREAD, descriptor, into.address(), length, offset, 0, 0);
    }

    /** Where data begins at or behind an offset; moves the position of the descriptor, which nothing here uses. */
    static long seekData(int descriptor, long offset) {
        return call(SystemCall.LSEEK, descriptor, offset, SEEK_DATA, 0, 0, 0);
    }

    static long pwrite(int descriptor, MemorySegment from, long length, long offset) {
        return call(SystemCall.PWRITE, descriptor, from.address(), length, offset, 0, 0);
    }

    /** Reserves room; makes the file longer when it ends before. */
    static int fallocate(int descriptor, long offset, long length) {
        return (int) call(SystemCall.FALLOCATE, descriptor, 0, offset, length, 0, 0);
    }

    static int ftruncate(int descriptor, long size) {
        return (int) call(SystemCall.FTRUNCATE, descriptor, size, 0, 0, 0, 0);
    }

    static int fdatasync(int descriptor) {
        return (int) call(SystemCall.FDATASYNC, descriptor, 0, 0, 0, 0, 0);
    }

    static int fsync(int descriptor) {
        return (int) call(SystemCall.FSYNC, descriptor, 0, 0, 0, 0, 0);
    }

    /** Makes the times of access and modification now. */
    static int futimens(int descriptor) {
        return (int) call(SystemCall.FUTIMENS, descriptor, 0, 0, 0, 0, 0);
    }

    static int link(MemorySegment old, MemorySegment fresh) {
        return (int) call(SystemCall.LINK, old.address(), fresh.address(), 0, 0, 0, 0);
    }

    static int unlink(MemorySegment path) {
        return (int) call(SystemCall.UNLINK, path.address(), 0, 0, 0, 0, 0);
    }

    static int renameNoReplace(MemorySegment old, MemorySegment fresh) {
        return (int) call(SystemCall.RENAMEAT2, AT_FDCWD, old.address(), AT_FDCWD, fresh.address(), RENAME_NOREPLACE,
                0);
    }

    static int rename(MemorySegment old, MemorySegment fresh) {
        return (int) call(SystemCall.RENAME, old.address(), fresh.address(), 0, 0, 0, 0);
    }

    static int mkdir(MemorySegment path, int permissions) {
        return (int) call(SystemCall.MKDIR, path.address(), permissions, 0, 0, 0, 0);
    }

    static int rmdir(MemorySegment path) {
        return (int) call(SystemCall.RMDIR, path.address(), 0, 0, 0, 0, 0);
    }

    /** Of owner and group, one that is -1 stays. */
    static int fchown(int descriptor, int owner, int group) {
        return (int) call(SystemCall.FCHOWN, descriptor, owner, group, 0, 0, 0);
    }

    static int fchmod(int descriptor, int permissions) {
        return (int) call(SystemCall.FCHMOD, descriptor, permissions, 0, 0, 0, 0);
    }

    /** Names of extended attributes, a zero after each; how many bytes that is. */
    static int flistxattr(int descriptor, MemorySegment into) {
        return (int) call(SystemCall.FLISTXATTR, descriptor, into.address(), into.byteSize(), 0, 0, 0);
    }

    static int fgetxattr(int descriptor, MemorySegment name, MemorySegment into) {
        return (int) call(SystemCall.FGETXATTR, descriptor, name.address(), into.address(), into.byteSize(), 0, 0);
    }

    static int fsetxattr(int descriptor, MemorySegment name, MemorySegment value) {
        return (int) call(SystemCall.FSETXATTR, descriptor, name.address(), value.address(), value.byteSize(), 0, 0);
    }

    static int fremovexattr(int descriptor, MemorySegment name) {
        return (int) call(SystemCall.FREMOVEXATTR, descriptor, name.address(), 0, 0, 0, 0);
    }

    /** Maps a file shared; the address, or the negated errno. */
    static long map(int descriptor, long length, int protection) {
        return call(SystemCall.MMAP, 0, length, protection, MAP_SHARED, descriptor, 0);
    }

    static int munmap(long address, long length) {
        return (int) call(SystemCall.MUNMAP, address, length, 0, 0, 0, 0);
    }

    static int madvise(long address, long length, int advice) {
        return (int) call(SystemCall.MADVISE, address, length, advice, 0, 0, 0);
    }

    static int fcntl(int descriptor, int command, MemorySegment argument) {
        return (int) call(SystemCall.FCNTL, descriptor, command, argument.address(), 0, 0, 0);
    }

    /** The same, blocked perhaps; ends with {@code EINTR} when it is asked to. */
    static int fcntl(int descriptor, int command, MemorySegment argument, BlockedCall blocked) {
        long result;
        do {
            result = calls.call(SystemCall.FCNTL, descriptor, command, argument.address(), 0, 0, 0);
        } while (Errno.EINTR.is(result) && !blocked.isInterrupted());
        return (int) result;
    }

    private static long call(SystemCall function, long a, long b, long c, long d, long e, long f) {
        long result;
        do {
            result = calls.call(function, a, b, c, d, e, f);
        } while (Errno.EINTR.is(result));
        return result;
    }
}
