package tdb2.engine.observe;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;

import tdb2.engine.dialect.Dialects;
import tdb2.engine.error.TdbException;
import tdb2.engine.format.Dialect;
import tdb2.engine.posix.OpenFile;
import tdb2.engine.storage.FileStorage;
import tdb2.engine.storage.HeapStorage;

/**
 * What a short look at a path tells: whether there is a file, how large it is, and what its first bytes say.
 *
 * @param state what is there
 * @param size bytes; 0 where there is no file
 * @param dialect of a database
 */
public record Glance(State state, long size, Optional<Dialect> dialect) {

    /** What can be at a path. */
    public enum State {
        /** A database of some dialect. */
        DATABASE,
        /** Another file. */
        OTHER,
        /** Nothing. */
        MISSING,
        /** Something that cannot be read. */
        CLOSED
    }

    /** Looks at a path; never throws for what is there. */
    public static Glance at(Path path) {
        try {
            if (OpenFile.look(path).isEmpty()) {
                return new Glance(State.MISSING, 0, Optional.empty());
            }
        } catch (TdbException e) {
            return new Glance(State.CLOSED, 0, Optional.empty());
        }
        try (FileStorage file = FileStorage.open(path)) {
            byte[] start = new byte[Dialects.TELLING];
            int length = file.peek(0, start);
            Optional<Dialect> dialect = Dialects
                    .tell(new HeapStorage(path.toString(), Arrays.copyOf(start, length)));
            return new Glance(dialect.isPresent() ? State.DATABASE : State.OTHER, file.size(), dialect);
        } catch (TdbException e) {
            return new Glance(State.CLOSED, 0, Optional.empty());
        }
    }
}
