package tdb2.engine.observe;

import java.util.List;
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

    /** The processes whose locks, of those that were seen with it, keep it waiting; none when it does not wait. */
    public List<Integer> blockers(List<ObservedLock> all) {
        return waiting
                ? all.stream().filter(this::isBlockedBy).flatMapToInt(other -> other.pid.stream()).distinct().boxed()
                        .toList()
                : List.of();
    }

    private boolean isBlockedBy(ObservedLock other) {
        boolean sameWorld = kind == other.kind || (ofBytes() && other.ofBytes());
        boolean conflict = mode == Mode.WRITE || other.mode == Mode.WRITE;
        return !other.waiting && sameWorld && conflict && range.overlaps(other.range);
    }

    private boolean ofBytes() {
        return kind == Kind.POSIX || kind == Kind.OFD;
    }

    /** What it means in the file's dialect. */
    public LockMeaning meaning(LockMap map) {
        return ofBytes() ? map.means(range) : new LockMeaning.Foreign(range);
    }
}
