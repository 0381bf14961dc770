package tdb2.engine.observe;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;

import tdb2.engine.dialect.Dialects;
import tdb2.engine.error.TdbException;
import tdb2.engine.format.Dialect;
import tdb2.engine.observe.OpenDatabase.How;
import tdb2.engine.observe.OpenDatabase.User;
import tdb2.engine.posix.FileFacts;
import tdb2.engine.posix.FileIdentity;
import tdb2.engine.posix.OpenFile;
import tdb2.engine.posix.ProcLock;
import tdb2.engine.storage.HeapStorage;

/** What was seen of the files of processes, one process after the other. Used by one thread. */
final class Sightings {

    private static final String DELETED = " (deleted)";
    /** Places where no database is: devices, the kernel's own file systems, memory without a file. */
    private static final List<String> ELSEWHERE = List.of("/dev/", "/proc/", "/sys/", "/memfd:", "/SYSV");
    private static final int SMALLEST = 40;
    private static final long KERNEL_THREAD = 0x0020_0000;

    private final Path proc;
    private final Set<Long> leased;
    private final Map<FileIdentity, Optional<Dialect>> known = new HashMap<>();
    private final Map<FileIdentity, Seen> seen = new HashMap<>();
    private int closedFiles;

    /** One database. */
    private static final class Seen {
        private final FileFacts facts;
        private final Dialect dialect;
        private final String name;
        private final Map<Integer, EnumSet<How>> users = new TreeMap<>();

        Seen(FileFacts facts, Dialect dialect, String name) {
            this.facts = facts;
            this.dialect = dialect;
            this.name = name;
        }
    }

    Sightings(Path proc) {
        this.proc = proc;
        this.leased = leased();
    }

    private Set<Long> leased() {
        try {
            return ProcLock.read(proc.resolve("locks")).stream()
                    .filter(lock -> lock.kind().equals("LEASE") || lock.kind().equals("DELEG"))
                    .map(lock -> lock.file().inode()).collect(Collectors.toSet());
        } catch (IOException e) {
            return Set.of();
        }
    }

    int closedFiles() {
        return closedFiles;
    }

    /** Looks through the files of a process; false when it does not let us. One that has ended has none. */
    boolean look(Path process) {
        int pid = Integer.parseInt(process.getFileName().toString());
        try (DirectoryStream<Path> descriptors = Files.newDirectoryStream(process.resolve("fd"))) {
            for (Path descriptor : descriptors) {
                descriptor(pid, descriptor);
            }
        } catch (AccessDeniedException e) {
            return isKernelThread(process);
        } catch (IOException | DirectoryIteratorException e) {
            return !Files.exists(process) || !(e.getCause() instanceof AccessDeniedException);
        }
        mappings(pid, process);
        return true;
    }

    private void descriptor(int pid, Path descriptor) {
        target(descriptor).flatMap(name -> database(descriptor, name))
                .ifPresent(file -> file.users.computeIfAbsent(pid, _ -> EnumSet.noneOf(How.class))
                        .add(writes(descriptor) ? How.WRITE : How.READ));
    }

    private static Optional<String> target(Path link) {
        try {
            String name = Files.readSymbolicLink(link).toString();
            boolean file = name.startsWith("/") && ELSEWHERE.stream().noneMatch(name::startsWith);
            return file ? Optional.of(name) : Optional.empty();
        } catch (IOException | UnsupportedOperationException e) {
            return Optional.empty(); // closed meanwhile
        }
    }

    /** The database behind a path of the proc file system, if it is one. */
    private Optional<Seen> database(Path link, String name) {
        try {
            Optional<FileFacts> facts = OpenFile.look(link)
                    .filter(found -> found.isRegular() && found.size() >= SMALLEST)
                    .filter(found -> !leased.contains(found.identity().inode()));
            return facts.flatMap(found -> known.computeIfAbsent(found.identity(), _ -> dialect(link))
                    .map(dialect -> seen.computeIfAbsent(found.identity(), _ -> new Seen(found, dialect, name))));
        } catch (TdbException e) {
            return Optional.empty(); // closed meanwhile, or a file system that does not answer
        }
    }

