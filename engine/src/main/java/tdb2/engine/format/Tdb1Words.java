package tdb2.engine.format;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * The headers of TDB1 records ({@link Tdb1Blocks}), word by word, for those who change them. Each word is stored in one
 * piece. Safe for several threads.
 *
 * @param bytes the file
 * @param header of the file: pointers count from its base
 */
public record Tdb1Words(WritableBytes bytes, Tdb1Header header) {

    /** Bytes of the tailer at a record's end. */
    public static final int TAILER = 4;

    private static final long WORD = 0xFFFF_FFFFL;

    /**
     * What a block says of itself at its start, read at once.
     *
     * @param next offset in the file of the block it leads to, 0 none
     * @param length in bytes of the whole block, header and tailer included
     * @param magic what kind of block it is
     */
    public record Head(long next, long length, long magic) {

        /** Of no block. */
        public static final Head NONE = new Head(0, 0, 0);

        /** Whether the block says that it is free. */
        public boolean isFree() {
            return magic == Tdb1Blocks.FREE;
        }

        /** Whether the block says that it is in use. */
        public boolean isUsed() {
            return magic == Tdb1Blocks.USED;
        }
    }

    /** What a block says of itself. The caller holds what keeps others from changing it. */
    public Head head(long block) {
        long both = bytes.storage().u64(block, bytes.order());
        boolean little = bytes.order() == ByteOrder.LITTLE_ENDIAN;
        long next = little ? both & WORD : both >>> Integer.SIZE;
        long length = little ? both >>> Integer.SIZE : both & WORD;
        return new Head(header.resolve(next), Tdb1Blocks.HEADER + length, word(block + Tdb1Blocks.MAGIC));
    }

    /** A word of the file. */
    public long word(long at) {
        return bytes.storage().u32(at, bytes.order());
    }

    /** Stores a word. */
    public void word(long at, long value) {
        bytes.storage().putU32(at, value, bytes.order());
    }

    /** The offset in the file that a stored pointer leads to; 0 none. */
    public long pointer(long at) {
        return header.resolve(word(at));
    }

    /** Stores a pointer to an offset in the file; 0 none. */
    public void pointer(long at, long target) {
        word(at, target == 0 ? 0 : target - header.base());
    }

    /** Bytes of a whole block, header and tailer included. */
    public long length(long block) {
        return Tdb1Blocks.HEADER + word(block + Tdb1Blocks.REC_LEN);
    }

    /** Stores the length of a whole block in its header. */
    public void length(long block, long length) {
        word(block + Tdb1Blocks.REC_LEN, length - Tdb1Blocks.HEADER);
    }

    /** Stores the length of a whole block in its last word. */
    public void tailer(long block, long length) {
        word(block + length - TAILER, length);
    }

    /** The hash of a record's key, as its header has it. */
    public long hash(long record) {
        return word(record + Tdb1Blocks.FULL_HASH);
    }

    /** Whether a block says that it is free. */
    public boolean isFree(long block) {
        return word(block + Tdb1Blocks.MAGIC) == Tdb1Blocks.FREE;
    }

    /** Whether a block says that it is a dead record. */
    public boolean isDead(long block) {
        return word(block + Tdb1Blocks.MAGIC) == Tdb1Blocks.DEAD;
    }

    /** Whether a block says that it is in use. */
    public boolean isUsed(long block) {
        return word(block + Tdb1Blocks.MAGIC) == Tdb1Blocks.USED;
    }

    /** Says that a block is in use. */
    public void used(long block) {
        word(block + Tdb1Blocks.MAGIC, Tdb1Blocks.USED);
    }

    /** Says that a block is free. */
    public void free(long block) {
        word(block + Tdb1Blocks.MAGIC, Tdb1Blocks.FREE);
    }

    /** Says that a record is dead. */
    public void dead(long record) {
        word(record + Tdb1Blocks.MAGIC, Tdb1Blocks.DEAD);
    }

    /** Stores the length of a record's value. */
    public void valueLength(long record, long length) {
        word(record + Tdb1Blocks.DATA_LEN, length);
    }

    /** Writes the header of a used record that nothing leads to yet, and tells it. */
    public RecordHeader used(long block, long length, NewRecord record) {
        long content = length - Tdb1Blocks.HEADER;
        byte[] words = ByteBuffer.allocate(Tdb1Blocks.HEADER).order(bytes.order()).putInt(0).putInt((int) content)
                .putInt((int) record.keyLength()).putInt((int) record.valueLength()).putInt((int) record.hash())
                .putInt((int) Tdb1Blocks.USED).array();
        bytes.write(block, words);
        return new RecordHeader(block, Tdb1Blocks.HEADER, RecordHeader.Role.DATA, record.keyLength(),
                record.valueLength(), content - record.keyLength() - record.valueLength(), record.hash(), Integer.SIZE);
    }
}
