package tdb2.engine.observe;

import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

import tdb2.engine.error.Fault;
import tdb2.engine.error.StorageException;
import tdb2.engine.event.Progress;
import tdb2.engine.posix.Posix;

/**
 * Finds the database files that processes of this machine have open, by their content whatever their name. Looks through
 * the proc file system. Only regular files are opened, for one read of their first bytes; none on which anybody has a
 * lease, whose holder would have to answer. Nothing is locked. Safe for several threads.
 */
public final class OpenDatabases {

    private final Path proc;

    /**
     * What was found, and what could not be looked into.
     *
     * @param files by path
     * @param processes how many processes were looked at
     * @param closedProcesses how many of them do not let us see their files, for lack of rights
     * @param closedFiles how many files could not be read, for lack of rights
     */
    public record Found(List<OpenDatabase> files, int processes, int closedProcesses, int closedFiles) {

        public Found {
            files = List.copyOf(files);
        }
    }

    /** Looks at the system we run on. */
    public OpenDatabases() {
        this(Path.of("/proc"));
    }

    /** Looks at another proc file system, or a picture of one. */
    public OpenDatabases(Path proc) {
        this.proc = proc;
    }

    /** Whether this system can be asked. */
    public boolean isAvailable() {
        return Posix.available() && Files.isReadable(proc);
    }

    /**
     * Looks through all processes.
     *
     * @param progress told of processes
     * @throws StorageException when the system cannot be asked
     * @throws tdb2.engine.error.CancelledException when the progress says so
     */
    public Found find(Progress progress) {
        List<Path> processes = processes();
        Sightings sightings = new Sightings(proc);
        int done = 0;
        int closed = 0;
        for (Path process : processes) {
            progress.check(proc.toString(), done++, processes.size());
            if (!sightings.look(process)) {
                closed++;
            }
        }
        return new Found(sightings.databases(), processes.size(), closed, sightings.closedFiles());
    }

    private List<Path> processes() {
        if (!isAvailable()) {
            throw noProcesses("none");
        }
        List<Path> found = new ArrayList<>();
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            processes.forEach(found::add);
        } catch (IOException | DirectoryIteratorException e) {
            throw noProcesses(String.valueOf(e.getMessage()));
        }
        found.sort(Comparator.comparingInt(process -> Integer.parseInt(process.getFileName().toString())));
        return found;
    }

    private StorageException noProcesses(String found) {
        return new StorageException(new Fault(proc.toString(), Fault.NOWHERE, "a list of processes", found,
                "mount the proc file system; this works on Linux only"));
    }
}
