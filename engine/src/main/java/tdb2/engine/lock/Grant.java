package tdb2.engine.lock;

import tdb2.engine.lock.LockBackend.Mode;

/** One lock that a user of a {@link LockTable} wants, or was given and has not given back yet. */
final class Grant {

    private final Object owner;
    private final ByteRange range;
    private final Mode mode;
    private boolean leaving;

    Grant(Object owner, ByteRange range, Mode mode) {
        this.owner = owner;
        this.range = range;
        this.mode = mode;
    }

    Object owner() {
        return owner;
    }

    ByteRange range() {
        return range;
    }

    Mode mode() {
        return mode;
    }

    /** Whether its owner has given it back and it goes with his next call. */
    boolean isLeaving() {
        return leaving;
    }

    void leave(boolean soon) {
        leaving = soon;
    }

    boolean isOf(Object other) {
        return owner.equals(other);
    }

    boolean conflictsWith(Object other, ByteRange wanted, Mode wantedMode) {
        return (mode == Mode.WRITE || wantedMode == Mode.WRITE) && range.overlaps(wanted) && !isOf(other);
    }

    /** Whether it makes a lock of that range and mode superfluous for the functions below. */
    boolean covers(ByteRange other, Mode otherMode) {
        return (mode == Mode.WRITE || otherMode == Mode.READ) && range.contains(other);
    }
}
