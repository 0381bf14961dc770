package tdb2.engine.format;

import java.util.ArrayList;
import java.util.List;
import tdb2.engine.format.RecordHeader.Role;
import tdb2.engine.storage.Bytes;

/**
 * Blocks of the dialects with free tables: TDB2 of 2012 and NTDB (spec c-formats, sections 2 and 4). The magic of a used
 * record tells its role. A free record, 24 bytes at least:
 *
 * <pre>
 *     63       56 55                                    0
 *  0 +-----------+---------------------------------------+
 *    | 0xFE      | prev; the first names the last        |
 *  8 +-----------+---------------------------------------+
 *    | free table| length: without these two words       |
 * 16 +-----------+---------------------------------------+
 *    | next, 0 ends                                      |
 *    +---------------------------------------------------+
 * </pre>
 *
 * Free table 0xFF: the record is being coalesced and on no list. The undo area is told by {@link UndoWords}. Safe for
 * several threads.
 */
public final class TableBlocks implements BlockReader {

    /** TDB2 of 2012: headers keep the 11 lowest hash bits. */
    public static final TableBlocks TDB2 = new TableBlocks(11);
    /** NTDB: headers keep no hash bits. */
    public static final TableBlocks NTDB = new TableBlocks(0);

    /** Bytes of the smallest free record, and of a free record's header. */
    public static final int FREE_HEADER = 24;

    static final int USED = 0x1999;
    static final int TABLE = 0x1888;
    static final int CHAIN = 0x1777;
    static final int FREE_TABLE = 0x1666;
    static final int CAPABILITY = 0x1555;
    static final long FREE = 0xFE;
    static final long NO_TABLE = 0xFF;
    private static final long LOW_11 = 0x7FF;
    private static final long LOW_56 = (1L << 56) - 1;

    private final int hashBits;
    private final String expected;

    private TableBlocks(int hashBits) {
        this.hashBits = hashBits;
        this.expected = hashBits == 0 ? "a record of NTDB" : "a record of TDB2 (2012)";
    }

    /** How many of the lowest hash bits a header keeps. */
    public int hashBits() {
        return hashBits;
    }

    @Override
    public int alignment() {
        return 8;
    }

    @Override
    public Block at(Bytes bytes, long offset) {
        if (offset % 8 != 0 || !bytes.contains(offset, UsedWords.LENGTH)) {
            return new Block.Nothing(expected, "an offset where no record can stand");
        }
        long word0 = bytes.u64(offset);
        return switch (UsedWords.magic(word0)) {
            case USED -> used(bytes, offset, word0, Role.DATA);
            case TABLE -> used(bytes, offset, word0, Role.TABLE);
            case CHAIN -> used(bytes, offset, word0, Role.CHAIN);
            case FREE_TABLE -> used(bytes, offset, word0, Role.FREE_TABLE);
            case CAPABILITY -> used(bytes, offset, word0, Role.CAPABILITY);
            default -> word0 >>> 56 == FREE ? free(bytes, offset, word0) : undo(bytes, offset, word0);
        };
    }

    /** The magic of a used record. */
    static int magic(Role role) {
        return switch (role) {
            case DATA, DEAD -> USED;
            case TABLE -> TABLE;
            case CHAIN -> CHAIN;
            case FREE_TABLE -> FREE_TABLE;
            case CAPABILITY -> CAPABILITY;
        };
    }

    /** The number of the free table that a free record claims to be listed in; 255 none. */
    public static int freeTable(Bytes bytes, long offset) {
        return (int) (bytes.u64(offset + 8) >>> 56);
    }

    private Block used(Bytes bytes, long offset, long word0, Role role) {
        long word1 = bytes.u64(offset + 8);
        long key = UsedWords.keyLength(word0, word1);
        long value = UsedWords.valueLength(word0, word1);
        long padding = UsedWords.padding(word0);
        if (!UsedBounds.fit(bytes, offset, key, value, padding)) {
            return new Block.Nothing(expected, UsedBounds.describe(key, value, padding));
        }
        long hash = hashBits == 0 ? 0 : word0 & LOW_11;
        return new Block.Used(new RecordHeader(offset, UsedWords.LENGTH, role, key, value, padding, hash, hashBits));
    }

