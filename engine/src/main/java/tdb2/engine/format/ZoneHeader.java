package tdb2.engine.format;

import java.util.ArrayList;
import java.util.List;
import tdb2.engine.storage.Bytes;

/**
 * The header of a zone of the native dialect (spec tdb2-native, "Zones"). Zones follow each other from
 * {@link Tdb2Header#LENGTH} on; each is aligned to its own size counted from there.
 *
 * <pre>
 *  0 +---------------------------------------+
 *    | zone_bits b: the zone covers 2^b bytes|
 *  8 +---------------------------------------+
 *    | b - 2 heads of free lists             |
 *    +---------------------------------------+
 *    | records …                             |
 *    +---------------------------------------+
 * </pre>
 *
 * @param offset in the file
 * @param bits b, 16..63
 */
public record ZoneHeader(long offset, int bits) {

    /** The smallest zone. */
    public static final int MIN_BITS = 16;
    private static final int MAX_BITS = 62;
    private static final int CHUNK = 1 << 16;

    /** Whether a word is the size of a zone that may begin at an offset. */
    public static boolean plausible(long offset, long bits) {
        return bits >= MIN_BITS && bits <= maxBits(offset);
    }

    /** The largest zone that may begin at an offset, as a power of two. */
    public static int maxBits(long offset) {
        long distance = offset - Tdb2Header.LENGTH;
        return distance == 0 ? MAX_BITS : Math.min(MAX_BITS, Long.numberOfTrailingZeros(distance));
    }

    /**
     * Whether nothing was made yet of a plain file from an offset to its end, where a zone is due: it has no word that tells
     * where its zones end, so whoever is killed after making it longer leaves room for zones to come.
     */
    public static boolean isToCome(Bytes bytes, long offset, long end) {
        if (bytes.u64(Tdb2Header.FORMAT_VARIANT) >>> 32 != 0) {
            return false;
        }
        for (long at = bytes.storage().nextData(offset); at < end; at = bytes.storage().nextData(at + CHUNK)) {
            for (byte one : bytes.bytes(at, (int) Math.min(CHUNK, end - at))) {
                if (one != 0) {
                    return false;
                }
            }
        }
        return true;
    }

    /** Number of free lists. */
    public int buckets() {
        return bits - 2;
    }

    /** Bytes of the header. */
    public long length() {
        return 8 + 8L * buckets();
    }

    /** Bytes the zone covers, backed by the file or not. */
    public long span() {
        return 1L << bits;
    }

    /** Offset in the file of the head of a list. */
    public long headOffset(int bucket) {
        return offset + 8 + 8L * bucket;
    }

    /** The list for a free record of a whole length, bytes. */
    public int bucketFor(long length) {
        return Math.min(Buckets.uncapped(length - UsedWords.LENGTH - 16), buckets() - 1);
    }

    /** All fields of the header. */
    public List<Field> fields(Bytes bytes) {
        List<Field> fields = new ArrayList<>();
        fields.add(Field.word("zone_bits", offset, 8, bits, "the zone covers 2^%d = %d bytes".formatted(bits, span())));
        for (int bucket = 0; bucket < buckets() && bytes.contains(headOffset(bucket), 8); bucket++) {
            long head = bytes.u64(headOffset(bucket));
            fields.add(Field.word("bucket[" + bucket + "]", headOffset(bucket), 8, head,
                    head == 0 ? "empty" : "offset of its first free record"));
        }
        return fields;
    }
}
