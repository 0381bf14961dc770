package tdb2.engine.format;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import tdb2.engine.storage.Bytes;
import tdb2.engine.storage.Storage;

/**
 * The header of TDB2, native and of 2012 (spec tdb2-native, "Header"; c-formats, sections 2 and 3). 8504 bytes, all
 * words u64 in the file's byte order.
 *
 * <pre>
 *    0 +------------------------------------------------------+
 *      | magic food "TDB file\n", zeros                       |
 *   64 +-------------+-------------+------------+-------------+
 *      | version     | hash_test   | hash_seed  | free_table  |
 *   96 +-------------+-------------+------------+-------------+
 *      | recovery    | features_used, _offered  | seqnum      |
 *  128 +-------------+-------------+------------+-------------+
 *      | capabilities| native variant 1: ...                  |
 *  136 |             | format_variant recovery_slot0, 1 tx    |
 *  168 |             | retired boot_id file_id committed      |
 *  200 |             | file_end area0 area1 poison            |
 *  232 +-------------+----------------------------------------+
 *      | layout      | reserved                               |
 *  312 +------------------------------------------------------+
 *      | hashtable: 128 groups of 8 entries                   |
 * 8504 +------------------------------------------------------+
 * </pre>
 *
 * The two dialects have the same magic food and version; only {@code free_table} tells them apart: 0 in a native file.
 */
public final class Tdb2Header implements Header {

    /** Bytes of the header. */
    public static final int LENGTH = 8504;
    /** Offset of the top level of the hash tree. */
    public static final int HASHTABLE = 312;
    /** Offset of the word that names the first free table (2012). */
    public static final int FREE_TABLE = 88;
    /** Offset of the word that tells which features are used (2012). */
    public static final int FEATURES_USED = 104;
    /** Offset of the word that names the first capability (2012). */
    public static final int CAPABILITIES = 128;
    /** Offset of the word that names the undo area (2012). */
    public static final int RECOVERY = 96;
    /** Offset of the sequence number. */
    public static final int SEQNUM = 120;
    /** Offset of the format variant (native). */
    public static final int FORMAT_VARIANT = 136;
    /** Offset of the word that names the page of recovery pointer 0; that of pointer 1 follows (native, variant 1). */
    public static final int RECOVERY_SLOT0 = 144;
    /** Offset of the transaction word (native, variant 1). */
    public static final int TX = 160;
    /** Offset of the retired word (native, variant 1). */
    public static final int RETIRED = 168;
    /** Offset of the word that names the boot of the last writable open (native, variant 1). */
    public static final int BOOT_ID = 176;
    /** Offset of the word that bundles repeat (native, variant 1). */
    public static final int FILE_ID = 184;
    /** Offset of the committed word (native, variant 1). */
    public static final int COMMITTED = 192;
    /** Offset of the word that tells where zones and records end (native, variant 1). */
    public static final int FILE_END = 200;
    /** Offset of the word that names the bundle area of slot 0; that of slot 1 follows (native, variant 1). */
    public static final int AREA0 = 208;
    /** Offset of the word that tells of a failed sync (native, variant 1). */
    public static final int POISON = 224;
    /**
     * Offset of the word that tells layouts apart (native, variant 1): raised by whoever, alone with the file, makes free
     * what is on no list, before he does. What open files keep for themselves is worth nothing then.
     */
    public static final int LAYOUT = 232;
    /** The highest format variant this code knows. */
    public static final int KNOWN_VARIANT = 1;

    private static final int FIRST = MagicFood.LENGTH;
    private static final int RESERVED = 240;
    private static final int FREE_TABLE_MAGIC = 0x1666;

    private final Dialect dialect;
    private final ByteOrder order;
    private final long[] words;

    private Tdb2Header(Dialect dialect, ByteOrder order, long[] words) {
        this.dialect = dialect;
        this.order = order;
        this.words = words;
    }

