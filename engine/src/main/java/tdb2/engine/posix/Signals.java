package tdb2.engine.posix;

import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;

/**
 * A signal that does nothing but end the system call a thread is blocked in. It is a real-time signal nobody else in the
 * process handles, and its handler is a function of the C library that only looks at its argument.
 */
final class Signals {

    private static final int SIG_UNBLOCK = 1;
    private static final int SIGNAL_SET_WORDS = 16;

    private static final MemorySegment HIGHEST = SystemCall.find("__libc_current_sigrtmax");
    private static final MemorySegment LOWEST = SystemCall.find("__libc_current_sigrtmin");
    private static final MemorySegment SIGNAL = SystemCall.find("signal");
    private static final MemorySegment INTERRUPT = SystemCall.find("siginterrupt");
    private static final MemorySegment MASK = SystemCall.find("pthread_sigmask");
    private static final MemorySegment SELF = SystemCall.find("pthread_self");
    private static final MemorySegment KILL = SystemCall.find("pthread_kill");
    private static final MemorySegment HANDLER = SystemCall.find("abs");

    private Signals() {}

    static boolean isComplete() {
        return HIGHEST.address() != 0 && LOWEST.address() != 0 && SIGNAL.address() != 0 && INTERRUPT.address() != 0
                && MASK.address() != 0 && SELF.address() != 0 && KILL.address() != 0 && HANDLER.address() != 0;
    }

    /** The signal's number, chosen and its handler installed when it is needed for the first time. */
    private static final class Chosen {
        static final int NUMBER = install();

        private static int install() {
            int highest = (int) Kernel.invoke(HIGHEST, 0, 0, 0);
            int lowest = (int) Kernel.invoke(LOWEST, 0, 0, 0);
            for (int number = highest - 3; number > lowest; number--) { // the virtual machine uses the last ones
                long before = Kernel.invoke(SIGNAL, number, HANDLER.address(), 0);
                if (before == 0) {
                    Kernel.invoke(INTERRUPT, number, 1, 0); // calls it hits end with EINTR
                    return number;
                }
                Kernel.invoke(SIGNAL, number, before, 0);
            }
            throw new IllegalStateException("every real-time signal is in use");
        }
    }

    /** The calling thread, ready to be hit; only good while the thread lives. */
    static long thisThread() {
        try (Arena arena = Arena.ofConfined()) {
            MemorySegment set = arena.allocate(JAVA_LONG, SIGNAL_SET_WORDS);
            set.setAtIndex(JAVA_LONG, 0, 1L << (Chosen.NUMBER - 1));
            Kernel.invoke(MASK, SIG_UNBLOCK, set.address(), 0);
        }
        return Kernel.invoke(SELF, 0, 0, 0);
    }

    /** Hits a thread that lives. */
    static void hit(long thread) {
        Kernel.invoke(KILL, thread, Chosen.NUMBER, 0);
    }
}
