package tdb2.engine.posix;

import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;

/** The functions of the C library that are called, each with its address. */
enum SystemCall {
    OPEN("open"),
    CLOSE("close"),
    STATX("statx"),
    PREAD("pread"),
    LSEEK("lseek"),
    PWRITE("pwrite"),
    FALLOCATE("fallocate"),
    FTRUNCATE("ftruncate"),
    FDATASYNC("fdatasync"),
    FSYNC("fsync"),
    FUTIMENS("futimens"),
    LINK("link"),
    UNLINK("unlink"),
    RENAMEAT2("renameat2"),
    MMAP("mmap"),
    MUNMAP("munmap"),
    MADVISE("madvise"),
    FCNTL("fcntl"),
    MKDIR("mkdir"),
    RMDIR("rmdir"),
    RENAME("rename"),
    FCHOWN("fchown"),
    FCHMOD("fchmod"),
    FLISTXATTR("flistxattr"),
    FGETXATTR("fgetxattr"),
    FSETXATTR("fsetxattr"),
    FREMOVEXATTR("fremovexattr");

    private final MemorySegment address;

    SystemCall(String name) {
        address = find(name);
    }

    /** Where it is; {@link MemorySegment#NULL} when the C library has none. */
    MemorySegment address() {
        return address;
    }

    static MemorySegment find(String name) {
        try {
            return Linker.nativeLinker().defaultLookup().find(name).orElse(MemorySegment.NULL);
        } catch (UnsupportedOperationException _) {
            return MemorySegment.NULL; // no linker for this processor
        }
    }
}
