package tdb2.engine.format;

import java.nio.ByteOrder;
import java.util.List;
import tdb2.engine.format.RecordHeader.Role;
import tdb2.engine.storage.Bytes;

/**
 * Records of TDB1 (spec c-formats, section 1). Every block begins with the same 24 bytes, all u32:
 *
 * <pre>
 *  0 +---------+---------+
 *    | next    | rec_len |   next: in its chain or the free list, 0 ends
 *  8 +---------+---------+
 *    | key_len | data_len|   rec_len: everything behind these 24 bytes
 * 16 +---------+---------+
 *    | hash    | magic   |
 * 24 +---------+---------+
 *    | key, data, slack …
 *    +---------+
 *    | tailer  |             rec_len + 24
 *    +---------+
 * </pre>
 *
 * @param header of the file: pointers count from its base
 */
public record Tdb1Blocks(Tdb1Header header) implements BlockReader {

    /** Bytes of a block's header. */
    public static final int HEADER = 24;

    /** The magic of an undo area that is pending. */
    public static final long RECOVERY = 0xF53BC0E7L;

    static final long USED = 0x26011999L;
    static final long FREE = 0xD9FEE666L;
    static final long DEAD = 0xFEE1DEADL;

    static final int REC_LEN = 4;
    private static final int KEY_LEN = 8;
    static final int DATA_LEN = 12;
    static final int FULL_HASH = 16;
    static final int MAGIC = 20;
    private static final int TAILER = Tdb1Words.TAILER;

    @Override
    public int alignment() {
        return 4;
    }

    @Override
    public Block at(Bytes bytes, long offset) {
        String expected = "a TDB1 record";
        if (offset % alignment() != 0 || !bytes.contains(offset, HEADER)) {
            return new Block.Nothing(expected, "an offset where no record can stand");
        }
        long recLen = bytes.u32(offset + REC_LEN);
        if (!bytes.contains(offset + HEADER, recLen)) {
            return new Block.Nothing(expected, "a length of %d that reaches outside the file".formatted(recLen));
        }
        long magic = bytes.u32(offset + MAGIC);
        if (magic == USED || magic == DEAD) {
            return used(bytes, offset, recLen, magic == USED ? Role.DATA : Role.DEAD);
        }
        if (magic == FREE) {
            long next = header.resolve(bytes.u32(offset));
            return new Block.Free(new FreeRecord(offset, HEADER + recLen, next, 0, true));
        }
        if (magic == RECOVERY) {
            return new Block.Recovery(recovery(bytes, offset));
        }
        return new Block.Nothing(expected, "magic 0x%08x".formatted(magic));
    }

    private static Block used(Bytes bytes, long offset, long recLen, Role role) {
        long key = bytes.u32(offset + KEY_LEN);
        long data = bytes.u32(offset + DATA_LEN);
        if (key + data > recLen) {
            return new Block.Nothing("a TDB1 record",
                    "key of %d and data of %d in a record of %d".formatted(key, data, recLen));
        }
        return new Block.Used(new RecordHeader(offset, HEADER, role, key, data, recLen - key - data,
                bytes.u32(offset + FULL_HASH), 32));
    }

    /** Whether a header says that it is one of a record in use with another hash; nothing else of it is looked at. */
    public boolean isDataOfAnother(Bytes bytes, long offset, long hash) {
        long both = bytes.u64(offset + FULL_HASH); // two words that stand side by side, read at once
        boolean little = bytes.order() == ByteOrder.LITTLE_ENDIAN;
        long first = both & 0xffff_ffffL;
        long last = both >>> Integer.SIZE;
        return (little ? last : first) == USED && (little ? first : last) != hash;
    }

    /** The record after this one in its chain or list, as an offset in the file; 0 ends. */
    public long next(Bytes bytes, long offset) {
        return header.resolve(bytes.u32(offset));
    }

