package tdb2.engine.observe;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

import tdb2.engine.observe.Blocked.RangeWait;
import tdb2.engine.posix.ProcLock;

/**
 * The threads that wait for locks. The list of locks names the process that waits for a traditional lock, and nobody for
 * an open file description lock; which thread it is, its own call into the kernel tells, to those who have the right to
 * trace it. Used by one thread at a time.
 */
final class Waiters {

    private final Descriptors descriptors;
    private final Blocked blocked;
    private final Seldom everyThread = new Seldom(50);

    Waiters(Proc proc, Descriptors descriptors) {
        this.descriptors = descriptors;
        this.blocked = new Blocked(proc);
    }

    /** Who waits; without a number what could not be found out. */
    record Who(OptionalInt pid, OptionalInt thread) {

        static final Who UNKNOWN = new Who(OptionalInt.empty(), OptionalInt.empty());
    }

    /**
     * Who waits for each of these locks.
     *
     * @param lines all that wait
     * @param named processes that the list of locks names
     * @param search whether to look at threads and processes that did not wait before
     */
    List<Who> of(List<ProcLock> lines, List<Integer> named, boolean search) {
        if (lines.isEmpty()) {
            return List.of();
        }
        Set<Integer> pids = candidates(named);
        blocked.keep(pids);
        List<Who> found = match(lines, waits(pids, false));
        if (search && lacks(found)) {
            List<RangeWait> all = new ArrayList<>();
            if (everyThread.run(() -> all.addAll(waits(pids, true)))) {
                found = match(lines, all);
            }
        }
        if (search && found.stream().anyMatch(who -> who.pid().isEmpty()) && descriptors.search()) {
            found = match(lines, waits(candidates(named), true));
        }
        return found;
    }

    private Set<Integer> candidates(List<Integer> named) {
        Set<Integer> pids = new LinkedHashSet<>(named);
        pids.addAll(descriptors.known().keySet());
        return pids;
    }

    private static boolean lacks(List<Who> found) {
        return found.stream().anyMatch(who -> who.thread().isEmpty());
    }

    private List<RangeWait> waits(Collection<Integer> pids, boolean everyThread) {
        List<RangeWait> waits = new ArrayList<>();
        pids.forEach(pid -> waits.addAll(blocked.forRanges(pid, everyThread)));
        return waits;
    }

    private List<Who> match(List<ProcLock> lines, List<RangeWait> waits) {
        List<RangeWait> left = new ArrayList<>(waits);
        List<Who> found = new ArrayList<>();
        for (ProcLock line : lines) {
            Optional<RangeWait> own = left.stream().filter(wait -> isOf(wait, line)).findFirst();
            own.ifPresent(left::remove);
            found.add(own.map(wait -> new Who(OptionalInt.of(wait.pid()), OptionalInt.of(wait.thread())))
                    .orElseGet(() -> line.pid() > 0
                            ? new Who(OptionalInt.of(line.pid()), OptionalInt.empty())
                            : Who.UNKNOWN));
        }
        onlyOneLeft(lines, left, found);
        return found;
    }

    private boolean isOf(RangeWait wait, ProcLock line) {
        boolean ofd = line.kind().equals("OFDLCK");
        return wait.ofd() == ofd && (ofd ? isOpen(wait) : wait.pid() == line.pid())
                && wait.wanted().filter(wanted -> wanted.write() == line.write()
                        && wanted.range().start() == line.start() && wanted.range().length() == line.length())
                        .isPresent();
    }

    private boolean isOpen(RangeWait wait) {
        return descriptors.known().getOrDefault(wait.pid(), Set.of()).contains(wait.descriptor());
    }

    /** Where we may not read what is wanted, one thread that waits and one lock without a thread still are a pair. */
    private void onlyOneLeft(List<ProcLock> lines, List<RangeWait> left, List<Who> found) {
        List<RangeWait> secret = left.stream().filter(wait -> wait.ofd() && wait.wanted().isEmpty() && isOpen(wait))
                .toList();
        List<Integer> unknown = new ArrayList<>();
        for (int i = 0; i < lines.size(); i++) {
            if (found.get(i).pid().isEmpty()) {
                unknown.add(i);
            }
        }
        if (secret.size() == 1 && unknown.size() == 1) {
            found.set(unknown.getFirst(), new Who(OptionalInt.of(secret.getFirst().pid()),
                    OptionalInt.of(secret.getFirst().thread())));
        }
    }

    /** Threads of these processes that wait at an address. */
    List<Blocked.AddressWait> atAddresses(Collection<Integer> pids) {
        List<Blocked.AddressWait> waits = new ArrayList<>();
        new HashSet<>(pids).forEach(pid -> waits.addAll(blocked.atAddresses(pid)));
        return waits;
    }

    /** Where in the file with that inode an address lies. */
    Optional<Long> offset(Blocked.AddressWait wait, long inode) {
        var at = blocked.offset(wait.pid(), wait.address(), inode);
        return at.isPresent() ? Optional.of(at.getAsLong()) : Optional.empty();
    }
}
