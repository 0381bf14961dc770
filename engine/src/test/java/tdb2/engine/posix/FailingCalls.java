package tdb2.engine.posix;

import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Puts itself in the kernel's place until it is closed, and makes one kind of call fail: the N-th one, or all from the
 * N-th on. Counts what must be given back.
 */
public final class FailingCalls implements SystemCalls, AutoCloseable {

    /** How a call fails. */
    public enum Way {
        EIO, ENOSPC, EINTR, ENOMEM, EOPNOTSUPP, EEXIST, EPERM, EACCES, EDQUOT,
        /** Reads or writes only a part. */
        SHORT,
        /** Reads or writes nothing, and no error. */
        NOTHING
    }

    private final SystemCalls kernel;
    private final SystemCall function;
    private final int from;
    private final boolean forEver;
    private final Way way;
    private final Map<Long, Long> mappings = new HashMap<>();
    private final Set<Long> descriptors = new TreeSet<>();
    private int count;
    private int failed;

    /**
     * @param function name of the call that fails, as in the manual
     * @param from which one fails first, from 1
     * @param forEver whether all later ones fail too
     */
    public FailingCalls(String function, int from, boolean forEver, Way way) {
        this.function = SystemCall.valueOf(function.toUpperCase(java.util.Locale.ROOT));
        this.from = from;
        this.forEver = forEver;
        this.way = way;
        this.kernel = CLibrary.replace(this);
    }

    /** One that lets everything through and counts. */
    public static FailingCalls none() {
        return new FailingCalls("open", Integer.MAX_VALUE, false, Way.EIO);
    }

    /** How many calls were made to fail. */
    public synchronized int failed() {
        return failed;
    }

    /** Descriptors opened and not closed, and mappings made and not undone, since it was put in place. */
    public synchronized int leaked() {
        return descriptors.size() + mappings.size();
    }

    @Override
    public synchronized long call(SystemCall called, long a, long b, long c, long d, long e, long f) {
        if (called == function && ++count >= from && (forEver || count == from)) {
            failed++;
            return switch (way) {
                case SHORT -> kernel.call(called, a, b, Math.max(1, c / 2), d, e, f);
                case NOTHING -> 0;
                default -> -Errno.valueOf(way.name()).number();
            };
        }
        long result = kernel.call(called, a, b, c, d, e, f);
        switch (called) {
            case OPEN -> {
                if (result >= 0) {
                    descriptors.add(result);
                }
            }
            case CLOSE -> descriptors.remove(a);
            case MMAP -> {
                if (result > 0) {
                    mappings.put(result, b);
                }
            }
            case MUNMAP -> mappings.remove(a, b);
            default -> {
                // nothing to give back
            }
        }
        return result;
    }

    @Override
    public void close() {
        CLibrary.replace(kernel);
    }
}
