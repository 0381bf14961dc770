package tdb2.engine.observe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

import tdb2.engine.error.Fault;
import tdb2.engine.error.StorageException;
import tdb2.engine.lock.ByteRange;
import tdb2.engine.lock.LockBackend.Mode;
import tdb2.engine.observe.ObservedLock.Kind;
import tdb2.engine.posix.FileFacts;
import tdb2.engine.posix.FileIdentity;
import tdb2.engine.posix.OpenFile;
import tdb2.engine.posix.Posix;
import tdb2.engine.posix.ProcLock;

/**
 * Looks up in the proc file system who has locks on a file. The file itself is neither opened nor locked, so looking
 * disturbs nobody. Locks taken on other machines of a network file system are not seen. Safe for several threads.
 */
public final class LockObserver {

    private final Path proc;

    /** Looks at the system we run on. */
    public LockObserver() {
        this(Path.of("/proc"));
    }

    /** Looks at another proc file system, or the recorded text of one. */
    public LockObserver(Path proc) {
        this.proc = proc;
    }

    /** Whether this system can be asked. */
    public boolean isAvailable() {
        return Posix.available() && Files.isReadable(proc.resolve("locks"));
    }

    /**
     * The locks on a file now, in the order of the kernel: a waiting lock after the one it waits for.
     *
     * @throws StorageException when there is no such file, or the system cannot be asked
     */
    public List<ObservedLock> locksOn(Path file) {
        FileFacts facts = OpenFile.look(file).orElseThrow(() -> new StorageException(new Fault(file.toString(),
                Fault.NOWHERE, "a file", "none of that name", "check the name and the directory")));
        return locksOn(file, facts.identity());
    }

    /** The locks on a file whose identity is known, whatever its path leads to now; otherwise as the other. */
    public List<ObservedLock> locksOn(Path file, FileIdentity identity) {
        Set<FileIdentity> names = new Mounts(proc).namesOf(file, identity);
        List<ProcLock> locks = read(file).stream().filter(lock -> names.contains(lock.file())).toList();
        Holders holders = new Holders(proc, names);
        List<ObservedLock> observed = new ArrayList<>();
        for (ProcLock lock : locks) {
            OptionalInt pid = lock.pid() > 0 ? OptionalInt.of(lock.pid()) : holders.next(lock);
            observed.add(new ObservedLock(kind(lock), lock.write() ? Mode.WRITE : Mode.READ, pid, command(pid),
                    new ByteRange(lock.start(), lock.length()), lock.waiting()));
        }
        return List.copyOf(observed);
    }

    private List<ProcLock> read(Path file) {
        try {
            return ProcLock.read(proc.resolve("locks"));
        } catch (IOException e) {
            throw new StorageException(new Fault(file.toString(), Fault.NOWHERE, "a list of locks in " + proc,
                    String.valueOf(e.getMessage()), "mount the proc file system"), e);
        }
    }

    private static Kind kind(ProcLock lock) {
        return switch (lock.kind()) {
            case "OFDLCK" -> Kind.OFD;
            case "FLOCK" -> Kind.FLOCK;
            case "LEASE", "DELEG" -> Kind.LEASE;
            default -> Kind.POSIX;
        };
    }

    private String command(OptionalInt pid) {
        if (pid.isEmpty()) {
            return "";
        }
        try {
            return Files.readString(proc.resolve(pid.getAsInt() + "/comm"), StandardCharsets.ISO_8859_1).strip();
        } catch (IOException e) {
            return ""; // it has ended
        }
    }
}
