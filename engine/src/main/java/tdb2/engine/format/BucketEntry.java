package tdb2.engine.format;

import java.util.List;

/**
 * An entry of NTDB's hash table or of one of its chains, 8 bytes (spec c-formats, section 4). Zero is empty.
 *
 * <pre>
 *   63             56 55                                1  0
 *  +-----------------+-----------------------------------+---+
 *  | next hash bits  | record offset                     | c |
 *  +-----------------+-----------------------------------+---+
 *  c = 1: the offset is that of a chain record
 * </pre>
 *
 * <p>
 * Has no state: safe for several threads.
 */
public final class BucketEntry {

    private static final long OFFSET_MASK = 0x00FF_FFFF_FFFF_FFFEL;

    private BucketEntry() {}

    /** The entry of a record in a table of {@code 2^hashBits} buckets. */
    public static long record(long offset, long hash, int hashBits) {
        return (long) extraOf(hash, hashBits) << 56 | offset;
    }

    /** The entry of a chain. */
    public static long chain(long offset) {
        return offset | 1;
    }

    /** Whether a non-zero entry points to a chain. */
    public static boolean isChain(long entry) {
        return (entry & 1) != 0;
    }

    /** Offset of the record or chain. */
    public static long offset(long entry) {
        return entry & OFFSET_MASK;
    }

    /** The 8 hash bits an entry of a record carries. */
    public static int extra(long entry) {
        return (int) (entry >>> 56);
    }

    /** The 8 bits of a hash above those that choose one of {@code 2^hashBits} buckets. */
    public static int extraOf(long hash, int hashBits) {
        return (int) (hash >>> hashBits) & 0xFF;
    }

    /** All fields of an entry that stands at an offset. */
    public static List<Field> fields(long at, long entry) {
        if (entry == 0) {
            return List.of(Field.word("entry", at, 8, 0, "empty"));
        }
        String target = isChain(entry) ? "offset of the chain" : "offset of the record";
        String extra = isChain(entry) ? "not used with a chain" : "the 8 hash bits above those of the bucket";
        return List.of(new Field("hash_bits", at, 8, 56, 8, extra(entry), extra),
                new Field("offset", at, 8, 1, 55, offset(entry), target),
                new Field("chain", at, 8, 0, 1, entry & 1, "1: leads to a chain of records"));
    }
}