    private Block free(Bytes bytes, long offset, long word0) {
        long word1 = bytes.u64(offset + 8);
        long length = word1 & LOW_56;
        if (length < FREE_HEADER - 16 || length % 8 != 0 || !bytes.contains(offset + 16, length)) {
            return new Block.Nothing(expected, "a free record with a length of %d".formatted(length));
        }
        return new Block.Free(new FreeRecord(offset, 16 + length, bytes.u64(offset + 16), word0 & LOW_56,
                word1 >>> 56 != NO_TABLE));
    }

    private Block undo(Bytes bytes, long offset, long word0) {
        return UndoWords.read(bytes, offset).filter(area -> area.capacity() > 0)
                .<Block>map(Block.Recovery::new)
                .orElseGet(() -> new Block.Nothing(expected, "the word " + UsedWords.hex(word0)));
    }

    @Override
    public boolean isAsWritten(Bytes bytes, RecordHeader record) {
        long word0 = bytes.u64(record.offset());
        return UsedWords.isAsWritten(word0, record) && (hashBits > 0 || (word0 & LOW_11) == 0);
    }

    @Override
    public boolean isChanging(Bytes bytes, long offset) {
        return bytes.contains(offset, Long.BYTES) && bytes.u64(offset) == TableWords.NO_HEADER;
    }

    @Override
    public List<Field> fields(Bytes bytes, long offset) {
        return switch (at(bytes, offset)) {
            case Block.Used(RecordHeader record) -> usedFields(bytes, record);
            case Block.Free(FreeRecord free) -> freeFields(bytes, free);
            case Block.Recovery(RecoveryRecord area) -> UndoWords.fields(bytes, area.offset());
            case Block.Nothing _ -> List.of();
        };
    }

    private List<Field> usedFields(Bytes bytes, RecordHeader record) {
        long at = record.offset();
        long word0 = bytes.u64(at);
        String low = hashBits == 0 || record.role() != Role.DATA ? "not used, 0" : "lowest 11 bits of the key's hash";
        List<Field> fields = new ArrayList<>(UsedWords.fields(at, word0, bytes.u64(at + 8), name(record.role()),
                List.of(new Field("hash", at, 8, 0, 11, word0 & LOW_11, low))));
        fields.addAll(content(bytes, record));
        return fields;
    }

    /** What stands behind the two words; a record too short for its role is told as bytes. */
    private List<Field> content(Bytes bytes, RecordHeader record) {
        if (record.keyLength() == 0 && record.role() == Role.FREE_TABLE && record.valueLength() == FreeTable.DATA) {
            return FreeTable.fields(bytes, record.offset());
        }
        if (record.keyLength() == 0 && record.role() == Role.CAPABILITY && record.valueLength() >= Capability.DATA) {
            return Capability.fields(bytes, record.offset());
        }
        boolean treeChain = hashBits != 0 && record.role() == Role.CHAIN && record.keyLength() == 0
                && record.valueLength() == TreeChain.DATA;
        return treeChain ? TreeChain.fields(bytes, record.offset()) : UsedWords.body(record);
    }

    private static String name(Role role) {
        return switch (role) {
            case DATA, DEAD -> "used record";
            case TABLE -> "hash table";
            case CHAIN -> "chain of records";
            case FREE_TABLE -> "free table";
            case CAPABILITY -> "capability";
        };
    }

    private static List<Field> freeFields(Bytes bytes, FreeRecord free) {
        long at = free.offset();
        long table = freeTable(bytes, at);
        String listed = free.listed() ? "number of the free table whose list it is on" : "being coalesced: on no list";
        return List.of(new Field("magic", at, 8, 56, 8, FREE, "free record"),
                new Field("prev", at, 8, 0, 56, free.prev(), "offset of the one before; the first names the last"),
                new Field("free_table", at + 8, 8, 56, 8, table, listed),
                new Field("length", at + 8, 8, 0, 56, free.length() - 16, "bytes behind these two words"),
                Field.word("next", at + 16, 8, free.next(), "offset of the next free record of the list, 0 ends"));
    }
}
