package tdb2.engine.observe;

import java.util.OptionalInt;

import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.lock.LockMap;
import tdb2.engine.lock.LockMeaning;

/**
 * A lock that some process has on a file, or waits for.
 *
 * @param kind how it was taken
 * @param mode shared or exclusive
 * @param pid the process; empty where the kernel names none and it could not be found
 * @param command the name of the process, empty when it is gone or not known
 * @param range the bytes
 * @param waiting whether it is wanted, not held
 */
public record ObservedLock(Kind kind, Mode mode, OptionalInt pid, String command, ByteRange range, boolean waiting) {

    /** How a lock was taken, which decides what it conflicts with. */
    public enum Kind {
        /** Traditional, of a process: fcntl F_SETLK. */
        POSIX,
        /** Of an open file description: fcntl F_OFD_SETLK. Conflicts with POSIX locks. */
        OFD,
        /** Of a whole file: flock(2). Conflicts with none of the others. */
        FLOCK,
        /** A lease or delegation, whose holder is told when somebody opens the file. */
        LEASE
    }

    /** What it means in the file's dialect. */
    public LockMeaning meaning(LockMap map) {
        return kind == Kind.POSIX || kind == Kind.OFD ? map.means(range) : new LockMeaning.Foreign(range);
    }
}
