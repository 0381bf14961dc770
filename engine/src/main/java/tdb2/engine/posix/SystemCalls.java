package tdb2.engine.posix;

/**
 * The one seam to the kernel: every call goes through it, so that a test can make each of them fail. Safe for several
 * threads.
 */
@FunctionalInterface
interface SystemCalls {

    /**
     * Makes a call.
     *
     * @return its result, or the negated errno, {@code EINTR} included
     */
    long call(SystemCall function, long a, long b, long c, long d, long e, long f);
}
