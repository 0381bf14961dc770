package tdb2.engine.observe;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.Set;

import tdb2.engine.posix.FileIdentity;
import tdb2.engine.posix.ProcLock;

/**
 * The processes that hold open file description locks on a file. The list of locks names none, but each process lists
 * the locks of its own descriptors. Only processes we may look into are found, which are our own user's unless we are
 * root; a lock that is only waited for is listed by no descriptor. Used by one thread, once.
 */
final class Holders {

    private record Holder(ProcLock lock, int pid) {}

    private final Path proc;
    private final Set<FileIdentity> names;
    private List<Holder> holders;

    /**
     * @param proc where the proc file system is
     * @param names the file
     */
    Holders(Path proc, Set<FileIdentity> names) {
        this.proc = proc;
        this.names = names;
    }

    /** The next process that holds such a lock: of several with the same range each is answered once. */
    OptionalInt next(ProcLock lock) {
        if (lock.waiting()) {
            return OptionalInt.empty();
        }
        if (holders == null) {
            holders = find(); // looking into every process is slow, and mostly nobody has such locks
        }
        for (Holder holder : holders) {
            if (holder.lock.equals(lock)) {
                holders.remove(holder);
                return OptionalInt.of(holder.pid);
            }
        }
        return OptionalInt.empty();
    }

    private List<Holder> find() {
        List<Holder> found = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                addLocksOf(process, found);
            }
        } catch (IOException | DirectoryIteratorException e) {
            // then the locks stay without a process
        }
        return found;
    }

    private void addLocksOf(Path process, List<Holder> found) {
        int pid = Integer.parseInt(process.getFileName().toString());
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fdinfo"))) {
            for (Path descriptor : descriptors) {
                for (ProcLock lock : ProcLock.read(descriptor)) {
                    if (names.contains(lock.file())) {
                        found.add(new Holder(lock, pid));
                    }
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            // not ours to look into, or it has just ended
        }
    }
}
