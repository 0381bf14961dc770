package tdb2.engine.observe.script;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.observe.ObservedLock.Kind;
import tdb2.engine.observe.ObservedLock.State;

/** What is held and wanted by the rules of fcntl(2), of libtdb and of this engine, thought through without looking. */
final class Model {

    private final List<Claim> claims = new ArrayList<>();

    List<Claim> claims() {
        return claims;
    }

    boolean waits(int pid) {
        return claims.stream().anyMatch(claim -> claim.pid() == pid && claim.state() == State.WAITING);
    }

    boolean hasNothing(int pid) {
        return claims.stream().noneMatch(claim -> claim.pid() == pid && claim.range().start() != Script.ACTIVE);
    }

    /** Whether a process has locks for reading and none for writing. */
    boolean keepsWritersOut(int pid) {
        return !hasNothing(pid)
                && claims.stream().noneMatch(claim -> claim.pid() == pid && claim.mode() == Mode.WRITE);
    }

    boolean has(int pid, ByteRange range) {
        return claims.stream().anyMatch(claim -> claim.pid() == pid && claim.range().overlaps(range));
    }

    /** Takes a lock, or begins to wait for it; whether it was granted. */
    boolean take(int pid, Kind kind, Mode mode, ByteRange range) {
        if (attempt(pid, kind, mode, range)) {
            return true;
        }
        claims.add(new Claim(pid, kind, mode, range, State.WAITING));
        return false;
    }

    /** Takes a lock if nobody is in its way. */
    boolean attempt(int pid, Kind kind, Mode mode, ByteRange range) {
        Claim held = new Claim(pid, kind, mode, range, State.HELD);
        boolean granted = claims.stream().noneMatch(held::conflicts);
        if (granted) {
            claims.add(held);
        }
        return granted;
    }

    /** Takes a range in halves, and halves of halves, down to so few bytes; whether all of it was granted. */
    boolean gradually(int pid, Kind kind, Mode mode, ByteRange range, long least, long unit) {
        if (range.length() <= least) {
            return take(pid, kind, mode, range);
        }
        if (attempt(pid, kind, mode, range)) {
            return true;
        }
        long middle = range.start() + range.length() / unit / 2 * unit;
        return gradually(pid, kind, mode, ByteRange.between(range.start(), middle), least, unit)
                && gradually(pid, kind, mode, ByteRange.between(middle, range.endExclusive()), least, unit);
    }

    /** What must be seen: locks of one owner that touch are one. */
    List<Claim> expected() {
        List<Claim> merged = new ArrayList<>();
        List<Claim> sorted = new ArrayList<>(claims);
        sorted.sort(Comparator.comparing(Claim::pid).thenComparing(Claim::kind).thenComparing(Claim::state)
                .thenComparing(Claim::mode).thenComparing(claim -> claim.range().start()));
        for (Claim claim : sorted) {
            if (!merged.isEmpty() && merged.getLast().touches(claim)) {
                merged.set(merged.size() - 1, merged.getLast().with(claim));
            } else {
                merged.add(claim);
            }
        }
        return merged;
    }

    /** The processes in the way of what a process waits for. */
    Set<Integer> blockers(int pid) {
        Set<Integer> found = new HashSet<>();
        for (Claim wanted : claims) {
            if (wanted.pid() == pid && wanted.state() == State.WAITING) {
                claims.stream().filter(wanted::conflicts).map(Claim::pid).forEach(found::add);
            }
        }
        return found;
    }

    /** Whether some processes wait for each other: the kernel refuses that, or it never ends. */
    boolean hasCircle() {
        return claims.stream().map(Claim::pid).distinct().anyMatch(pid -> reaches(pid, pid, new HashSet<>()));
    }

    private boolean reaches(int from, int to, Set<Integer> seen) {
        return blockers(from).stream()
                .anyMatch(next -> next == to || (seen.add(next) && reaches(next, to, seen)));
    }

    Model copy() {
        Model copy = new Model();
        copy.claims.addAll(claims);
        return copy;
    }
}