    private Optional<Dialect> dialect(Path link) {
        byte[] start = new byte[Dialects.TELLING];
        try (OpenFile file = OpenFile.open(link)) {
            int length = file.read(0, start);
            return Dialects.tell(new HeapStorage(link.toString(), Arrays.copyOf(start, length)));
        } catch (TdbException e) {
            closedFiles++;
            return Optional.empty();
        }
    }

    /** The access mode of a descriptor: the two lowest bits of its flags, which are octal. */
    private static boolean writes(Path descriptor) {
        Path info = descriptor.getParent().resolveSibling("fdinfo").resolve(descriptor.getFileName().toString());
        return lines(info).stream().filter(line -> line.startsWith("flags:"))
                .anyMatch(line -> (line.charAt(line.length() - 1) - '0' & 3) != 0);
    }

    /** Adds files that are mapped and shared with others, whether their descriptors are still open or not. */
    private void mappings(int pid, Path process) {
        for (String line : lines(process.resolve("maps"))) {
            String[] words = line.split(" +", 6);
            if (words.length == 6 && words[1].endsWith("s") && words[5].startsWith("/")
                    && ELSEWHERE.stream().noneMatch(words[5]::startsWith)) {
                mapped(process, words[5], words[4])
                        .ifPresent(file -> file.users.computeIfAbsent(pid, _ -> EnumSet.noneOf(How.class))
                                .add(How.MAPPED));
            }
        }
    }

    /** The list of mappings has the device as the file system's super block has it, which may be another than stat's. */
    private Optional<Seen> mapped(Path process, String name, String inode) {
        Optional<Seen> open = seen.values().stream().filter(file -> file.name.equals(name)
                && Long.toUnsignedString(file.facts.identity().inode()).equals(inode)).findFirst();
        Path place = process.resolve("root").resolve(name.substring(1));
        return open.or(() -> isInode(place, inode) ? database(place, name) : Optional.empty());
    }

    private static boolean isInode(Path place, String inode) {
        try {
            return OpenFile.look(place).filter(facts -> Long.toUnsignedString(facts.identity().inode()).equals(inode))
                    .isPresent();
        } catch (TdbException e) {
            return false;
        }
    }

    private static boolean isKernelThread(Path process) {
        return lines(process.resolve("stat")).stream().findFirst().map(line -> {
            String[] words = line.substring(line.lastIndexOf(')') + 1).strip().split(" ");
            return words.length > 6 && (Long.parseLong(words[6]) & KERNEL_THREAD) != 0;
        }).orElse(true);
    }

    private static List<String> lines(Path file) {
        try {
            return new String(Files.readAllBytes(file), StandardCharsets.UTF_8).lines().toList();
        } catch (IOException e) {
            return List.of(); // ended meanwhile, or not for us
        }
    }

    List<OpenDatabase> databases() {
        return seen.values().stream().map(this::database).sorted(Comparator.comparing(OpenDatabase::path)).toList();
    }

    private OpenDatabase database(Seen file) {
        boolean deleted = file.name.endsWith(DELETED);
        String path = deleted ? file.name.substring(0, file.name.length() - DELETED.length()) : file.name;
        List<User> users = file.users.entrySet().stream()
                .map(user -> new User(user.getKey(), command(user.getKey()), owner(user.getKey()), user.getValue()))
                .toList();
        return new OpenDatabase(Path.of(path), file.facts.identity(), file.dialect, file.facts.size(), deleted, users);
    }

    private String command(int pid) {
        return lines(proc.resolve(pid + "/comm")).stream().findFirst().orElse("").strip();
    }

    private String owner(int pid) {
        try {
            return Files.getOwner(proc.resolve(String.valueOf(pid))).getName();
        } catch (IOException | UnsupportedOperationException e) {
            return "";
        }
    }
}
