package tdb2.engine.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * Native memory that each thread has for what it gives to one system call, or gets from it: having memory made for each
 * call costs as much as the call. What is in it is worth nothing after the next one.
 */
final class Scratch {

    /** Bytes of it. */
    static final int LENGTH = 4096;

    private static final ThreadLocal<MemorySegment> OWN = ThreadLocal
            .withInitial(() -> Arena.ofAuto().allocate(LENGTH, Long.BYTES));

    private Scratch() {}

    /** That of the calling thread. */
    static MemorySegment own() {
        return OWN.get();
    }

    /** Memory for so many bytes: that of the calling thread if it is large enough, else some of an arena. */
    static MemorySegment of(long length, Arena arena) {
        return length <= LENGTH ? own() : arena.allocate(length);
    }
}
