package tdb2.engine.format;

import tdb2.engine.storage.Bytes;

/**
 * Writes the headers of native records (spec tdb2-native), pictured at {@link NativeBlocks}. A header that is part of
 * the file changes its kind in single stores, none of which lets a block claim a byte of its neighbour:
 *
 * <pre>
 *   length stays                                  new first word
 *   length changes   0 (no header at all)   new second word   new first word
 * </pre>
 *
 * A writer killed in the middle leaves bytes that nothing explains, up to the next block: they are lost until repack.
 */
public final class NativeWords {

    private static final int HASH_MASK = 31;

    private NativeWords() {}

    /** First word of a used record that fills a length, its header included, bytes. */
    private static long used0(NewRecord record, long length, int zoneBits) {
        long padding = length - UsedWords.LENGTH - record.keyLength() - record.valueLength();
        return (long) NativeBlocks.USED << 48 | (long) UsedWords.fieldFor(record.keyLength()) << 43 | padding << 11
                | (record.hash() & HASH_MASK) << 6 | zoneBits;
    }

    private static long used1(NewRecord record) {
        return record.valueLength() << (2 * UsedWords.fieldFor(record.keyLength())) | record.keyLength();
    }

    /** Turns a block of a length that is on no list into a used record, step by step. */
    public static void use(WritableBytes bytes, long offset, NewRecord record, long length, int zoneBits) {
        change(bytes, offset, used0(record, length, zoneBits), used1(record));
    }

    /** Writes a used record where nobody looks yet. */
    public static void writeUsed(WritableBytes bytes, long offset, NewRecord record, long length, int zoneBits) {
        bytes.put(offset + 8, used1(record));
        bytes.put(offset, used0(record, length, zoneBits));
    }

    /** Turns a used record that nothing leads to into a free one that is on no list, step by step. */
    public static void release(WritableBytes bytes, long offset, long length, int zoneBits) {
        change(bytes, offset, NativeBlocks.COALESCING | zoneBits, length - UsedWords.LENGTH);
    }

    /** Writes a free record that is on no list where nobody looks yet. */
    public static void writeUnlisted(WritableBytes bytes, long offset, long length, int zoneBits) {
        bytes.put(offset + 8, length - UsedWords.LENGTH);
        bytes.put(offset, NativeBlocks.COALESCING | zoneBits);
    }

    /** Marks a free record as on a list, or as on none. */
    public static void list(WritableBytes bytes, long offset, boolean listed) {
        long zoneBits = NativeBlocks.zoneBits(bytes.reading(), offset);
        bytes.put(offset, (listed ? NativeBlocks.FREE : NativeBlocks.COALESCING) | zoneBits);
    }

    /** Whether the first word of a block is that of a free record on a list, in a zone of that size. */
    public static boolean isListed(Bytes bytes, long offset, int zoneBits) {
        return bytes.u64(offset) == (NativeBlocks.FREE | zoneBits);
    }

    /** Whether the first word of a block is that of a free record on no list, in a zone of that size. */
    public static boolean isUnlisted(Bytes bytes, long offset, int zoneBits) {
        return bytes.contains(offset, Long.BYTES) && bytes.u64(offset) == (NativeBlocks.COALESCING | zoneBits);
    }

    /** Whole length of a free record, its header included, bytes. */
    public static long freeLength(Bytes bytes, long offset) {
        return bytes.u64(offset + 8) + UsedWords.LENGTH;
    }

    /** Gives a free record another length, in one store. */
    public static void resize(WritableBytes bytes, long offset, long length) {
        bytes.put(offset + 8, length - UsedWords.LENGTH);
    }

    /** Offset of the word that names the next free record. */
    public static long nextOffset(long free) {
        return free + 16;
    }

    /** Offset of the word that names the free record before. */
    public static long prevOffset(long free) {
        return free + 24;
    }

    private static void change(WritableBytes bytes, long offset, long word0, long word1) {
        if (bytes.u64(offset + 8) != word1 || !oneStoreWillDo(bytes.u64(offset), word0)) {
            bytes.put(offset, 0);
            bytes.put(offset + 8, word1);
        }
        bytes.put(offset, word0);
    }

    /** Whether both first words give the second one the same sense. */
    private static boolean oneStoreWillDo(long before, long after) {
        return whole(before) && whole(after);
    }

    /** Whether the second word is the length of all that follows: free, or used with no key and no padding. */
    private static boolean whole(long word0) {
        return UsedWords.magic(word0) != NativeBlocks.USED
                || (UsedWords.field(word0) == 0 && UsedWords.padding(word0) == 0);
    }
}
