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
import java.util.Arrays;

/**
 * Calls of the C library and so of the kernel. None is linked as critical, because each of them can block, and a blocked
 * critical call stalls the garbage collector. Only where {@link Posix#available()}.
 */
final class Kernel {

    private static final Linker LINKER = Linker.nativeLinker();
    private static final StructLayout CALL_STATE = Linker.Option.captureStateLayout();
    private static final VarHandle ERRNO = CALL_STATE.varHandle(PathElement.groupElement("errno"));

    /** Where errno is captured: one for each thread, because getting memory for each call costs as much as a call. */
    private static final ThreadLocal<MemorySegment> STATE = ThreadLocal
            .withInitial(() -> Arena.ofAuto().allocate(CALL_STATE));

    /**
     * One way into every function: it is given its address and six words, of which it looks at as many as it has
     * arguments. Linking a way for each would take longer than all that most commands do. The arguments count as
     * variadic from the third on, which functions that are not do not notice.
     */
    private static final MethodHandle CALL = LINKER.downcallHandle(
            FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_LONG),
            Linker.Option.captureCallState("errno"), Linker.Option.firstVariadicArg(2));

    private Kernel() {}

    /** Whether every call was found and addresses have 64 bits. */
    static boolean isComplete() {
        return ADDRESS.byteSize() == Long.BYTES && Signals.isComplete() && Arrays.stream(SystemCall.values())
                .allMatch(call -> call == SystemCall.RENAMEAT2 || call.address().address() != 0);
    }

    /** A call; its result, or the negated errno. */
    static long call(SystemCall function, long a, long b, long c, long d, long e, long f) {
        if (function.address().address() == 0) {
            return -Errno.ENOSYS.number();
        }
        boolean wide = switch (function) {
            case PREAD, PWRITE, MMAP, LSEEK -> true;
            default -> false;
        };
        MemorySegment state = STATE.get();
        long answer = invoke(function.address(), state, a, b, c, d, e, f);
        long result = wide ? answer : (int) answer; // of an int the upper half means nothing
        return result == -1 ? -(int) ERRNO.get(state, 0L) : result;
    }

    /** Any function at all; its answer as it is. */
    static long invoke(MemorySegment function, long a, long b, long c) {
        return invoke(function, STATE.get(), a, b, c, 0, 0, 0);
    }

    private static long invoke(MemorySegment function, MemorySegment state, long a, long b, long c, long d, long e,
            long f) {
        try {
            return (long) CALL.invokeExact(function, state, a, b, c, d, e, f);
        } catch (RuntimeException | Error mistake) {
            throw mistake;
        } catch (Throwable other) {
            throw new IllegalStateException(other);
        }
    }
}
