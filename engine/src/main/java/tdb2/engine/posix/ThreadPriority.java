package tdb2.engine.posix;

import java.lang.foreign.MemorySegment;

/**
 * How much of a busy processor a thread gets. Linux does not listen to {@link Thread#setPriority} of an ordinary user, but
 * each of its threads has a nice value, which may be raised and never lowered again.
 */
public final class ThreadPriority {

    private static final int OF_ONE_THREAD = 0;
    private static final int THIS_THREAD = 0;

    private ThreadPriority() {}

    /**
     * Lets the calling thread step back for the rest of its life where others want the processor; does nothing where the
     * C library is not called. Not for virtual threads: it is their carrier that would step back.
     *
     * @param nice 0 for an equal among others, 19 for one that takes what nobody else wants
     */
    public static void stepBack(int nice) {
        if (Posix.available() && !Thread.currentThread().isVirtual()) {
            MemorySegment function = SystemCall.find("setpriority");
            if (function.address() != 0) {
                Kernel.invoke(function, OF_ONE_THREAD, THIS_THREAD, nice); // who may not, works as before
            }
        }
    }
}