    /** The undo area at an offset, whatever its magic says: the header points to it. */
    public RecoveryRecord recovery(Bytes bytes, long offset) {
        return new RecoveryRecord(offset, HEADER, bytes.u32(offset + REC_LEN), bytes.u32(offset + DATA_LEN),
                bytes.u32(offset + KEY_LEN) + header.base(), bytes.u32(offset + MAGIC) == RECOVERY);
    }

    @Override
    public List<Field> fields(Bytes bytes, long offset) {
        return switch (at(bytes, offset)) {
            case Block.Used(RecordHeader record) -> usedFields(bytes, record);
            case Block.Free(FreeRecord free) -> headerFields(bytes, offset, "offset of the next free record, 0 ends");
            case Block.Recovery(RecoveryRecord recovery) -> recoveryFields(bytes, offset);
            case Block.Nothing _ -> List.of();
        };
    }

    private List<Field> usedFields(Bytes bytes, RecordHeader record) {
        long at = record.offset();
        Field tailer = Field.word("tailer", record.end() - TAILER, TAILER, bytes.u32(record.end() - TAILER),
                "rec_len + 24: lets the block behind find this one");
        return List.of(
                Field.word("next", at, 4, bytes.u32(at), "offset of the next record in the chain, 0 ends"),
                Field.word("rec_len", at + REC_LEN, 4, bytes.u32(at + REC_LEN), "bytes behind this header"),
                Field.word("key_len", at + KEY_LEN, 4, record.keyLength(), "bytes of the key"),
                Field.word("data_len", at + DATA_LEN, 4, record.valueLength(), "bytes of the value"),
                Field.word("full_hash", at + FULL_HASH, 4, record.hash(),
                        "hash of the key: chain %d".formatted(record.hash() % header.hashSize())),
                Field.word("magic", at + MAGIC, 4, bytes.u32(at + MAGIC),
                        record.role() == Role.DEAD ? "dead: deleted, still in its chain" : "used"),
                Field.range("key", record.keyOffset(), record.keyLength(), "the key"),
                Field.range("data", record.valueOffset(), record.valueLength(), "the value"),
                Field.range("slack", record.paddingOffset(), Math.max(0, record.padding() - TAILER),
                        "room to grow in"),
                tailer);
    }

    private static List<Field> headerFields(Bytes bytes, long at, String next) {
        return List.of(Field.word("next", at, 4, bytes.u32(at), next),
                Field.word("rec_len", at + REC_LEN, 4, bytes.u32(at + REC_LEN), "bytes behind this header"),
                Field.word("key_len", at + KEY_LEN, 4, bytes.u32(at + KEY_LEN), "not used in a free record"),
                Field.word("data_len", at + DATA_LEN, 4, bytes.u32(at + DATA_LEN), "not used in a free record"),
                Field.word("full_hash", at + FULL_HASH, 4, bytes.u32(at + FULL_HASH), "not used in a free record"),
                Field.word("magic", at + MAGIC, 4, bytes.u32(at + MAGIC), "free"));
    }

    /** The fields of the undo area's header. */
    public List<Field> recoveryFields(Bytes bytes, long at) {
        RecoveryRecord area = recovery(bytes, at);
        return List.of(Field.word("next", at, 4, bytes.u32(at), "not used"),
                Field.word("rec_len", at + REC_LEN, 4, area.capacity(), "capacity of the area"),
                Field.word("key_len", at + KEY_LEN, 4, bytes.u32(at + KEY_LEN),
                        "size of the database before the transaction"),
                Field.word("data_len", at + DATA_LEN, 4, area.used(), "bytes the last transaction wrote here"),
                Field.word("full_hash", at + FULL_HASH, 4, bytes.u32(at + FULL_HASH), "not used"),
                Field.word("magic", at + MAGIC, 4, bytes.u32(at + MAGIC),
                        area.pending() ? "pending: a crash left it to be undone" : "not pending"));
    }
}
