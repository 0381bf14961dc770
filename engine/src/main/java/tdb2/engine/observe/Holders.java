package tdb2.engine.observe;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicInteger;

import tdb2.engine.posix.ProcLock;

/**
 * The processes that hold locks. The list of locks names none for open file description locks, but each process lists
 * the locks of its own descriptors. Only processes we may look into are found, which are our own user's unless we are
 * root.
 *
 * @param descriptors where to look
 */
record Holders(Descriptors descriptors) {

    /**
     * The process of each line; empty where it cannot be found, and of lines that wait. Of several with the same lock each
     * is told once.
     *
     * @param search whether to look for processes that are not known yet
     */
    List<OptionalInt> of(List<ProcLock> lines, boolean search) {
        List<ProcLock> nameless = lines.stream().filter(line -> line.pid() <= 0 && !line.waiting()).toList();
        Claims claims = new Claims(nameless.isEmpty() ? Map.of() : descriptors.locks());
        if (search && claims.lack(nameless) && descriptors.relearn()) {
            claims = new Claims(descriptors.locks());
        }
        if (search && claims.lack(nameless) && descriptors.search()) {
            claims = new Claims(descriptors.locks());
        }
        List<OptionalInt> holders = new ArrayList<>();
        for (ProcLock line : lines) {
            holders.add(line.pid() > 0 ? OptionalInt.of(line.pid())
                    : line.waiting() ? OptionalInt.empty()
                    : claims.take(line));
        }
        return holders;
    }

    /** What processes say they hold. */
    private static final class Claims {

        private final Map<ProcLock, List<Integer>> claims = new HashMap<>();

        Claims(Map<Integer, List<ProcLock>> locks) {
            locks.forEach((pid, all) -> all
                    .forEach(lock -> claims.computeIfAbsent(lock, _ -> new ArrayList<>()).add(pid)));
        }

        boolean lack(List<ProcLock> wanted) {
            Map<ProcLock, AtomicInteger> left = new HashMap<>();
            return wanted.stream().anyMatch(lock -> left
                    .computeIfAbsent(lock, _ -> new AtomicInteger(claims.getOrDefault(lock, List.of()).size()))
                    .decrementAndGet() < 0);
        }

        OptionalInt take(ProcLock lock) {
            List<Integer> pids = claims.getOrDefault(lock, List.of());
            return pids.isEmpty() ? OptionalInt.empty() : OptionalInt.of(pids.removeFirst());
        }
    }
}
