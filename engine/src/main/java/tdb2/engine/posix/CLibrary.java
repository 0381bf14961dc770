package tdb2.engine.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * The calls themselves, as the kernel makes them: each answers its result, or the negated errno. Interrupted calls are
 * repeated. None is linked as critical, because each of them can block, and a blocked critical call stalls the garbage
 * collector.
 */
final class CLibrary {

    static final int O_RDONLY = 0;
    static final int O_NONBLOCK = 0x800;
    static final int O_NOATIME = 0x4_0000;
    static final int O_CLOEXEC = 0x8_0000;

    static final int AT_FDCWD = -100;
    static final int AT_EMPTY_PATH = 0x1000;
    static final int STATX_BASIC_STATS = 0x7ff;
    static final int STATX_BYTES = 256;

    static final int PROT_READ = 1;
    static final int MAP_SHARED = 1;
    static final int MADV_RANDOM = 1;

    static final int F_OFD_GETLK = 36;
    static final int F_OFD_SETLK = 37;

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = CALL_STATE.varHandle(PathElement.groupElement("errno"));
    private static final Linker.Option KEEP_ERRNO = Linker.Option.captureCallState("errno");

    private static final MethodHandle OPEN = link("open", JAVA_INT, ADDRESS, JAVA_INT);
    private static final MethodHandle CLOSE = link("close", JAVA_INT, JAVA_INT);
    private static final MethodHandle STATX = link("statx", JAVA_INT, JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT, ADDRESS);
    private static final MethodHandle PREAD = link("pread", JAVA_LONG, JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle MMAP = link("mmap", JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT,
            JAVA_LONG);
    private static final MethodHandle MUNMAP = link("munmap", JAVA_INT, JAVA_LONG, JAVA_LONG);
    private static final MethodHandle MADVISE = link("madvise", JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT);
    private static final MethodHandle FCNTL = LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow("fcntl"),
            FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT, ADDRESS), KEEP_ERRNO,
            Linker.Option.firstVariadicArg(2));

    /** One call to the C library; the segment receives errno. */
    private interface Call {
        long make(MemorySegment state) throws Throwable;
    }

    private CLibrary() {}

    private static MethodHandle link(String name, MemoryLayout result, MemoryLayout... arguments) {
        return LINKER.downcallHandle(LINKER.defaultLookup().findOrThrow(name), FunctionDescriptor.of(result, arguments),
                KEEP_ERRNO);
    }

    /** Whether every call was found and addresses have 64 bits; fails to initialise when a call is missing. */
    static boolean isComplete() {
        return ADDRESS.byteSize() == Long.BYTES;
    }

    static int open(MemorySegment path, int flags) {
        return (int) call(state -> (int) OPEN.invokeExact(state, path, flags));
    }

    /** Not repeated when interrupted: the descriptor is gone whatever the answer is. */
    static void close(int descriptor) {
        try (Arena arena = Arena.ofConfined()) {
            int _ = (int) CLOSE.invokeExact(arena.allocate(CALL_STATE), descriptor);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int statx(int directory, MemorySegment path, int flags, int mask, MemorySegment into) {
        return (int) call(state -> (int) STATX.invokeExact(state, directory, path, flags, mask, into));
    }

    static long pread(int descriptor, MemorySegment into, long length, long offset) {
        return call(state -> (long) PREAD.invokeExact(state, descriptor, into, length, offset));
    }

    /** Maps a file shared and read-only; the address, or the negated errno. */
    static long map(int descriptor, long length) {
        return call(state -> (long) MMAP.invokeExact(state, 0L, length, PROT_READ, MAP_SHARED, descriptor, 0L));
    }

    static int munmap(long address, long length) {
        return (int) call(state -> (int) MUNMAP.invokeExact(state, address, length));
    }

    static int madvise(long address, long length, int advice) {
        return (int) call(state -> (int) MADVISE.invokeExact(state, address, length, advice));
    }

    static int fcntl(int descriptor, int command, MemorySegment argument) {
        return (int) call(state -> (int) FCNTL.invokeExact(state, descriptor, command, argument));
    }

    private static long call(Call call) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CALL_STATE);
            while (true) {
                long result = call.make(state);
                if (result != -1) {
                    return result;
                }
                int errno = (int) ERRNO.get(state, 0L);
                if (errno != Errno.EINTR.number()) {
                    return -errno;
                }
            }
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    private static RuntimeException broken(Throwable e) {
        return switch (e) {
            case RuntimeException mistake -> mistake;
            case Error error -> throw error;
            default -> new IllegalStateException(e);
        };
    }
}
