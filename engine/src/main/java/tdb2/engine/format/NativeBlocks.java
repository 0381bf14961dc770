package tdb2.engine.format;

import java.util.ArrayList;
import java.util.List;
import tdb2.engine.format.RecordHeader.Role;
import tdb2.engine.storage.Bytes;

/**
 * Blocks of the native dialect (spec tdb2-native). Used records have one magic, 0x1999; sub-tables and chains are
 * records without a key that only their owner tells from data. A free record:
 *
 * <pre>
 *     63                                      6 5         0
 *  0 +-----------------------------------------+-----------+
 *    | ~0x1999 (0xBAD1DEA2FEED while coalesced)| zone_bits |
 *  8 +-----------------------------------------+-----------+
 *    | data length: without these two words                |
 * 16 +-----------------------------------------------------+
 *    | next, 0 ends                                        |
 * 24 +-----------------------------------------------------+
 *    | prev, 0 in the first                                |
 *    +-----------------------------------------------------+
 * </pre>
 *
 * <p>
 * Safe for several threads.
 */
public final class NativeBlocks implements BlockReader {

    /** The one reader: it has no state. */
    public static final NativeBlocks READER = new NativeBlocks();

    /** Bytes of the smallest free record, and of a free record's header. */
    public static final int FREE_HEADER = 32;
    /** Stored hash bits of the record that holds a bundle. */
    public static final int BUNDLE_HASH = 29;
    /** Stored hash bits of the record that holds the recovery pointers. */
    public static final int SLOTS_HASH = 30;
    /** Stored hash bits of a chain record. */
    public static final int CHAIN_HASH = 31;

    static final int USED = 0x1999;
    static final long FREE = ~0x1999L << 6;
    static final long COALESCING = 0xBAD1DEA2FEEDL << 6;
    private static final long ZONE_MASK = 63;
    private static final long HASH_MASK = 31;
    private static final int LEAST_ZONE_BITS = 16;
    private static final String EXPECTED = "a record of native TDB2";

    private NativeBlocks() {}

    @Override
    public int alignment() {
        return 8;
    }

    @Override
    public Block at(Bytes bytes, long offset) {
        if (offset % 8 != 0 || !bytes.contains(offset, UsedWords.LENGTH)) {
            return new Block.Nothing(EXPECTED, "an offset where no record can stand");
        }
        long word0 = bytes.u64(offset);
        if (UsedWords.magic(word0) == USED) {
            return used(bytes, offset, word0);
        }
        long kind = word0 & ~ZONE_MASK;
        if (kind == FREE || kind == COALESCING) {
            return free(bytes, offset, kind == FREE);
        }
        return new Block.Nothing(EXPECTED, "the word " + UsedWords.hex(word0));
    }

    @Override
    public long keylessLength(Bytes bytes, long offset, Role role) {
        if (role != Role.DATA || offset % 8 != 0 || !bytes.contains(offset, UsedWords.LENGTH)) {
            return -1;
        }
        long word0 = bytes.u64(offset);
        long word1 = bytes.u64(offset + 8);
        long length = UsedWords.valueLength(word0, word1);
        return UsedWords.magic(word0) == USED && UsedWords.keyLength(word0, word1) == 0
                && UsedBounds.fit(bytes, offset, 0, length, UsedWords.padding(word0)) ? length : -1;
    }

    /** Whether this may be the first word of a used record with these hash bits: for those who look at many. */
    public static boolean mayBe(long word0, int hash) {
        return UsedWords.magic(word0) == USED && (word0 >>> 6 & HASH_MASK) == hash;
    }

    /** The zone size as a power of two that a used or free header claims; 0..63. */
    public static int zoneBits(Bytes bytes, long offset) {
        return (int) (bytes.u64(offset) & ZONE_MASK);
    }

