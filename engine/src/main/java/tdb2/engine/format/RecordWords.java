package tdb2.engine.format;

import tdb2.engine.storage.Bytes;

/**
 * Writes the headers of used and free records of a 64-bit dialect. A header that is part of the file changes its kind in
 * single stores, none of which lets a block claim a byte of its neighbour:
 *
 * <pre>
 *   length stays                                             new first word
 *   length changes   a word that is no header at all   new second word   new first word
 * </pre>
 *
 * A writer killed in the middle leaves bytes that nothing explains, up to the next block: they are lost until repack.
 * Lengths are those of whole records, their headers included, in bytes. Stateless, safe for several threads.
 */
public interface RecordWords {

    /** Bytes of the smallest record, whether used or free. */
    long smallest();

    /** The header of a used record, as reading it would tell. */
    RecordHeader header(NewRecord record, long offset, long length);

    /** Turns a block of a length that is on no list into a used record, step by step. */
    void use(WritableBytes bytes, long offset, NewRecord record, long length);

    /** Writes a used record where nobody looks yet. */
    void writeUsed(WritableBytes bytes, long offset, NewRecord record, long length);

    /** Turns a used record that nothing leads to into a free one that is on no list, step by step. */
    void release(WritableBytes bytes, long offset, long length);

    /** Writes a free record that is on no list where nobody looks yet. */
    void writeUnlisted(WritableBytes bytes, long offset, long length);

    /** Marks a free record as on a list, or as on none. */
    void list(WritableBytes bytes, long offset, boolean listed);

    /** Whether the words of a block are those of a free record that is on a list of the same area. */
    boolean isListed(Bytes bytes, long offset);

    /** Whether the words of a block are those of a free record that is on no list. */
    boolean isUnlisted(Bytes bytes, long offset);

    /** Whole length of a free record. */
    long freeLength(Bytes bytes, long offset);

    /** Gives a free record another length, in one store. */
    void resize(WritableBytes bytes, long offset, long length);

    /** Offset of the free record before, as the dialect keeps it. */
    long prev(Bytes bytes, long free);

    /** Stores which free record is the one before. */
    void prev(WritableBytes bytes, long free, long prev);

    /** Offset of the next free record of the list, 0 when it is the last. */
    default long next(Bytes bytes, long free) {
        return bytes.u64(nextOffset(free));
    }

    /** Offset of the word that names the next free record. */
    default long nextOffset(long free) {
        return free + UsedWords.LENGTH;
    }
}
