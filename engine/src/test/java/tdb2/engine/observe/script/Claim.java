package tdb2.engine.observe.script;

import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.observe.ObservedLock;
import tdb2.engine.observe.ObservedLock.Kind;
import tdb2.engine.observe.ObservedLock.State;

/** One lock as it must be seen: who has it or wants it, how, and on which bytes. */
public record Claim(int pid, Kind kind, Mode mode, ByteRange range, State state) {

    static Claim of(ObservedLock lock) {
        return new Claim(lock.pid().orElse(-1), lock.kind(), lock.mode(), lock.range(), lock.state());
    }

    @Override
    public String toString() {
        return "%d %s %s %s %d+%d".formatted(pid, state, kind, mode, range.start(), range.length());
    }

    /** Whether this, wanted, is kept from being granted by the other, held. */
    boolean conflicts(Claim other) {
        if (pid == other.pid || other.state != State.HELD || (kind == Kind.MUTEX) != (other.kind == Kind.MUTEX)) {
            return false;
        }
        return kind == Kind.MUTEX
                ? range.equals(other.range)
                : (mode == Mode.WRITE || other.mode == Mode.WRITE) && range.overlaps(other.range);
    }

    /** Whether the kernel makes one lock of this and the next. */
    boolean touches(Claim next) {
        return kind != Kind.MUTEX && pid == next.pid && kind == next.kind && mode == next.mode && state == State.HELD
                && next.state == State.HELD && range.endExclusive() >= next.range.start()
                && range.endExclusive() != Long.MAX_VALUE;
    }

    Claim with(Claim next) {
        long end = Math.max(range.endExclusive(), next.range.endExclusive());
        return new Claim(pid, kind, mode, ByteRange.between(range.start(), end), state);
    }
}
