package tdb2.engine.format;

import java.nio.ByteOrder;
import java.util.List;
import tdb2.engine.storage.Bytes;
import tdb2.engine.storage.Storage;

/**
 * The header of an NTDB file (spec c-formats, section 4). All words u64 in the file's byte order.
 *
 * <pre>
 *   0 +------------------------------------------------------+
 *     | magic food "NTDB file\n", zeros                      |
 *  64 +-------------+-------------+------------+-------------+
 *     | version     | hash_bits   | hash_test  | hash_seed   |
 *  96 +-------------+-------------+------------+-------------+
 *     | free_table  | recovery    | features_used, _offered  |
 * 128 +-------------+-------------+------------+-------------+
 *     | seqnum      | capabilities| reserved[22]             |
 * 320 +-------------+-------------+--------------------------+
 *     | hash table: record of magic 0x1888, 2^hash_bits entries from 336
 *     +------------------------------------------------------+
 * </pre>
 *
 * @param order the file's byte order
 * @param hashBits the table has 2^hashBits buckets
 * @param hashTest hash of a constant: tells the hash function
 * @param hashSeed seed; only the low 32 bits count
 * @param freeTable offset of the first free table
 * @param recovery offset of the undo area, 0 none
 * @param featuresUsed features that are used
 * @param featuresOffered features that were offered
 * @param seqnum sequence number
 * @param capabilities offset of the first capability, 0 none
 */
public record NtdbHeader(ByteOrder order, long hashBits, long hashTest, long hashSeed, long freeTable, long recovery,
        long featuresUsed, long featuresOffered, long seqnum, long capabilities) implements Header {

    /** Bytes of the header. */
    public static final int LENGTH = 320;
    /** Offset of the first bucket. */
    public static final int BUCKETS = LENGTH + UsedWords.LENGTH;
    /** Offset of the word that names the first free table. */
    public static final int FREE_TABLE = 96;
    /** Offset of the word that tells which features are used. */
    public static final int FEATURES_USED = 112;
    /** Offset of the sequence number. */
    public static final int SEQNUM = 128;
    /** Offset of the word that names the first capability. */
    public static final int CAPABILITIES = 136;
    /** Offset of the word that names the undo area. */
    public static final int RECOVERY = 104;
    /** What the size of a sound file is a multiple of. */
    public static final int PAGE = 16384;

    /**
     * Reads the header and decides the byte order.
     *
     * @throws tdb2.engine.error.NotATdbException when the magic food or the version is not NTDB's, or the file is
     *             shorter than its header
     */
    public static NtdbHeader read(Storage storage) {
        ByteOrder order = MagicFood.require(storage, MagicFood.NTDB, BUCKETS + 8L);
        Bytes bytes = new Bytes(storage, order);
        return new NtdbHeader(order, bytes.u64(72), bytes.u64(80), bytes.u64(88), bytes.u64(96), bytes.u64(RECOVERY),
                bytes.u64(112), bytes.u64(120), bytes.u64(128), bytes.u64(136));
    }

    /** Whether a file begins as NTDB files do. */
    public static boolean recognises(Storage storage) {
        return MagicFood.begins(storage, MagicFood.NTDB);
    }

    @Override
    public Dialect dialect() {
        return Dialect.NTDB;
    }

    @Override
    public long offset() {
        return 0;
    }

    @Override
    public long length() {
        return LENGTH;
    }

    @Override
    public List<Field> fields() {
        return List.of(
                Field.range("magic_food", 0, MagicFood.LENGTH, "\"NTDB file\\n\", then zeros; never byte-swapped"),
                Field.word("version", 64, 8, MagicFood.VERSION,
                        "NTDB, " + (order == ByteOrder.LITTLE_ENDIAN ? "little" : "big") + "-endian"),
                Field.word("hash_bits", 72, 8, hashBits, "the hash table has 2^%d buckets".formatted(hashBits)),
                Field.word("hash_test", 80, 8, hashTest,
                        "hash of a constant with this file's seed: tells the hash function"),
                Field.word("hash_seed", 88, 8, hashSeed, "seed of the hash function; the low 32 bits count"),
                Field.word("free_table", 96, 8, freeTable, "offset of the first free table"),
                Field.word("recovery", RECOVERY, 8, recovery,
                        recovery == 0 ? "no undo area yet" : "offset of the undo area"),
                Field.word("features_used", 112, 8, featuresUsed,
                        featuresUsed == 0 ? "none" : "features this code does not know"),
                Field.word("features_offered", 120, 8, featuresOffered,
                        featuresOffered == 0 ? "none" : "features offered to later code"),
                Field.word("seqnum", 128, 8, seqnum, "sequence number"),
                Field.word("capabilities", 136, 8, capabilities,
                        capabilities == 0 ? "none" : "offset of the first capability record"),
                Field.range("reserved", 144, LENGTH - 144L, "zero"));
    }
}
