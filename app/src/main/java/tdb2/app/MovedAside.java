package tdb2.app;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/** Gives a file another name so that its own is free, without ever taking the place of a third. */
final class MovedAside {

    private MovedAside() {}

    /**
     * Moves a file to the first free name of FILE.old, FILE.old.2, ... That name is first taken by an empty file of our
     * own, so that the move, which is atomic, replaces nothing else.
     *
     * @return where it is now
     */
    static Path move(Path file) throws IOException {
        Path aside = reserve(file);
        try {
            return Files.move(file, aside, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            Files.delete(aside);
            throw e;
        }
    }

    private static Path reserve(Path file) throws IOException {
        for (int i = 1;; i++) {
            Path aside = file.resolveSibling(file.getFileName() + ".old" + (i == 1 ? "" : "." + i));
            try {
                return Files.createFile(aside);
            } catch (FileAlreadyExistsException _) {
                // the next one
            }
        }
    }

    /** Gives a file its name back, unless somebody has taken it meanwhile: it is then left where it is. */
    static void putBack(Path aside, Path file) throws IOException {
        try {
            Files.createLink(file, aside);
        } catch (FileAlreadyExistsException | UnsupportedOperationException _) {
            return;
        }
        Files.delete(aside);
    }
}
