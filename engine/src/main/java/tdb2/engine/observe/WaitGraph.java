package tdb2.engine.observe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Who waits for whom, process by process. A process waits while one of its threads does; so a circle is certain never to
 * end only where each process in it has but one thread at work. Immutable, safe for several threads.
 *
 * @param waits all locks that are wanted, each with the locks that are in its way
 * @param blockers of each process that waits the others that keep it waiting; none where another thread of its own does;
 *            {@link #UNKNOWN} stands for all that could not be found
 * @param parties what is known of each process
 */
public record WaitGraph(List<Wait> waits, Map<Integer, Set<Integer>> blockers, Map<Integer, Party> parties) {

    /** Stands for the processes that could not be found. */
    public static final int UNKNOWN = 0;

    /**
     * A lock that is waited for.
     *
     * @param wanted what is wanted
     * @param obstacles what is in its way, held; empty when that has just been given back, or could not be seen. Of very
     *            many the first are told
     */
    public record Wait(ObservedLock wanted, List<ObservedLock> obstacles) {

        public Wait {
            obstacles = List.copyOf(obstacles);
        }
    }

    public WaitGraph {
        waits = List.copyOf(waits);
        blockers = Map.copyOf(blockers);
        parties = Map.copyOf(parties);
    }

    /** What a look shows. */
    public static WaitGraph of(LockSight sight) {
        Obstacles obstacles = new Obstacles(sight.locks());
        List<Wait> waits = new ArrayList<>();
        Map<Integer, Set<Integer>> blockers = new LinkedHashMap<>();
        Map<Integer, Party> parties = new LinkedHashMap<>();
        for (ObservedLock lock : sight.locks()) {
            if (lock.waiting()) {
                Wait wait = new Wait(lock, obstacles.of(lock));
                waits.add(wait);
                Set<Integer> his = blockers.computeIfAbsent(number(lock), _ -> new LinkedHashSet<>());
                wait.obstacles.stream().map(WaitGraph::number).filter(blocker -> blocker != number(lock))
                        .forEach(his::add);
                note(lock, parties);
                wait.obstacles.forEach(obstacle -> note(obstacle, parties));
            }
        }
        return new WaitGraph(waits, blockers, parties);
    }

    private static void note(ObservedLock lock, Map<Integer, Party> parties) {
        lock.party().ifPresent(party -> parties.putIfAbsent(party.pid(), party));
    }

    private static int number(ObservedLock lock) {
        return lock.pid().orElse(UNKNOWN);
    }

    /** The processes that keep others waiting and wait for nobody themselves, those in the way of most first. */
    public List<Integer> roots() {
        Set<Integer> roots = new TreeSet<>();
        waits.forEach(wait -> wait.obstacles.forEach(obstacle -> roots.add(number(obstacle))));
        roots.removeIf(pid -> pid != UNKNOWN && !blockers.getOrDefault(pid, Set.of()).isEmpty());
        return roots.stream().sorted(Comparator.comparingInt((Integer pid) -> -waitersFor(pid).size())).toList();
    }

    /** The processes that wait for a process, directly or in turn. */
    public Set<Integer> waitersFor(int pid) {
        Set<Integer> found = new LinkedHashSet<>();
        List<Integer> next = new ArrayList<>(List.of(pid));
        while (!next.isEmpty()) {
            int blocker = next.removeLast();
            directly(blocker).stream().filter(found::add).forEach(next::add);
        }
        return found;
    }

    /** The other processes that a lock of a process is in the way of. */
    public List<Integer> directly(int pid) {
        return blockers.entrySet().stream().filter(entry -> entry.getValue().contains(pid)).map(Map.Entry::getKey)
                .toList();
    }

    /** Circles: processes each of which waits for the next one, and the last for the first. Each process is in one at most. */
    public List<List<Integer>> cycles() {
        List<List<Integer>> cycles = new ArrayList<>();
        Set<Integer> done = new HashSet<>(Set.of(UNKNOWN));
        for (Integer start : new TreeSet<>(blockers.keySet())) {
            if (!done.contains(start)) {
                walk(start, done, cycles);
            }
        }
        return cycles;
    }

    /** Depth first, without recursion: a chain may be as long as there are processes. */
    private void walk(int start, Set<Integer> done, List<List<Integer>> cycles) {
        List<Integer> path = new ArrayList<>(List.of(start));
        Map<Integer, List<Integer>> left = new LinkedHashMap<>();
        while (!path.isEmpty()) {
            Integer at = path.getLast();
            List<Integer> next = left.computeIfAbsent(at,
                    pid -> new ArrayList<>(blockers.getOrDefault(pid, Set.of())));
            if (next.isEmpty()) {
                done.add(path.removeLast());
                continue;
            }
            Integer blocker = next.removeFirst();
            int seen = path.indexOf(blocker);
            if (seen >= 0 && isNew(path.subList(seen, path.size()), cycles)) {
                cycles.add(List.copyOf(path.subList(seen, path.size())));
            } else if (seen < 0 && !done.contains(blocker)) {
                path.add(blocker);
            }
        }
    }

    private static boolean isNew(Collection<Integer> cycle, List<List<Integer>> cycles) {
        return cycles.stream().noneMatch(other -> other.stream().anyMatch(cycle::contains));
    }

    /** The processes that keep somebody waiting with a lock that somebody wants. */
    public List<Integer> blockersOf(ObservedLock wanted) {
        return waits.stream().filter(wait -> wait.wanted.equals(wanted)).findFirst().stream()
                .flatMap(wait -> wait.obstacles.stream()).flatMapToInt(lock -> lock.pid().stream()).distinct().boxed()
                .toList();
    }
}
