package tdb2.engine.posix;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalInt;

/**
 * Finds the process behind a lock of an open file description, which the kernel names only in what it tells of each open
 * file. Reads all of that: for those who have waited long, not for every lock. Processes of others stay unseen without
 * the right to look at them. Safe for several threads.
 */
public final class DescriptionLocks {

    private final Path proc;

    /** Looks at the system we run on. */
    public DescriptionLocks() {
        this(Path.of("/proc"));
    }

    /** Looks at another proc file system. */
    DescriptionLocks(Path proc) {
        this.proc = proc;
    }

    /**
     * A process that holds a lock on a file which keeps another from being granted.
     *
     * @param start offset of the first byte
     * @param length number of bytes, 0 up to the end
     * @param write whether the lock that is kept out is one for writing
     * @return its number; empty when none is seen
     */
    public OptionalInt holder(FileIdentity file, long start, long length, boolean write) {
        try (DirectoryStream<Path> processes = Files.newDirectoryStream(proc, "[0-9]*")) {
            for (Path process : processes) {
                if (holds(process.resolve("fdinfo"), file, start, length, write)) {
                    return OptionalInt.of(Integer.parseInt(process.getFileName().toString()));
                }
            }
        } catch (IOException e) {
            return OptionalInt.empty(); // there is no such file system here
        }
        return OptionalInt.empty();
    }

    private static boolean holds(Path descriptors, FileIdentity file, long start, long length, boolean write) {
        try (DirectoryStream<Path> open = Files.newDirectoryStream(descriptors)) {
            for (Path descriptor : open) {
                for (ProcLock lock : locks(descriptor)) {
                    if (!lock.waiting() && lock.file().equals(file) && (write || lock.write())
                            && start < end(lock.start(), lock.length()) && lock.start() < end(start, length)) {
                        return true;
                    }
                }
            }
        } catch (IOException e) {
            return false; // it has ended, or is somebody else's
        }
        return false;
    }

    private static List<ProcLock> locks(Path descriptor) {
        try {
            return ProcLock.read(descriptor);
        } catch (IOException e) {
            return List.of(); // it was closed
        }
    }

    private static long end(long start, long length) {
        return length == 0 || start + length < 0 ? Long.MAX_VALUE : start + length;
    }
}
