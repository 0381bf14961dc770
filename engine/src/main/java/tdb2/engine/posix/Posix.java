package tdb2.engine.posix;

import java.nio.file.FileSystems;
import java.nio.file.Path;

import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;

/**
 * Whether the C library is called on the machine we run on. Where it is not, {@link JdkCalls} stands in its place. The
 * system property {@code tdb2.posix=off} has that done on any machine. Has no state: safe for several threads.
 */
public final class Posix {

    private static final boolean AVAILABLE = !"off".equals(System.getProperty("tdb2.posix")) && probe();

    private Posix() {}

    /** True on a 64-bit Linux whose C library has every call that is needed, unless it is switched off. */
    public static boolean available() {
        return AVAILABLE;
    }

    /**
     * Whether a lock for reading becomes one for writing in one step. If not, whoever will need it for writing must take
     * it so from the start, or somebody else may come in between.
     */
    public static boolean upgradesLocks() {
        return AVAILABLE;
    }

    /** Whether more of a file can be mapped than there is, and seen when it grows. */
    public static boolean mapsBeyondTheEnd() {
        return AVAILABLE;
    }

    /**
     * Throws unless files can be made and written at a path.
     *
     * @throws RefusedException for a file in an archive
     */
    public static void requireWritable(Path path) {
        if (!path.getFileSystem().equals(FileSystems.getDefault())) {
            throw new RefusedException(new Fault(path.toString(), Fault.NOWHERE, "a file of the file system",
                    "a file in an archive", "open it for reading, or copy the file"));
        }
    }

    private static boolean probe() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return false;
        }
        try {
            return Kernel.isComplete();
        } catch (LinkageError | UnsupportedOperationException | IllegalCallerException e) {
            return false; // no such symbol, no linker for this processor, or native access denied to us
        }
    }
}
