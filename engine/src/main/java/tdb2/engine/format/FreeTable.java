package tdb2.engine.format;

import java.util.ArrayList;
import java.util.List;
import tdb2.engine.storage.Bytes;

/**
 * A free table of TDB2 of 2012 and NTDB (spec c-formats, section 2).
 *
 * <pre>
 *   0 +----------------------------------------------+
 *     | used record header, magic 0x1666, data 456   |
 *  16 +----------------------------------------------+
 *     | next free table, 0 ends                      |
 *  24 +----------------------------------------------+
 *     | 56 buckets: counter (bits 56..62) | head     |
 *     +----------------------------------------------+
 * </pre>
 *
 * <p>
 * Has no state: safe for several threads.
 */
public final class FreeTable {

    /** Number of lists. */
    public static final int BUCKETS = 56;
    /** Bytes of the data of its record. */
    public static final int DATA = 8 + 8 * BUCKETS;
    /** Bytes of the whole record. */
    public static final int LENGTH = UsedWords.LENGTH + DATA;

    private static final long HEAD_MASK = 0x00FF_FFFF_FFFF_FFF8L;
    private static final long COUNT_MASK = 0x7FL << 56;
    private static final long COUNT_ONE = 1L << 56;

    private FreeTable() {}

    /** Offset of the next free table, 0 ends. */
    public static long next(Bytes bytes, long table) {
        return bytes.u64(table + UsedWords.LENGTH);
    }

    /** Offset in the file of the head of a list. */
    public static long headOffset(long table, int bucket) {
        return table + UsedWords.LENGTH + 8 + 8L * bucket;
    }

    /** Offset of the first free record of a list, 0 when it is empty. */
    public static long head(Bytes bytes, long table, int bucket) {
        return head(bytes.u64(headOffset(table, bucket)));
    }

    /** Offset of the first free record that the word of a list names, 0 when the list is empty. */
    public static long head(long word) {
        return word & HEAD_MASK;
    }

    /** The word of a list to whose front a record was put: the counter is one higher, and 0 again after 127. */
    public static long counted(long word, long first) {
        return (((word & COUNT_MASK) + COUNT_ONE) & COUNT_MASK) | first;
    }

    /** The word of a list whose first record is another one now. */
    public static long replaced(long word, long first) {
        return (word & COUNT_MASK) | first;
    }

    /** Whether the counter in the word of a list has just come round: it is time to coalesce. */
    public static boolean isRound(long word) {
        return (word & COUNT_MASK) == 0;
    }

    /** The list for a free record of a whole length, bytes. */
    public static int bucketFor(long length) {
        return Math.min(Buckets.uncapped(length - UsedWords.LENGTH - 8), BUCKETS - 1);
    }

    /** All fields of the data. */
    public static List<Field> fields(Bytes bytes, long table) {
        List<Field> fields = new ArrayList<>();
        fields.add(Field.word("next", table + UsedWords.LENGTH, 8, next(bytes, table),
                "offset of the next free table, 0 ends"));
        for (int bucket = 0; bucket < BUCKETS; bucket++) {
            long at = headOffset(table, bucket);
            long word = bytes.u64(at);
            fields.add(new Field("bucket[" + bucket + "]", at, 8, 0, 56, word & HEAD_MASK,
                    (word & HEAD_MASK) == 0 ? "empty" : "offset of its first free record"));
            fields.add(new Field("counter[" + bucket + "]", at, 8, 56, 8, word >>> 56,
                    "frees since the list was last coalesced"));
        }
        return fields;
    }
}
