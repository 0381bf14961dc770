package tdb2.engine.observe;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

import tdb2.engine.error.Fault;
import tdb2.engine.error.StorageException;
import tdb2.engine.posix.FileFacts;
import tdb2.engine.posix.FileIdentity;
import tdb2.engine.posix.OpenFile;
import tdb2.engine.posix.Posix;

/**
 * Looks up in the proc file system who has locks of byte ranges on a file. The file itself is neither opened nor locked,
 * so looking disturbs nobody. Locks taken on other machines of a network file system are not seen. For mutexes too, and
 * to look again and again, see {@link LockWatch}. Safe for several threads.
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
        try (Sampler sampler = new Sampler(new Proc(proc), file, identity, Optional.empty())) {
            return sampler.look().locks();
        }
    }
}
