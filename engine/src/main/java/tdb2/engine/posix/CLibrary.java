package tdb2.engine.posix;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
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

    /**
     * One way into every function: it is given its address and six words, of which it looks at as many as it has
     * arguments. Linking a way for each would take longer than all that most commands do. The arguments count as
     * variadic from the third on, which functions that are not do not notice.
     */
    private static final MethodHandle CALL = LINKER.downcallHandle(
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
            Linker.Option.captureCallState("errno"), Linker.Option.firstVariadicArg(2));

    private static final MemorySegment OPEN = find("open");
    private static final MemorySegment CLOSE = find("close");
    private static final MemorySegment STATX = find("statx");
    private static final MemorySegment PREAD = find("pread");
    private static final MemorySegment MMAP = find("mmap");
    private static final MemorySegment MUNMAP = find("munmap");
    private static final MemorySegment MADVISE = find("madvise");
    private static final MemorySegment FCNTL = find("fcntl");

    private CLibrary() {}

    private static MemorySegment find(String name) {
        return LINKER.defaultLookup().findOrThrow(name);
    }

    /** Whether every call was found and addresses have 64 bits; fails to initialise when a call is missing. */
    static boolean isComplete() {
        return ADDRESS.byteSize() == Long.BYTES;
    }

    static int open(MemorySegment path, int flags) {
        return (int) call(OPEN, path.address(), flags, 0, 0, 0, 0);
    }

    /** Not repeated when interrupted: the descriptor is gone whatever the answer is. */
    static void close(int descriptor) {
        try (Arena arena = Arena.ofConfined()) {
            long _ = (long) CALL.invokeExact(CLOSE, arena.allocate(CALL_STATE), (long) descriptor, 0L, 0L, 0L, 0L, 0L);
        } catch (Throwable e) {
            throw broken(e);
        }
    }

    static int statx(int directory, MemorySegment path, int flags, int mask, MemorySegment into) {
        return (int) call(STATX, directory, path.address(), flags, mask, into.address(), 0);
    }

    static long pread(int descriptor, MemorySegment into, long length, long offset) {
        return wide(PREAD, descriptor, into.address(), length, offset, 0, 0);
    }

    /** Maps a file shared and read-only; the address, or the negated errno. */
    static long map(int descriptor, long length) {
        return wide(MMAP, 0, length, PROT_READ, MAP_SHARED, descriptor, 0);
    }

    static int munmap(long address, long length) {
        return (int) call(MUNMAP, address, length, 0, 0, 0, 0);
    }

    static int madvise(long address, long length, int advice) {
        return (int) call(MADVISE, address, length, advice, 0, 0, 0);
    }

    static int fcntl(int descriptor, int command, MemorySegment argument) {
        return (int) call(FCNTL, descriptor, command, argument.address(), 0, 0, 0);
    }

    /** A function that answers an int: the upper half of its answer means nothing. */
    private static long call(MemorySegment function, long a, long b, long c, long d, long e, long f) {
        return repeated(true, function, a, b, c, d, e, f);
    }

    /** A function that answers a long. */
    private static long wide(MemorySegment function, long a, long b, long c, long d, long e, long f) {
        return repeated(false, function, a, b, c, d, e, f);
    }

    private static long repeated(boolean narrow, MemorySegment function, long a, long b, long c, long d, long e,
            long f) {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment state = arena.allocate(CALL_STATE);
            while (true) {
                long answer = (long) CALL.invokeExact(function, state, a, b, c, d, e, f);
                long result = narrow ? (int) answer : answer;
                if (result != -1) {
                    return result;
                }
                int errno = (int) ERRNO.get(state, 0L);
                if (errno != Errno.EINTR.number()) {
                    return -errno;
                }
            }
        } catch (Throwable failure) {
            throw broken(failure);
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
