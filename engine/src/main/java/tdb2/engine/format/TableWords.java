package tdb2.engine.format;

import tdb2.engine.format.RecordHeader.Role;
import tdb2.engine.storage.Bytes;

/**
 * The headers of records of TDB2 of 2012 and NTDB (spec c-formats, sections 2 and 4), pictured at {@link TableBlocks}. A
 * free record on no list names the free table 255. While two words of a header change the first one is a word of the byte
 * by which the C libraries fill up a file that grows.
 *
 * @param hashBits lowest bits of the hash that a header keeps: 11, or 0 in NTDB
 * @param table number of the free table on whose lists free records are, 0 to 254
 */
public record TableWords(int hashBits, int table) implements RecordWords {

    private static final int TABLE_SHIFT = 56;
    private static final long LOW_56 = (1L << TABLE_SHIFT) - 1;
    static final long NO_HEADER = 0x4343_4343_4343_4343L;

    @Override
    public long smallest() {
        return TableBlocks.FREE_HEADER;
    }

    @Override
    public RecordHeader header(NewRecord record, long offset, long length) {
        return new RecordHeader(offset, UsedWords.LENGTH, record.role(), record.keyLength(), record.valueLength(),
                record.padding(length), hash(record), hashBits);
    }

    private long hash(NewRecord record) {
        return record.role() == Role.DATA ? record.hash() & (1L << hashBits) - 1 : 0;
    }

    private long used0(NewRecord record, long length) {
        return UsedWords.word0(TableBlocks.magic(record.role()), record, length, hash(record));
    }

    @Override
    public void use(WritableBytes bytes, long offset, NewRecord record, long length) {
        change(bytes, offset, used0(record, length), UsedWords.word1(record));
    }

    @Override
    public void writeUsed(WritableBytes bytes, long offset, NewRecord record, long length) {
        bytes.put(offset + 8, UsedWords.word1(record));
        bytes.put(offset, used0(record, length));
    }

    @Override
    public void release(WritableBytes bytes, long offset, long length) {
        change(bytes, offset, free0(offset), unlisted1(length));
    }

    @Override
    public void writeUnlisted(WritableBytes bytes, long offset, long length) {
        bytes.put(offset + 8, unlisted1(length));
        bytes.put(offset, free0(offset));
    }

    private static void change(WritableBytes bytes, long offset, long word0, long word1) {
        bytes.put(offset, NO_HEADER);
        bytes.put(offset + 8, word1);
        bytes.put(offset, word0);
    }

    private static long free0(long prev) {
        return TableBlocks.FREE << TABLE_SHIFT | prev;
    }

    private static long unlisted1(long length) {
        return TableBlocks.NO_TABLE << TABLE_SHIFT | length - UsedWords.LENGTH;
    }

    @Override
    public void list(WritableBytes bytes, long offset, boolean listed) {
        long length = bytes.u64(offset + 8) & LOW_56;
        bytes.put(offset + 8, (listed ? table : TableBlocks.NO_TABLE) << TABLE_SHIFT | length);
    }

    @Override
    public boolean isListed(Bytes bytes, long offset) {
        return isOn(bytes, offset, table);
    }

    @Override
    public boolean isUnlisted(Bytes bytes, long offset) {
        return bytes.contains(offset, UsedWords.LENGTH) && isOn(bytes, offset, TableBlocks.NO_TABLE);
    }

    private static boolean isOn(Bytes bytes, long offset, long number) {
        return bytes.u64(offset) >>> TABLE_SHIFT == TableBlocks.FREE
                && bytes.u64(offset + 8) >>> TABLE_SHIFT == number;
    }

    @Override
    public long freeLength(Bytes bytes, long offset) {
        return (bytes.u64(offset + 8) & LOW_56) + UsedWords.LENGTH;
    }

    @Override
    public void resize(WritableBytes bytes, long offset, long length) {
        bytes.put(offset + 8, (bytes.u64(offset + 8) & ~LOW_56) | (length - UsedWords.LENGTH));
    }

    @Override
    public long prev(Bytes bytes, long free) {
        return bytes.u64(free) & LOW_56;
    }

    @Override
    public void prev(WritableBytes bytes, long free, long prev) {
        bytes.put(free, free0(prev));
    }
}