    /**
     * Reads the header and decides byte order and dialect.
     *
     * @throws tdb2.engine.error.NotATdbException when the magic food or the version is not TDB2's, or the file is
     *             shorter than its header
     */
    public static Tdb2Header read(Storage storage) {
        ByteOrder order = MagicFood.require(storage, MagicFood.TDB, LENGTH);
        Bytes bytes = new Bytes(storage, order);
        long[] words = new long[(HASHTABLE - FIRST) / 8];
        bytes.words(FIRST, words);
        return new Tdb2Header(dialect(bytes), order, words);
    }

    /** Whether a file has TDB2's version word in its place, in either byte order. */
    public static boolean recognises(Storage storage) {
        return MagicFood.begins(storage, MagicFood.TDB) && MagicFood.order(storage).isPresent();
    }

    /** What stands behind the header decides when the word free_table says the contrary. */
    private static Dialect dialect(Bytes bytes) {
        boolean named = bytes.u64(88) != 0;
        if (!bytes.contains(LENGTH, 8)) {
            return named ? Dialect.TDB2_TABLES : Dialect.TDB2;
        }
        long first = bytes.u64(LENGTH);
        if (named) {
            boolean zone = ZoneHeader.plausible(LENGTH, first);
            return zone && !freeTableAt(bytes, bytes.u64(88)) ? Dialect.TDB2 : Dialect.TDB2_TABLES;
        }
        return first >>> 48 == FREE_TABLE_MAGIC ? Dialect.TDB2_TABLES : Dialect.TDB2;
    }

    private static boolean freeTableAt(Bytes bytes, long offset) {
        return bytes.contains(offset, 8) && bytes.u64(offset) >>> 48 == FREE_TABLE_MAGIC;
    }

    @Override
    public Dialect dialect() {
        return dialect;
    }

    @Override
    public ByteOrder order() {
        return order;
    }

    @Override
    public long offset() {
        return 0;
    }

    @Override
    public long length() {
        return LENGTH;
    }

    /** The word at an offset of 64 to 304, as it was when the header was read. */
    public long word(int offset) {
        return words[(offset - FIRST) / 8];
    }

    /** Hash of a constant, by which the hash function is recognised. */
    public long hashTest() {
        return word(72);
    }

    /** Seed of the hash function. */
    public long hashSeed() {
        return word(80);
    }

    /** 2012: offset of the first free table. */
    public long freeTable() {
        return word(88);
    }

    /** 2012: offset of the undo area, 0 none. */
    @Override
    public long recovery() {
        return word(RECOVERY);
    }

    /** 2012: features that are used. */
    public long featuresUsed() {
        return word(104);
    }

    /** 2012: features that were offered. */
    public long featuresOffered() {
        return word(112);
    }

    @Override
    public long seqnum() {
        return word(120);
    }

    /** 2012: offset of the first capability, 0 none. */
    public long capabilities() {
        return word(128);
    }

    /** Native: the variant that a writer must understand; 0 is the plain layout of 2010. */
    public long variant() {
        return dialect == Dialect.TDB2 ? word(136) >>> 32 : 0;
    }

    /** Native: the variant of the oldest code that has written to the file. */
    public long writtenVariant() {
        return dialect == Dialect.TDB2 ? word(136) & 0xFFFF_FFFFL : 0;
    }

    /** Native, variant 1: offset of the page that holds recovery pointer 0 or 1; 0 none yet. */
    public long recoverySlot(int slot) {
        return word(144 + 8 * slot);
    }

    /** Native, variant 1: transaction in progress, 0 none. */
    public long tx() {
        return word(TX);
    }

    /** Native, variant 1: highest transaction that needs no replay. */
    public long retired() {
        return word(RETIRED);
    }

    /** Native, variant 1: which boot of which machine had the file open for writing last. */
    public long bootId() {
        return word(176);
    }

    /** Native, variant 1: what bundles repeat, so that those of another file are not taken for this file's. */
    public long fileId() {
        return word(184);
    }

    /** Native, variant 1: last transaction applied. */
    public long committed() {
        return word(COMMITTED);
    }

    /** Native, variant 1: where zones and records end. */
    public long fileEnd() {
        return word(200);
    }

    /** Native, variant 1: offset of the record that holds the bundles of slot 0 or 1; 0 none. */
    public long area(int slot) {
        return word(208 + 8 * slot);
    }

