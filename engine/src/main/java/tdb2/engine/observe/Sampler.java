package tdb2.engine.observe;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.IntStream;

import tdb2.engine.error.StorageException;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.observe.ObservedLock.Kind;
import tdb2.engine.observe.ObservedLock.State;
import tdb2.engine.posix.FileIdentity;
import tdb2.engine.posix.ProcLock;

/**
 * Looks at the locks on one file again and again, and remembers between two looks where to look. Takes no lock. Used by
 * one thread at a time.
 */
final class Sampler implements AutoCloseable {

    private final Proc proc;
    private final String file;
    private final Set<FileIdentity> names;
    private final LockList list;
    private final Optional<RobustMutexes> mutexes;
    private final People people;
    private final Descriptors descriptors;
    private final Waiters waiters;

    /**
     * @param file for messages, and to find its mount
     * @param mutexes of the file, where it has such
     */
    Sampler(Proc proc, Path file, FileIdentity identity, Optional<RobustMutexes> mutexes) {
        this.proc = proc;
        this.file = file.toString();
        this.mutexes = mutexes;
        names = new Mounts(proc.root()).namesOf(file, identity);
        list = new LockList(proc, names);
        people = new People(proc);
        descriptors = new Descriptors(proc, names);
        waiters = new Waiters(proc, descriptors);
    }

    /** A line of the list of locks with who has it, or waits for it, as far as that is known. */
    private record Owned(ProcLock line, Waiters.Who who) {

        boolean lacks() {
            return who.pid().isEmpty() || (line.waiting() && who.thread().isEmpty());
        }
    }

    /**
     * Who has locks now and who waits, in the order of the kernel, mutexes last.
     *
     * @throws StorageException when the system cannot be asked
     */
    LockSight look() {
        people.next();
        List<Owned> owned = owned();
        List<ObservedLock> seen = new ArrayList<>();
        for (Owned one : owned) {
            ProcLock line = one.line;
            Waiters.Who who = one.who;
            Optional<Party> party = who.pid().isPresent()
                    ? Optional.of(people.party(who.pid().getAsInt()).withThread(who.thread()))
                    : Optional.empty();
            seen.add(new ObservedLock(kind(line), line.write() ? Mode.WRITE : Mode.READ, party,
                    new ByteRange(line.start(), line.length()), line.waiting() ? State.WAITING : State.HELD));
        }
        mutexes.ifPresent(area -> addMutexes(area, pids(owned.stream().map(Owned::line).toList()), seen));
        return new LockSight(seen, descriptors.denied());
    }

    /**
     * Owners are asked one after the other, and may have given back what the list still told. Only what nobody claims and
     * what is there nevertheless is worth a search; the rest has gone.
     */
    private List<Owned> owned() {
        List<Owned> found = ask(list.now(file), false);
        if (found.stream().noneMatch(Owned::lacks)) {
            return found;
        }
        List<Owned> left = stillThere(found);
        if (left.stream().noneMatch(Owned::lacks)) {
            return left;
        }
        List<Owned> searched = ask(left.stream().map(Owned::line).toList(), true);
        return IntStream.range(0, left.size()).mapToObj(i -> left.get(i).lacks() ? searched.get(i) : left.get(i))
                .toList();
    }

    private List<Owned> stillThere(List<Owned> found) {
        Map<ProcLock, Integer> now = new HashMap<>();
        list.now(file).forEach(line -> now.merge(line, 1, Integer::sum));
        found.stream().filter(one -> !one.lacks()).forEach(one -> now.merge(one.line, -1, Integer::sum));
        return found.stream().filter(one -> !one.lacks() || now.merge(one.line, -1, Integer::sum) >= 0).toList();
    }

    private List<Owned> ask(List<ProcLock> lines, boolean search) {
        List<OptionalInt> holders = new Holders(descriptors).of(lines, search);
        Iterator<Waiters.Who> waiting =
                waiters.of(lines.stream().filter(ProcLock::waiting).toList(), pids(lines), search).iterator();
        return IntStream.range(0, lines.size()).mapToObj(i -> new Owned(lines.get(i), lines.get(i).waiting()
                ? waiting.next()
                : new Waiters.Who(holders.get(i), OptionalInt.empty()))).toList();
    }

    private static List<Integer> pids(List<ProcLock> lines) {
        return lines.stream().map(ProcLock::pid).filter(pid -> pid > 0).distinct().toList();
    }

    private static Kind kind(ProcLock lock) {
        return switch (lock.kind()) {
            case "OFDLCK" -> Kind.OFD;
            case "MUTEX" -> Kind.MUTEX;
            case "FLOCK" -> Kind.FLOCK;
            case "LEASE", "DELEG" -> Kind.LEASE;
            default -> Kind.POSIX;
        };
    }

    /** Every process that uses the mutexes of a file has a lock of a byte too, so these are the ones to look at. */
    private void addMutexes(RobustMutexes area, List<Integer> pids, List<ObservedLock> seen) {
        List<RobustMutexes.Taken> taken = area.taken();
        for (RobustMutexes.Taken mutex : taken) {
            seen.add(new ObservedLock(Kind.MUTEX, mutex.mode(), Optional.of(owner(mutex.thread())), mutex.range(),
                    mutex.died() ? State.ABANDONED : State.HELD));
        }
        if (taken.stream().anyMatch(RobustMutexes.Taken::awaited)) {
            long inode = names.iterator().next().inode();
            for (Blocked.AddressWait wait : waiters.atAddresses(pids)) {
                waiters.offset(wait, inode).flatMap(area::range).ifPresent(range -> seen.add(new ObservedLock(
                        Kind.MUTEX, Mode.WRITE,
                        Optional.of(people.party(wait.pid()).withThread(OptionalInt.of(wait.thread()))), range,
                        State.WAITING)));
            }
        }
    }

    /** A process is found by the number of any of its threads. */
    private Party owner(int thread) {
        return people.party(proc.status(thread, "Tgid:").orElse(thread)).withThread(OptionalInt.of(thread));
    }

    /** Lets go of what it kept open. */
    @Override
    public void close() {
        proc.close();
    }
}
