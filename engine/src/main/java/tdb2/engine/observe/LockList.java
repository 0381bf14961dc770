package tdb2.engine.observe;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tdb2.engine.error.Fault;
import tdb2.engine.error.StorageException;
import tdb2.engine.posix.FileIdentity;
import tdb2.engine.posix.ProcLock;

/**
 * The kernel's list of locks, as far as it is about one file. A list longer than a page comes in pieces; what others lock
 * or give back between two pieces, on whatever file, shifts the rest, so that a lock is passed over or told twice. Such a
 * list is read twice when it tells another thing than the last time. Used by one thread at a time.
 */
final class LockList {

    private final Path folder;
    private final Supplier<Optional<Proc.Text>> texts;
    private final Set<FileIdentity> names;
    private final List<String> marks;
    private List<ProcLock> before = List.of();

    /** @param names the file, by all names the kernel has for it */
    LockList(Proc proc, Set<FileIdentity> names) {
        this(proc.root(), () -> proc.again(proc.root().resolve("locks")), names);
    }

    /**
     * @param folder where the list is, for messages
     * @param texts reads the whole list, each time anew; empty when there is none
     */
    LockList(Path folder, Supplier<Optional<Proc.Text>> texts, Set<FileIdentity> names) {
        this.folder = folder;
        this.texts = texts;
        this.names = names;
        this.marks = names.stream().map(name -> ":" + Long.toUnsignedString(name.inode()) + " ").distinct().toList();
    }

    /**
     * The locks on the file now, in the order of the kernel.
     *
     * @param file for messages
     * @throws StorageException when there is no such list
     */
    List<ProcLock> now(String file) {
        Proc.Text text = text(file);
        List<ProcLock> lines = ofFile(text);
        if (text.pieces() > 1 && !lines.equals(before)) {
            lines = whole(lines, ofFile(text(file)));
        }
        before = lines;
        return lines;
    }

    private Proc.Text text(String file) {
        return texts.get().orElseThrow(() -> new StorageException(new Fault(file, Fault.NOWHERE,
                "a list of locks in " + folder, "none that can be read", "mount the proc file system")));
    }

    private List<ProcLock> ofFile(Proc.Text text) {
        return ProcLock.parse(text.text().lines().filter(line -> marks.stream().anyMatch(line::contains)).toList())
                .stream().filter(lock -> names.contains(lock.file())).toList();
    }

    /** What either has is there; how often, the one that has fewer says. A process has a traditional lock but once. */
    private static List<ProcLock> whole(List<ProcLock> first, List<ProcLock> second) {
        Map<ProcLock, Long> ones = counted(first);
        Map<ProcLock, Long> others = counted(second);
        List<ProcLock> all = new ArrayList<>(second);
        first.stream().filter(lock -> !others.containsKey(lock)).forEach(all::add);
        Map<ProcLock, Long> told = new LinkedHashMap<>();
        return all.stream().filter(lock -> {
            long most = lock.kind().equals("POSIX")
                    ? 1
                    : Math.min(ones.getOrDefault(lock, Long.MAX_VALUE), others.getOrDefault(lock, Long.MAX_VALUE));
            return told.merge(lock, 1L, Long::sum) <= most;
        }).toList();
    }

    private static Map<ProcLock, Long> counted(List<ProcLock> locks) {
        return locks.stream().collect(Collectors.groupingBy(lock -> lock, Collectors.counting()));
    }
}
