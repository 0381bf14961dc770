package tdb2.engine.format;

import tdb2.engine.format.RecordHeader.Role;
import tdb2.engine.storage.Bytes;

/**
 * The headers of native records (spec tdb2-native), pictured at {@link NativeBlocks}.
 *
 * @param zoneBits size of the zone they lie in, as a power of two
 */
public record NativeWords(int zoneBits) implements RecordWords {

    static final long NO_HEADER = 0;

    private static final int SMALLEST = 32;
    private static final int HASH_BITS = 5;
    private static final int HASH_MASK = (1 << HASH_BITS) - 1;

    @Override
    public long smallest() {
        return SMALLEST;
    }

    @Override
    public RecordHeader header(NewRecord record, long offset, long length) {
        return new RecordHeader(offset, UsedWords.LENGTH, Role.DATA, record.keyLength(), record.valueLength(),
                record.padding(length), record.hash() & HASH_MASK, HASH_BITS);
    }

    private long used0(NewRecord record, long length) {
        return UsedWords.word0(NativeBlocks.USED, record, length, (record.hash() & HASH_MASK) << 6 | zoneBits);
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
        change(bytes, offset, NativeBlocks.COALESCING | zoneBits, length - UsedWords.LENGTH);
    }

    @Override
    public void writeUnlisted(WritableBytes bytes, long offset, long length) {
        bytes.put(offset + 8, length - UsedWords.LENGTH);
        bytes.put(offset, NativeBlocks.COALESCING | zoneBits);
    }

    @Override
    public void list(WritableBytes bytes, long offset, boolean listed) {
        bytes.put(offset, (listed ? NativeBlocks.FREE : NativeBlocks.COALESCING) | zoneBits);
    }

    @Override
    public boolean isListed(Bytes bytes, long offset) {
        return bytes.u64(offset) == (NativeBlocks.FREE | zoneBits);
    }

    @Override
    public boolean isUnlisted(Bytes bytes, long offset) {
        return bytes.contains(offset, Long.BYTES) && bytes.u64(offset) == (NativeBlocks.COALESCING | zoneBits);
    }

    @Override
    public long freeLength(Bytes bytes, long offset) {
        return bytes.u64(offset + 8) + UsedWords.LENGTH;
    }

    @Override
    public void resize(WritableBytes bytes, long offset, long length) {
        bytes.put(offset + 8, length - UsedWords.LENGTH);
    }

    @Override
    public long prev(Bytes bytes, long free) {
        return bytes.u64(free + 24);
    }

    @Override
    public void prev(WritableBytes bytes, long free, long prev) {
        bytes.put(free + 24, prev);
    }

    private static void change(WritableBytes bytes, long offset, long word0, long word1) {
        if (!whole(word0) || bytes.u64(offset + 8) != word1 || !whole(bytes.u64(offset))) {
            bytes.put(offset, NO_HEADER);
            bytes.put(offset + 8, word1);
        }
        bytes.put(offset, word0);
    }

    /**
     * Whether the second word is the length of all that follows: free, or used with no key and no padding. One store will
     * do where it is so before and after.
     */
    private static boolean whole(long word0) {
        return UsedWords.magic(word0) != NativeBlocks.USED
                || (UsedWords.field(word0) == 0 && UsedWords.padding(word0) == 0);
    }
}
