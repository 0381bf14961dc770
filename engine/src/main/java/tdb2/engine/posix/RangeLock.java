package tdb2.engine.posix;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The kernel's {@code struct flock}, filled for one call of fcntl(2) on an open file description lock. */
final class RangeLock {

    static final short READ = 0;
    static final short WRITE = 1;
    static final short NONE = 2;

    static final long BYTES = 32;
    static final long TYPE = 0;
    static final long WHENCE = 2;
    static final long START = 8;
    static final long LENGTH = 16;
    static final long PID = 24;

    /** One for each thread: taking a lock is a matter of a microsecond, half of which would be getting memory. */
    private static final ThreadLocal<MemorySegment> OWN = ThreadLocal
            .withInitial(() -> Arena.ofAuto().allocate(BYTES, Long.BYTES));

    private RangeLock() {}

    /** Sets or drops ({@link #NONE}) a lock without waiting; 0 or the negated errno. */
    static int set(int descriptor, short type, long start, long length) {
        return CLibrary.fcntl(descriptor, CLibrary.F_OFD_SETLK, lock(type, start, length));
    }

    /** Sets a lock as soon as nobody is in its way; 0 or the negated errno, {@code EINTR} when the call was ended. */
    static int await(int descriptor, short type, long start, long length, BlockedCall call) {
        return CLibrary.fcntl(descriptor, CLibrary.F_OFD_SETLKW, lock(type, start, length), call);
    }

    /**
     * What would keep a lock from being granted.
     *
     * @param result 0 or the negated errno
     * @param free whether nothing would
     * @param pid the process that holds the first conflicting lock, -1 when that is an open file description lock
     */
    record Conflict(int result, boolean free, int pid) {}

    static Conflict ask(int descriptor, short type, long start, long length) {
        MemorySegment lock = lock(type, start, length);
        int result = CLibrary.fcntl(descriptor, CLibrary.F_OFD_GETLK, lock);
        return new Conflict(result, lock.get(ValueLayout.JAVA_SHORT, TYPE) == NONE,
                lock.get(ValueLayout.JAVA_INT, PID));
    }

    /** Offsets count from the start of the file (whence 0); the pid must be 0 in these calls. */
    private static MemorySegment lock(short type, long start, long length) {
        MemorySegment lock = OWN.get();
        lock.set(ValueLayout.JAVA_SHORT, TYPE, type);
        lock.set(ValueLayout.JAVA_SHORT, WHENCE, (short) 0);
        lock.set(ValueLayout.JAVA_LONG, START, start);
        lock.set(ValueLayout.JAVA_LONG, LENGTH, length);
        lock.set(ValueLayout.JAVA_INT, PID, 0);
        return lock;
    }
}
