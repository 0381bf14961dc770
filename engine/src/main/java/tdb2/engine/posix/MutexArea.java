package tdb2.engine.posix;

import static java.lang.foreign.ValueLayout.JAVA_INT_UNALIGNED;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static java.lang.foreign.ValueLayout.JAVA_SHORT_UNALIGNED;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import tdb2.engine.error.Fault;
import tdb2.engine.error.StorageException;

/**
 * The start of a file in which robust mutexes stand that several processes share, as glibc on x86-64 lays them out. A mutex
 * belongs to the kernel's thread that took it: that one alone may give it back, and when it ends the kernel marks the mutex
 * as left by the dead. Virtual threads must not call this: they change the thread they run on.
 *
 * <p>
 * glibc links the mutexes that a thread holds to a list in the mapping, so the mapping stays until the last of them is
 * given back, also after {@link #close()}. Safe for several threads.
 */
public final class MutexArea implements AutoCloseable {

    /** Bytes of one mutex. */
    public static final int MUTEX = 40;

    private static final int KIND = 16;
    /** What the word at {@link #KIND} is of a mutex that is robust, shared by processes, and checks for mistakes. */
    private static final int ROBUST_SHARED_CHECKED = 2 | 16 | 128;
    private static final int OWNER_DIED = 130;
    private static final int TIMED_OUT = 110;
    private static final int DEADLOCK = 35;
    private static final int REAL_TIME_WORDS = 2;

    private static final MemorySegment TRY = SystemCall.find("pthread_mutex_trylock");
    private static final MemorySegment LOCK = SystemCall.find("pthread_mutex_timedlock");
    private static final MemorySegment UNLOCK = SystemCall.find("pthread_mutex_unlock");
    private static final MemorySegment CONSISTENT = SystemCall.find("pthread_mutex_consistent");
    private static final MemorySegment GLIBC = SystemCall.find("gnu_get_libc_version");

    private final String file;
    private final Arena arena;
    private final MemorySegment bytes;
    /** One for being open, one for each call inside, one for each mutex held. At zero the mapping goes. */
    private final AtomicInteger uses = new AtomicInteger(1);
    private volatile boolean closed;

    /** What became of the attempt to take a mutex. */
    public enum Answer {
        /** It is the calling thread's. */
        TAKEN,
        /** It is the calling thread's, and the one before it ended while it held it. To be made {@link #consistent}. */
        LEFT_BY_THE_DEAD,
        /** Another thread has it. */
        BUSY,
        /** The calling thread has it already. */
        OWN
    }

    private MutexArea(String file, Arena arena, MemorySegment bytes) {
        this.file = file;
        this.arena = arena;
        this.bytes = bytes;
    }

    /** Whether mutexes are laid out here as this class knows them. */
    public static boolean isKnownLayout() {
        return Posix.available() && System.getProperty("os.arch").equals("amd64") && GLIBC.address() != 0
                && TRY.address() != 0
                && LOCK.address() != 0 && UNLOCK.address() != 0 && CONSISTENT.address() != 0;
    }

    /**
     * Maps the start of a file.
     *
     * @param file open for writing, at least so long
     * @param length bytes
     * @throws StorageException when it cannot be mapped
     */
    public static MutexArea map(Lockable file, long length) {
        OpenFile open = switch (file) {
            case OpenFile own -> own;
        };
        Arena arena = Arena.ofShared();
        try {
            return new MutexArea(file.path().toString(), arena, open.map(length, arena)
                    .orElseThrow(() -> new StorageException(new Fault(file.path().toString(), 0,
                            "a mutex area that can be mapped", "a file system that maps no files",
                            "copy the file to a local disk"))));
        } catch (RuntimeException | Error e) {
            arena.close();
            throw e;
        }
    }

    private void enter() {
        if (closed || uses.getAndUpdate(n -> n == 0 ? 0 : n + 1) == 0) {
            throw new StorageException(new Fault(file, Fault.NOWHERE, "an open file", "one that was closed",
                    "open it again"));
        }
    }

    private void leave() {
        if (uses.decrementAndGet() == 0) {
            arena.close();
        }
    }

    /** Takes the mutex at an offset if nobody has it. */
    public Answer tryLock(long offset) {
        return take(offset, 0);
    }

