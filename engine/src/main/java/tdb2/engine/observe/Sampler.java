package tdb2.engine.observe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

import tdb2.engine.error.Fault;
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
final class Sampler {

    private final Proc proc;
    private final Path file;
    private final Set<FileIdentity> names;
    private final Set<String> marks;
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
        this.file = file;
        this.mutexes = mutexes;
        names = new Mounts(proc.root()).namesOf(file, identity);
        marks = names.stream().map(name -> ":" + Long.toUnsignedString(name.inode()) + " ").collect(Collectors.toSet());
        people = new People(proc);
        descriptors = new Descriptors(proc, names);
        waiters = new Waiters(proc, descriptors);
    }

    /**
     * Who has locks now and who waits, in the order of the kernel, mutexes last.
     *
     * @throws StorageException when the system cannot be asked
     */
    LockSight look() {
        people.next();
        List<ProcLock> lines = read();
        List<OptionalInt> holders = new Holders(descriptors).of(lines);
        List<Integer> pids = lines.stream().map(ProcLock::pid).filter(pid -> pid > 0).distinct().toList();
        List<Waiters.Who> waiting = waiters.of(lines.stream().filter(ProcLock::waiting).toList(), pids);
        List<ObservedLock> seen = new ArrayList<>();
        int next = 0;
        for (int i = 0; i < lines.size(); i++) {
            ProcLock line = lines.get(i);
            Waiters.Who who = line.waiting()
                    ? waiting.get(next++)
                    : new Waiters.Who(holders.get(i),
                            OptionalInt.empty());
            Optional<Party> party = who.pid().isPresent()
                    ? Optional.of(people.party(who.pid().getAsInt()).withThread(who.thread()))
                    : Optional.empty();
            seen.add(new ObservedLock(kind(line), line.write() ? Mode.WRITE : Mode.READ, party,
                    new ByteRange(line.start(), line.length()), line.waiting() ? State.WAITING : State.HELD));
        }
        mutexes.ifPresent(area -> addMutexes(area, pids, seen));
        return new LockSight(seen, descriptors.denied());
    }

    private List<ProcLock> read() {
        try {
            String text = new String(Files.readAllBytes(proc.root().resolve("locks")), StandardCharsets.ISO_8859_1);
            return ProcLock.parse(text.lines().filter(line -> marks.stream().anyMatch(line::contains)).toList())
                    .stream().filter(lock -> names.contains(lock.file())).toList();
        } catch (IOException e) {
            throw new StorageException(new Fault(file.toString(), Fault.NOWHERE, "a list of locks in " + proc.root(),
                    String.valueOf(e.getMessage()), "mount the proc file system"), e);
        }
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
}
