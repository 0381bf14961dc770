package tdb2.engine.search;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import tdb2.engine.OpenOptions;
import tdb2.engine.dialect.Dialects;
import tdb2.engine.error.Fault;
import tdb2.engine.error.TdbException;
import tdb2.engine.event.Progress;
import tdb2.engine.storage.FileOptions;
import tdb2.engine.storage.FileStorage;
import tdb2.engine.storage.Storage;

/**
 * The database files of a scope, one after the other: the files that were named, whatever is in them, and below folders
 * those that begin as a database does. Symbolic links are followed; each file and each folder comes once, whatever leads
 * to it, so that no loop of links has no end. Not safe for several threads.
 */
public final class DatabaseFiles {

    private static final Set<String> KERNEL = Set.of("proc", "sysfs", "debugfs", "tracefs", "securityfs", "configfs");
    private static final long SHORTEST = 9;

    /** A file or folder still to be looked at. */
    private record Pending(Path path, int depth, Object device, boolean named) {}

    private final Scope scope;
    private final FileOptions sniffing;
    private final Consumer<Fault> faults;
    private final Deque<Pending> pending = new ArrayDeque<>();
    private final Set<Object> seen = new HashSet<>();

    /**
     * @param faults told of folders and files that cannot be looked at
     */
    public DatabaseFiles(Scope scope, OpenOptions options, Consumer<Fault> faults) {
        this.scope = scope;
        this.sniffing = new FileOptions(false, options.accessGuard());
        this.faults = faults;
        scope.roots().forEach(root -> pending.addLast(new Pending(root, 0, "", true)));
    }

    /**
     * The next file; empty when there is none any more.
     *
     * @throws tdb2.engine.error.CancelledException when the progress says so
     */
    public Optional<Path> next(Progress progress) {
        while (!pending.isEmpty()) {
            progress.check(pending.getFirst().path().toString(), 0, 0);
            Optional<Path> found = look(pending.removeFirst());
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private Optional<Path> look(Pending at) {
        BasicFileAttributes facts;
        try {
            facts = Files.readAttributes(at.path(), BasicFileAttributes.class);
            if (!seen.add(facts.fileKey() == null ? at.path().toRealPath() : facts.fileKey())) {
                return Optional.empty();
            }
        } catch (IOException _) {
            // whoever opens a file that was named tells why it cannot be; a link that leads nowhere is nothing
            return at.named() ? Optional.of(at.path()) : Optional.empty();
        }
        if (facts.isDirectory()) {
            enter(at);
            return Optional.empty();
        }
        return at.named() || (facts.isRegularFile() && facts.size() >= SHORTEST && begins(at.path()))
                ? Optional.of(at.path())
                : Optional.empty();
    }

    private void enter(Pending at) {
        try {
            Object device = device(at.path());
            boolean elsewhere = !at.named() && !device.equals(at.device());
            if (elsewhere && (!scope.otherFileSystems() || KERNEL.contains(Files.getFileStore(at.path()).type()))) {
                return;
            }
            List<Path> inside = new ArrayList<>();
            try (DirectoryStream<Path> entries = Files.newDirectoryStream(at.path())) {
                entries.forEach(inside::add);
            }
            inside.sort(null);
            for (Path path : inside.reversed()) {
                if (at.depth() < scope.depth() || !Files.isDirectory(path)) {
                    pending.addFirst(new Pending(path, at.depth() + 1, device, false));
                }
            }
        } catch (IOException | DirectoryIteratorException e) {
            faults.accept(new Fault(at.path().toString(), Fault.NOWHERE, "a folder that can be listed", e.toString(),
                    "ask for permission to read it, or name its files"));
        }
    }

    private static Object device(Path path) throws IOException {
        return path.getFileSystem().supportedFileAttributeViews().contains("unix")
                ? Files.getAttribute(path, "unix:dev")
                : path.getFileSystem();
    }

    private boolean begins(Path path) {
        try (Storage storage = FileStorage.open(path, sniffing)) {
            return Dialects.hasMagic(storage);
        } catch (TdbException refused) {
            faults.accept(refused.fault());
            return false;
        }
    }
}
