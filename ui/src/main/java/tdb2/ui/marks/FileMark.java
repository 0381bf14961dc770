package tdb2.ui.marks;

import java.nio.file.Path;
import tdb2.engine.Tdb;
import tdb2.engine.posix.FileIdentity;

/**
 * How a file is known again, also when it was moved or made anew.
 *
 * @param path where it was last
 * @param inode its device and inode; empty where the platform tells none
 * @param print what its header keeps for life: dialect, byte order, seed or number of chains
 * @param unique whether hardly another file has that print
 */
public record FileMark(Path path, String inode, String print, boolean unique) {

    /** The mark of an open file; no access to it. */
    public static FileMark of(Path path, Tdb tdb) {
        var view = tdb.view();
        var inode = tdb.file().map(file -> file.identity()).filter(known -> !known.equals(FileIdentity.UNKNOWN))
                .map(FileIdentity::toString).orElse("");
        long seed = view.hashing().seed();
        var print = "%s %s %s".formatted(view.dialect().id(), view.header().order(),
                seed == 0 ? view.assembly().index().partitions() + " chains" : Long.toHexString(seed));
        return new FileMark(path, inode, print, seed != 0);
    }

    /** How sure it is that another mark, kept earlier, is of the same file: 0 when it is not. */
    int likeness(FileMark kept, boolean keptPathThere) {
        boolean samePath = path.equals(kept.path);
        boolean samePrint = print.equals(kept.print);
        if (samePath) {
            return samePrint ? 4 : 1;
        }
        if (!samePrint || keptPathThere) {
            return 0;
        }
        return !inode.isEmpty() && inode.equals(kept.inode) ? 3 : unique ? 2 : 0;
    }
}
