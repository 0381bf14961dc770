package tdb2.engine.posix;

import java.nio.file.FileSystems;
import java.nio.file.Path;

import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;

/** Whether this package can be used on the machine we run on. */
public final class Posix {

    private static final boolean AVAILABLE = probe();

    private Posix() {}

    /** True on a 64-bit Linux whose C library has every call that is needed. */
    public static boolean available() {
        return AVAILABLE;
    }

    /**
     * Throws unless files can be made and written at a path.
     *
     * @throws RefusedException on another system than Linux, or for a file in an archive
     */
    public static void requireWritable(Path path) {
        if (!available() || !path.getFileSystem().equals(FileSystems.getDefault())) {
            throw new RefusedException(new Fault(path.toString(), Fault.NOWHERE,
                    "a file of the file system on 64-bit Linux, where databases can be written safely",
                    "another system, or a file in an archive", "open it for reading, or copy the file"));
        }
    }

    private static boolean probe() {
        if (!System.getProperty("os.name").equals("Linux")) {
            return false;
        }
        try {
            return CLibrary.isComplete();
        } catch (LinkageError | UnsupportedOperationException | IllegalCallerException e) {
            return false; // no such symbol, no linker for this processor, or native access denied to us
        }
    }
}
