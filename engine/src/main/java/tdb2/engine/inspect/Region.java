package tdb2.engine.inspect;

import java.util.Locale;
import tdb2.engine.format.FreeRecord;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.space.FreeArea;

/**
 * A stretch of a file that is one thing. The regions of a walk follow each other without gap or overlap from the first
 * byte of the file to the last. Values of it are immutable.
 */
public sealed interface Region {

    /** First byte in the file. */
    long offset();

    /** Number of bytes, at least 1. */
    long length();

    /** Who points to it or answers for it, for people; "nobody" when nobody does. */
    String owner();

    /** Offset of the first byte after the region. */
    default long end() {
        return offset() + length();
    }

    /** The kind's name on the command line and in JSON: "header", "free-table". */
    default String kind() {
        String name = getClass().getSimpleName();
        return name.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    /** The file header; of TDB2 with the top level of the tree, of TDB1 without the chain heads. */
    record Header(long offset, long length, String owner) implements Region {}

    /** The chain heads of TDB1, the hash table of NTDB. */
    record HashTable(long offset, long length, String owner) implements Region {}

    /** Zone size and bucket heads of a zone. */
    record ZoneHeader(long offset, long length, String owner, FreeArea area) implements Region {}

    /**
     * A record with key and value.
     *
     * @param reachable whether the index leads to it
     */
    record Record(long offset, long length, String owner, RecordHeader header, boolean reachable) implements Region {}

    /**
     * Free space with a header.
     *
     * @param listed whether a free list leads to it
     */
    record Free(long offset, long length, String owner, FreeRecord header, boolean listed) implements Region {}

    /** A sub-table of the hash tree. */
    record SubTable(long offset, long length, String owner, RecordHeader header, boolean reachable) implements Region {}

    /** Records whose hash bits ran out, or one bucket of NTDB. */
    record Chain(long offset, long length, String owner, RecordHeader header, boolean reachable) implements Region {}

    /** Heads of the free lists of TDB2 of 2012 and NTDB. */
    record FreeTable(long offset, long length, String owner) implements Region {}

    /** The undo area of TDB1, TDB2 of 2012 and NTDB. */
    record RecoveryArea(long offset, long length, String owner) implements Region {}

    /** The two pages with the recovery pointers of the native dialect. */
    record RecoverySlots(long offset, long length, String owner) implements Region {}

    /** The area that holds the bundles of one slot. */
    record Bundle(long offset, long length, String owner) implements Region {}

    /** What a program must understand to use the file. */
    record Capability(long offset, long length, String owner) implements Region {}

    /** The robust mutexes of TDB1. */
    record MutexArea(long offset, long length, String owner) implements Region {}

    /**
     * Bytes no structure claims, explained: a deleted record still in its chain, fill of growth, what lies behind the
     * end of the database.
     */
    record Dead(long offset, long length, String owner, String why) implements Region {}

    /** Bytes that nothing explains. */
    record Unknown(long offset, long length, String owner, String found) implements Region {}
}