    /**
     * Takes the mutex at an offset, and waits for it.
     *
     * @param nanos how long at most, 1 up to some seconds
     */
    public Answer lock(long offset, long nanos) {
        return take(offset, nanos);
    }

    private Answer take(long offset, long nanos) {
        enter();
        Answer answer = Answer.BUSY;
        try {
            answer = answer(nanos == 0 ? brief(TRY, offset) : call(LOCK, offset, until(nanos)), offset);
            return answer;
        } finally {
            if (answer == Answer.BUSY || answer == Answer.OWN) {
                leave();
            }
        }
    }

    private int brief(MemorySegment function, long offset) {
        return BriefCall.invoke(function, bytes.address() + offset);
    }

    private int call(MemorySegment function, long offset, long argument) {
        return (int) Kernel.invoke(function, bytes.address() + offset, argument, 0);
    }

    /** A moment of the real-time clock, in memory of the calling thread. */
    private static long until(long nanos) {
        long now = System.currentTimeMillis();
        long fraction = TimeUnit.MILLISECONDS.toNanos(now % 1000) + nanos;
        MemorySegment moment = Scratch.own().asSlice(0, REAL_TIME_WORDS * JAVA_LONG.byteSize());
        moment.set(JAVA_LONG, 0, now / 1000 + fraction / 1_000_000_000);
        moment.set(JAVA_LONG, 8, fraction % 1_000_000_000);
        return moment.address();
    }

    private Answer answer(int result, long offset) {
        if (result == DEADLOCK) {
            return Answer.OWN;
        }
        if (result == TIMED_OUT || Errno.EBUSY.is(-result)) {
            return Answer.BUSY;
        }
        if (result == OWNER_DIED) {
            return Answer.LEFT_BY_THE_DEAD;
        }
        require(result, offset, "a mutex that can be taken");
        return Answer.TAKEN;
    }

    private void require(int result, long offset, String expected) {
        if (result != 0) {
            throw Errno.exception(-result, file, offset, expected);
        }
    }

    /** Says that what a mutex guards is in order again; its holder does so, else nobody can ever take it again. */
    public void consistent(long offset) {
        require(call(CONSISTENT, offset, 0), offset, "a mutex that can be made consistent");
    }

    /** Gives the mutex at an offset back, on the thread that took it. */
    public void unlock(long offset) {
        require(brief(UNLOCK, offset), offset, "a mutex of this thread");
        leave();
    }

    /** Takes note that the thread which held a mutex has ended: the kernel has given it back. */
    public void ended() {
        leave();
    }

    /** Makes a new mutex that nobody has. Only for whoever is alone with the file. */
    public void init(long offset) {
        inside(() -> {
            bytes.asSlice(offset, MUTEX).fill((byte) 0);
            bytes.set(JAVA_INT_UNALIGNED, offset + KIND, ROBUST_SHARED_CHECKED);
            return 0;
        });
    }

    /** Whether there is a mutex at an offset of the kind this class knows. */
    public boolean isMutex(long offset) {
        return inside(() -> bytes.get(JAVA_INT_UNALIGNED, offset + KIND)) == ROBUST_SHARED_CHECKED;
    }

    /** The number of the kernel's thread that has the mutex at an offset; 0 when nobody has. */
    public int owner(long offset) {
        return inside(() -> bytes.get(JAVA_INT_UNALIGNED, offset)) & 0x3fff_ffff;
    }

    /** A 16-bit word. */
    public short word(long offset) {
        return (short) inside(() -> bytes.get(JAVA_SHORT_UNALIGNED, offset));
    }

    /** The same for who has a mutex of this area: the mapping stays as long as he has it. */
    public short wordOfHolder(long offset) {
        return bytes.get(JAVA_SHORT_UNALIGNED, offset);
    }

    /** Stores a 16-bit word. */
    public void word(long offset, short value) {
        inside(() -> {
            bytes.set(JAVA_SHORT_UNALIGNED, offset, value);
            return 0;
        });
    }

    /** Looks at the mapping, which stays meanwhile. */
    private int inside(IntSupplier look) {
        enter();
        try {
            return look.getAsInt();
        } finally {
            leave();
        }
    }

    /** Lets nobody in any more. Mutexes that are still held can be given back. Idempotent. */
    @Override
    public void close() {
        boolean already;
        synchronized (this) {
            already = closed;
            closed = true;
        }
        if (!already) {
            leave();
        }
    }
}
