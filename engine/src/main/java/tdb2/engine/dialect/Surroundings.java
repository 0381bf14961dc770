package tdb2.engine.dialect;

import java.util.function.Predicate;
import tdb2.engine.lock.ByteRange;

/**
 * What an assembly must know of the world around the file.
 *
 * @param bootId of the machine's present boot and this file (spec commit-protocol), 0 unknown
 * @param locked asks whether somebody else holds any lock in a range now
 * @param mutexes whether the locks of this handle are also those of robust mutexes, where the file has some
 */
public record Surroundings(long bootId, Predicate<ByteRange> locked, boolean mutexes) {

    /** A file in memory: no boot is known, nobody holds a lock. */
    public static final Surroundings NONE = new Surroundings(0, _ -> false, false);
    /** The same, and it may be written to: its locks are those of the threads here. */
    public static final Surroundings ALONE = new Surroundings(0, _ -> false, true);
}
