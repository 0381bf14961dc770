package tdb2.engine.lock;

import tdb2.engine.lock.LockBackend.Mode;

/** One lock that a user of a {@link LockTable} wants, or was given and has not given back yet. */
final class Grant {

    private final Object owner;
    private final ByteRange range;
    private final Mode mode;
    private final Mode below;
    private boolean leaving;

    Grant(Object owner, ByteRange range, Mode mode) {
        this(owner, range, mode, mode);
    }

    /** @param below how it is locked below: for writing, too, what is for reading here and will be for writing */
    Grant(Object owner, ByteRange range, Mode mode, Mode below) {
        this.owner = owner;
        this.range = range;
        this.mode = mode;
        this.below = below;
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

    Mode below() {
        return below;
    }

    /** Whether it keeps its owner from what could only be had by an upgrade below. */
    boolean needsUpgrade(Grant wanted) {
        return below == Mode.READ && wanted.below == Mode.WRITE && isOf(wanted.owner) && range.overlaps(wanted.range);
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
        return (below == Mode.WRITE || otherMode == Mode.READ) && range.contains(other);
    }
}
