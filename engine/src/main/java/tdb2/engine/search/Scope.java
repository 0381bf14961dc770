package tdb2.engine.search;

import java.nio.file.Path;
import java.util.List;

/**
 * Which files are looked at. Immutable.
 *
 * @param roots files, and folders with all that is below them
 * @param depth how many folders deep, 0 for the files of the folder itself
 * @param otherFileSystems whether folders on another file system than their root are entered
 */
public record Scope(List<Path> roots, int depth, boolean otherFileSystems) {

    /** Deep enough for any tree that people make. */
    public static final int DEEP = 64;

    public Scope {
        roots = List.copyOf(roots);
    }

    /** Everything below some files and folders, on their own file systems. */
    public static Scope of(List<Path> roots) {
        return new Scope(roots, DEEP, false);
    }
}
