package tdb2.engine.observe;

import java.util.Optional;
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
 * @param party who; empty where the kernel names nobody and nobody could be found
 * @param range the bytes; of a mutex those that stand for the same thing where a file is locked without mutexes
 * @param state held, or wanted
 */
public record ObservedLock(Kind kind, Mode mode, Optional<Party> party, ByteRange range, State state) {

    /** How a lock was taken, which decides what it conflicts with. */
    public enum Kind {
        /** Traditional, of a process: fcntl F_SETLK. */
        POSIX,
        /** Of an open file description: fcntl F_OFD_SETLK. Conflicts with POSIX locks. */
        OFD,
        /** A robust mutex in the file itself. Conflicts with nothing but the same mutex. */
        MUTEX,
        /** Of a whole file: flock(2). Conflicts with none of the others. */
        FLOCK,
        /** A lease or delegation, whose holder is told when somebody opens the file. */
        LEASE
    }

    /** What somebody has to do with a lock. */
    public enum State {
        /** Has it. */
        HELD,
        /** Wants it. */
        WAITING,
        /** Had a mutex and has ended: whoever wants it next gets it, and is told. */
        ABANDONED
    }

    /** Whether it is wanted, not held. */
    public boolean waiting() {
        return state == State.WAITING;
    }

    /** The process; empty where it could not be found. */
    public OptionalInt pid() {
        return party.map(who -> OptionalInt.of(who.pid())).orElse(OptionalInt.empty());
    }

    /** The name of the process; empty when it is gone or not known. */
    public String command() {
        return party.map(Party::command).orElse("");
    }

    /** Whether this lock, which waits, cannot be granted while the other is held. */
    public boolean isBlockedBy(ObservedLock other) {
        if (!waiting() || other.state != State.HELD) {
            return false;
        }
        return switch (kind) {
            case MUTEX -> other.kind == Kind.MUTEX && range.equals(other.range);
            case FLOCK, LEASE -> kind == other.kind && conflicts(other);
            case POSIX, OFD -> other.ofBytes() && conflicts(other) && !isOwn(other);
        };
    }

    private boolean conflicts(ObservedLock other) {
        return (mode == Mode.WRITE || other.mode == Mode.WRITE) && range.overlaps(other.range);
    }

    /** Traditional locks of one process never conflict with each other. */
    private boolean isOwn(ObservedLock other) {
        return kind == Kind.POSIX && other.kind == Kind.POSIX && pid().isPresent() && pid().equals(other.pid());
    }

    private boolean ofBytes() {
        return kind == Kind.POSIX || kind == Kind.OFD;
    }

    /** What it means in the file's dialect. */
    public LockMeaning meaning(LockMap map) {
        return ofBytes() || kind == Kind.MUTEX ? map.means(range) : new LockMeaning.Foreign(range);
    }
}
