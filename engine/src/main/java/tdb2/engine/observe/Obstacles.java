package tdb2.engine.observe;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import tdb2.engine.observe.ObservedLock.Kind;
import tdb2.engine.observe.ObservedLock.State;

/**
 * The held locks of a look, ordered so that those in the way of a wanted one are found without looking at all: tens of
 * thousands of each are not compared in pairs.
 */
final class Obstacles {

    private static final int MOST = 64;

    private final List<ObservedLock> held;
    /** The furthest end of all locks up to each. */
    private final long[] reach;
    private final List<ObservedLock> mutexes;

    Obstacles(List<ObservedLock> locks) {
        held = new ArrayList<>(locks.stream().filter(lock -> lock.state() == State.HELD && lock.kind() != Kind.MUTEX)
                .sorted(Comparator.comparingLong(lock -> lock.range().start())).toList());
        reach = new long[held.size()];
        long furthest = 0;
        for (int i = 0; i < reach.length; i++) {
            furthest = Math.max(furthest, held.get(i).range().endExclusive());
            reach[i] = furthest;
        }
        mutexes = locks.stream().filter(lock -> lock.state() == State.HELD && lock.kind() == Kind.MUTEX).toList();
    }

    /** Those in the way of a lock that waits, at most {@value #MOST}. */
    List<ObservedLock> of(ObservedLock wanted) {
        if (wanted.kind() == Kind.MUTEX) {
            return mutexes.stream().filter(wanted::isBlockedBy).toList();
        }
        List<ObservedLock> found = new ArrayList<>();
        for (int i = before(wanted.range().endExclusive()) - 1; i >= 0 && found.size() < MOST
                && reach[i] > wanted.range().start(); i--) {
            if (wanted.isBlockedBy(held.get(i))) {
                found.add(held.get(i));
            }
        }
        return found.reversed();
    }

    /** How many begin before an offset. */
    private int before(long end) {
        int low = 0;
        int high = held.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (held.get(middle).range().start() < end) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        return low;
    }
}