    private static Block used(Bytes bytes, long offset, long word0) {
        long word1 = bytes.u64(offset + 8);
        long key = UsedWords.keyLength(word0, word1);
        long value = UsedWords.valueLength(word0, word1);
        long padding = UsedWords.padding(word0);
        if (!UsedBounds.fit(bytes, offset, key, value, padding)) {
            return new Block.Nothing(EXPECTED, UsedBounds.describe(key, value, padding));
        }
        return new Block.Used(new RecordHeader(offset, UsedWords.LENGTH, Role.DATA, key, value, padding,
                word0 >>> 6 & HASH_MASK, 5));
    }

    private static Block free(Bytes bytes, long offset, boolean listed) {
        long length = bytes.u64(offset + 8);
        if (length < FREE_HEADER - 16 || length % 8 != 0 || !bytes.contains(offset + 16, length)) {
            return new Block.Nothing(EXPECTED, "a free record with a length of %d".formatted(length));
        }
        return new Block.Free(new FreeRecord(offset, 16 + length, bytes.u64(offset + 16), bytes.u64(offset + 24),
                listed));
    }

    @Override
    public boolean isAsWritten(Bytes bytes, RecordHeader record) {
        long word0 = bytes.u64(record.offset());
        return UsedWords.isAsWritten(word0, record) && (word0 & ZONE_MASK) >= LEAST_ZONE_BITS;
    }

    @Override
    public boolean isChanging(Bytes bytes, long offset) {
        return bytes.contains(offset, Long.BYTES) && bytes.u64(offset) == NativeWords.NO_HEADER;
    }

    @Override
    public List<Field> fields(Bytes bytes, long offset) {
        return switch (at(bytes, offset)) {
            case Block.Used(RecordHeader record) -> usedFields(bytes, record);
            case Block.Free(FreeRecord free) -> freeFields(bytes, free);
            case Block.Recovery _,Block.Nothing _ -> List.of();
        };
    }

    private static List<Field> usedFields(Bytes bytes, RecordHeader record) {
        long at = record.offset();
        long word0 = bytes.u64(at);
        List<Field> low = List.of(
                new Field("hash", at, 8, 6, 5, record.hash(), hashMeaning(record)),
                new Field("zone_bits", at, 8, 0, 6, word0 & ZONE_MASK, zoneMeaning(word0)));
        List<Field> fields = new ArrayList<>(
                UsedWords.fields(at, word0, bytes.u64(at + 8), "used record", low));
        fields.addAll(UsedWords.body(record));
        return fields;
    }

    private static String hashMeaning(RecordHeader record) {
        if (record.keyLength() > 0) {
            return "lowest 5 bits of the key's hash";
        }
        return switch ((int) record.hash()) {
            case 0 -> "lowest 5 bits of the hash; 0 without a key: a sub-table may be here";
            case BUNDLE_HASH -> "lowest 5 bits of the hash; 29 without a key: a recovery bundle's area may be here";
            case SLOTS_HASH -> "lowest 5 bits of the hash; 30 without a key: the recovery pointers may be here";
            case CHAIN_HASH -> "lowest 5 bits of the hash; 31 without a key: a chain may be here";
            default -> "lowest 5 bits of the empty key's hash";
        };
    }

    private static String zoneMeaning(long word0) {
        return "the record's zone covers 2^%d bytes".formatted(word0 & ZONE_MASK);
    }

    private static List<Field> freeFields(Bytes bytes, FreeRecord free) {
        long at = free.offset();
        long word0 = bytes.u64(at);
        String magic = free.listed() ? "free record" : "free record that is being coalesced: on no list";
        return List.of(new Field("magic", at, 8, 6, 58, word0 >>> 6, magic),
                new Field("zone_bits", at, 8, 0, 6, word0 & ZONE_MASK, zoneMeaning(word0)),
                Field.word("data_length", at + 8, 8, free.length() - 16, "bytes behind these two words"),
                Field.word("next", at + 16, 8, free.next(), "offset of the next free record of the list, 0 ends"),
                Field.word("prev", at + 24, 8, free.prev(), "offset of the one before, 0 in the first"));
    }
}