    /** Native, variant 1: not 0 after a sync that failed. */
    public long poison() {
        return word(224);
    }

    @Override
    public List<Field> fields() {
        List<Field> fields = new ArrayList<>();
        fields.add(Field.range("magic_food", 0, FIRST, "\"TDB file\\n\", then zeros; never byte-swapped"));
        add(fields, "version", 64, _ -> "TDB2, " + (order == ByteOrder.LITTLE_ENDIAN ? "little" : "big") + "-endian");
        add(fields, "hash_test", 72, _ -> "hash of a constant with this file's seed: tells the hash function");
        add(fields, "hash_seed", 80, _ -> "seed of the hash function, random at creation");
        if (dialect == Dialect.TDB2_TABLES) {
            tablesFields(fields);
        } else if (word(136) == 0) {
            add(fields, "free_table", 88, _ -> "0: a file with zones");
            reserved(fields, 96);
        } else {
            variantFields(fields);
        }
        fields.add(Field.range("hashtable", HASHTABLE, LENGTH - (long) HASHTABLE,
                "top level of the hash tree: 128 groups of 8 entries"));
        return fields;
    }

    private void tablesFields(List<Field> fields) {
        add(fields, "free_table", 88, _ -> "offset of the first free table");
        add(fields, "recovery", RECOVERY, v -> v == 0 ? "no undo area yet" : "offset of the undo area");
        add(fields, "features_used", 104, v -> v == 0 ? "none" : "features this code does not know");
        add(fields, "features_offered", 112, v -> v == 0 ? "none" : "features offered to later code");
        add(fields, "seqnum", 120, _ -> "sequence number");
        add(fields, "capabilities", 128, v -> v == 0 ? "none" : "offset of the first capability record");
        reserved(fields, 136);
    }

    private void variantFields(List<Field> fields) {
        add(fields, "free_table", 88, _ -> "0: a file with zones");
        fields.add(Field.range("reserved", 96, 24, "zero"));
        add(fields, "seqnum", 120, _ -> "sequence number");
        add(fields, "capabilities", 128, _ -> "always 0 here");
        fields.add(new Field("format_variant", 136, 8, 32, 32, variant(), "variant a writer must understand"));
        fields.add(
                new Field("written_variant", 136, 8, 0, 32, writtenVariant(), "variant of the oldest writer so far"));
        for (int slot = 0; slot < 2; slot++) {
            add(fields, "recovery_slot" + slot, 144 + 8 * slot,
                    v -> v == 0 ? "no transaction yet" : "offset of the page with the recovery pointer");
        }
        add(fields, "tx", TX, Tdb2Header::transaction);
        add(fields, "retired", RETIRED, _ -> "highest transaction that needs no replay");
        add(fields, "boot_id", 176, v -> v == 0 ? "unknown" : "boot and file of the last writable open");
        add(fields, "file_id", 184, _ -> "repeated by the bundles of this file");
        add(fields, "committed", COMMITTED, _ -> "last transaction applied");
        add(fields, "file_end", 200, _ -> "where zones and records end");
        for (int slot = 0; slot < 2; slot++) {
            add(fields, "area" + slot, 208 + 8 * slot,
                    v -> v == 0 ? "none" : "offset of the record that holds the bundles of its slot");
        }
        add(fields, "poison", 224, v -> v == 0 ? "no" : "a sync failed: no writing until recovered");
        add(fields, "layout", LAYOUT, _ -> "how often all room was made free at once: wipe, repack");
        reserved(fields, RESERVED);
    }

    /** What the transaction word says. */
    public static String transaction(long tx) {
        if (tx == 0) {
            return "no transaction in progress";
        }
        return "transaction %s is being %s".formatted(Long.toUnsignedString(tx >>> 1),
                (tx & 1) == 0 ? "prepared" : "applied");
    }

    private static void reserved(List<Field> fields, int from) {
        fields.add(Field.range("reserved", from, HASHTABLE - (long) from, "zero"));
    }

    private void add(List<Field> fields, String name, int offset, LongFunction<String> means) {
        fields.add(Field.word(name, offset, 8, word(offset), means.apply(word(offset))));
    }
}
