package tdb2.engine.transaction;

import java.nio.ByteOrder;
import java.util.List;
import java.util.Optional;
import tdb2.engine.format.Field;
import tdb2.engine.format.RecoveryRecord;
import tdb2.engine.storage.Bytes;

/** In what the undo areas of TDB1, TDB2 of 2012 and NTDB differ. Stateless, safe for several threads. */
public interface UndoLayout {

    /** Bytes of a word: 4 in TDB1, 8 elsewhere. Entries are two words, then the old bytes. */
    int wordBytes();

    /** What every stored offset is counted from: the mutex area's length in TDB1, else 0. */
    long base();

    /** Offset in the file of the header word that names the area. */
    long pointerOffset();

    /** Offset in the file of the area; 0 none. Read anew each time: a writer may have moved it. */
    long area(Bytes bytes);

    /**
     * The header of the area. An area of zeros has been named but not yet written: capacity 0, nothing pending. Never
     * throws for damage: empty when no such header can stand there.
     */
    Optional<RecoveryRecord> header(Bytes bytes, long area);

    /** Offset in the file of the magic that says "pending". */
    long magicOffset(long area);

    /**
     * How many bytes at the end of the used part the library that wrote the area may never have written; 0 where it
     * has no such defect.
     */
    default int unwrittenTail() {
        return 0;
    }

    /** Whether a head of the index leads to a place from one offset up to another; all before the first is sound. */
    boolean leadsBetween(Bytes bytes, long from, long to);

    /** Offset of the first byte that the index or a record may have; nothing before it is ever cut off. */
    long start(Bytes bytes);

    /** Every field of the header, explained; the whole header lies within the file. */
    List<Field> fields(Bytes bytes, long area);

    /** The magic that says "pending"; a word of 0 says the opposite. */
    long magic();

    /** The whole header as it is stored, with nothing pending whatever the record says. */
    byte[] stored(RecoveryRecord area, ByteOrder order);

    /** Whether a word with the area's whole length follows the last entry and counts as used. */
    boolean tailed();

    /**
     * Where a new area ends, and the file with it: larger than needed, since each new area makes the file grow.
     *
     * @param start where it begins, the end of the file so far; bytes
     * @param used bytes behind its header that are needed now
     * @return less than is needed when the format has no room for it
     */
    long endOf(long start, long used);
}
