package tdb2.engine.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;

/** Functions of the C library that never block and take one address: critical calls, which cost half of others. */
final class BriefCall {

    private static final MethodHandle CALL = Linker.nativeLinker().downcallHandle(
            FunctionDescriptor.of(JAVA_INT, JAVA_LONG), Linker.Option.critical(false));

    private BriefCall() {}

    /** A call; its answer as it is. */
    static int invoke(MemorySegment function, long address) {
        try {
            return (int) CALL.invokeExact(function, address);
        } catch (RuntimeException | Error mistake) {
            throw mistake;
        } catch (Throwable other) {
            throw new IllegalStateException(other);
        }
    }
}
