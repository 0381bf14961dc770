package tdb2.ui.workbench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

import tdb2.engine.error.Fault;
import tdb2.engine.error.StorageException;

/** Files that a window makes to show something: each in a new folder that is removed with the program. */
public final class Scratch {

    private Scratch() {}

    /** Writes a file. */
    @FunctionalInterface
    public interface Filling {
        void fill(Path file) throws IOException;
    }

    /**
     * Makes one; on a worker.
     *
     * @param name of the file
     * @throws StorageException when there is no room for it
     */
    public static Path file(String name, Filling filling) {
        EventThread.forbid();
        try {
            Path folder = Files.createTempDirectory("tdb2-scratch"); // only its owner may enter
            Path file = folder.resolve(name);
            folder.toFile().deleteOnExit();
            file.toFile().deleteOnExit();
            filling.fill(file);
            return file;
        } catch (IOException e) {
            throw new StorageException(new Fault(name, Fault.NOWHERE, "a file in a folder of its own",
                    String.valueOf(e.getMessage()), "make room in the folder for temporary files"), e);
        }
    }
}
