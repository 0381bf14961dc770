package tdb2.engine.posix;

/**
 * Ends this process at one of its system calls, at once and without any cleaning up, as a kill does. A file that is open
 * without a mapping is stored to by calls alone, so each of its steps can be the last.
 */
public final class DyingCalls implements SystemCalls {

    private static final int KILLED = 137;

    private final SystemCalls kernel;
    private final int last;
    private int count;

    /** @param last which call, from 1, is no longer made */
    public DyingCalls(int last) {
        this.last = last;
        this.kernel = CLibrary.replace(this);
    }

    /** Calls so far. */
    public synchronized int count() {
        return count;
    }

    @Override
    public long call(SystemCall called, long a, long b, long c, long d, long e, long f) {
        synchronized (this) {
            if (++count >= last) {
                Runtime.getRuntime().halt(KILLED);
            }
        }
        return kernel.call(called, a, b, c, d, e, f);
    }
}
