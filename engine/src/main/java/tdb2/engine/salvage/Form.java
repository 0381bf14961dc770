package tdb2.engine.salvage;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.Function;
import tdb2.engine.format.Block;
import tdb2.engine.format.BlockReader;
import tdb2.engine.format.Dialect;
import tdb2.engine.format.NativeBlocks;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.TableBlocks;
import tdb2.engine.format.Tdb1Blocks;
import tdb2.engine.format.Tdb1Header;
import tdb2.engine.hash.Hashes;
import tdb2.engine.storage.Bytes;

/**
 * How the records of a dialect look in one byte order, told without the file's header.
 *
 * @param dialect the dialect
 * @param order byte order
 * @param blocks reads its blocks
 * @param hash the hash of a key; empty when the file's hash function or seed is not known
 */
public record Form(Dialect dialect, ByteOrder order, BlockReader blocks, Function<byte[], OptionalLong> hash) {

    /** Bytes that tell whether a block can begin somewhere. */
    public static final int LOOK = 24;

    private static final Function<byte[], OptionalLong> UNKNOWN = _ -> OptionalLong.empty();
    private static final List<Integer> NARROW_MAGICS = List.of(0x26011999, 0xD9FEE666, 0xFEE1DEAD, 0xF53BC0E7);
    private static final List<Integer> WIDE_MAGICS = List.of(0x1999, 0x1888, 0x1777, 0x1666, 0x1555);
    private static final long NATIVE_FREE = ~0x1999L << 6;
    private static final long ZONE_BITS = 63;
    private static final long LOW_56 = (1L << 56) - 1;
    private static final int MOST_FREE_TABLES = 16;
    private static final int TDB1_MAGIC_AT = 20;
    private static final int TDB1_TAILER = 4;
    private static final int LONGEST_KEY_HASHED = 1 << 20;
    private static final int TABLE_LENGTH = 512;
    private static final int SMALL_TABLE_LENGTH = 64;
    private static final long ENTRY_OFFSET = 0x00FF_FFFF_FFFF_FFF8L;

    /** The form of a dialect whose header is lost. */
    public static Form of(Dialect dialect, ByteOrder order) {
        BlockReader blocks = switch (dialect) {
            case TDB1 -> new Tdb1Blocks(new Tdb1Header(order, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0));
            case TDB2 -> NativeBlocks.READER;
            case TDB2_TABLES -> TableBlocks.TDB2;
            case NTDB -> TableBlocks.NTDB;
        };
        return new Form(dialect, order, blocks, UNKNOWN);
    }

    /** Whether a block may begin at a place of a chunk, which holds {@link #LOOK} bytes from there; never a wrong no. */
    boolean mayBegin(ByteBuffer chunk, int at) {
        if (dialect == Dialect.TDB1) {
            return switch (chunk.getInt(at + TDB1_MAGIC_AT)) {
                case 0x26011999, 0xD9FEE666, 0xFEE1DEAD, 0xF53BC0E7 -> true;
                default -> false;
            };
        }
        int top = chunk.getShort(order == ByteOrder.BIG_ENDIAN ? at : at + 6) & 0xFFFF;
        return switch (top) {
            case 0x1999, 0x1888, 0x1777, 0x1666, 0x1555, 0xFFFF, 0x002E, 0xF53B -> true;
            default -> top >>> 8 == 0xFE;
        };
    }

    /** Whether the header of an undo area that is over may stand at a place of a chunk; never a wrong no. */
    boolean mayBeUndo(ByteBuffer chunk, int at) {
        return switch (dialect) {
            case TDB1 -> chunk.getInt(at) == 0 && chunk.getInt(at + TDB1_MAGIC_AT) == 0 && chunk.getInt(at + 4) != 0;
            case TDB2_TABLES, NTDB -> chunk.getLong(at) == 0 && chunk.getLong(at + 8) > 0 && chunk.getLong(at + 16) > 0;
            case TDB2 -> false;
        };
    }

    /** The block at an offset, if it is one this form can have; a key that disagrees with its hash makes it none. */
    boolean plausible(Bytes bytes, RecordHeader record) {
        return formed(bytes, record) && hashed(bytes, record);
    }

    /** Whether a record of key and value can have such a header, whatever its hash says. */
    public boolean formed(Bytes bytes, RecordHeader record) {
        return blocks.isAsWritten(bytes, record) && switch (dialect) {
            case TDB1 -> true;
            case TDB2 -> !structure(bytes, record);
            case TDB2_TABLES, NTDB -> paddingBegins(bytes, record);
        };
    }

    /**
     * Whether a header all but stands at an offset: at most one byte of its magic is another, or its lengths cannot be, as
     * behind a file's new end. Also true of the head of a zone.
     */
    public boolean nearlyBegins(Bytes bytes, long at) {
        if (at % blocks.alignment() != 0 || !bytes.contains(at, LOOK)) {
            return false;
        }
        if (dialect == Dialect.TDB1) {
            int there = (int) bytes.u32(at + TDB1_MAGIC_AT);
            return NARROW_MAGICS.stream().anyMatch(magic -> oneByte((there ^ magic) & 0xFFFF_FFFFL));
        }
        long word = bytes.u64(at);
        int top = (int) (word >>> 48);
        boolean used = top != 0 && WIDE_MAGICS.stream().anyMatch(magic -> oneByte(top ^ magic));
        return used || (dialect == Dialect.TDB2
                ? oneByte((word ^ NATIVE_FREE) & ~ZONE_BITS) || zoneBegins(bytes, at)
                : freeBegins(bytes, at));
    }

    /** Whether a free record of 2012 or NTDB may stand at an offset, whose magic is a byte: all its words must agree. */
    private static boolean freeBegins(Bytes bytes, long at) {
        long prev = bytes.u64(at) & LOW_56;
        long length = bytes.u64(at + 8) & LOW_56;
        long next = bytes.u64(at + 16);
        long table = bytes.u64(at + 8) >>> 56;
        boolean aligned = (prev | length | next) % 8 == 0 && length > 0;
        boolean named = table < MOST_FREE_TABLES || table == 0xFF;
        boolean within = prev < bytes.size() && next >= 0 && next < bytes.size();
        return aligned && named && (bytes.u64(at) >>> 56 == 0xFE || (within && prev > 0));
    }

    /** Whether the head of a zone may stand at an offset: its size and then the heads of its free lists. */
    private static boolean zoneBegins(Bytes bytes, long at) {
        long bits = bytes.u64(at);
        if (bits < 16 || bits > 62 || !bytes.contains(at, Long.BYTES * (bits - 1))) {
            return false;
        }
        long[] words = new long[(int) bits - 1];
        bytes.words(at, words);
        for (int i = 1; i < words.length; i++) {
            if (words[i] % 8 != 0 || words[i] < 0) {
                return false;
            }
        }
        return true;
    }

    private static boolean oneByte(long difference) {
        for (long mask = 0xFF; mask != 0; mask <<= 8) {
            if ((difference & ~mask) == 0) {
                return true;
            }
        }
        return false;
    }

    /** Whether a block's end is certain: TDB1 repeats the length there. */
    public boolean closed(Bytes bytes, Block block) {
        return dialect == Dialect.TDB1 && switch (block) {
            case Block.Used(RecordHeader record) -> closed(bytes, record);
            case Block.Free free -> bytes.u32(free.header().end() - TDB1_TAILER) == free.header().length();
            case Block.Recovery _,Block.Nothing _ -> false;
        };
    }

    private static boolean closed(Bytes bytes, RecordHeader record) {
        return record.padding() >= TDB1_TAILER && bytes.u32(record.end() - TDB1_TAILER) == record.length();
    }

    /** Whether a key has the hash its header tells, as far as the hash function is known and the header tells any. */
    public boolean hashed(Bytes bytes, RecordHeader record) {
        if (record.keyLength() > LONGEST_KEY_HASHED) {
            return true;
        }
        byte[] key = bytes.bytes(record.keyOffset(), (int) record.keyLength());
        OptionalLong known = hash.apply(key);
        if (known.isPresent()) {
            return record.bitsOf(known.getAsLong()) == record.hash();
        }
        return dialect != Dialect.TDB1 || closed(bytes, record)
                || Hashes.TDB1_DEFAULT.hash(key, 0) == record.hash()
                || Hashes.TDB1_JENKINS.hash(key, 0) == record.hash();
    }

    /** Writers make the first byte of padding zero. */
    private static boolean paddingBegins(Bytes bytes, RecordHeader record) {
        return record.padding() == 0 || bytes.bytes(record.paddingOffset(), 1)[0] == 0;
    }

    /** Whether a record is one of the native dialect that has no key and is a part of its index or its recovery. */
    boolean isStructure(Bytes bytes, RecordHeader record) {
        return dialect == Dialect.TDB2 && structure(bytes, record);
    }

    private boolean structure(Bytes bytes, RecordHeader record) {
        if (record.keyLength() > 0) {
            return false;
        }
        return record.hash() >= NativeBlocks.BUNDLE_HASH || (mayBeTable(record) && table(bytes, record));
    }

    /** Whether a header may be that of a sub-table of the native dialect, whatever its content is by now. */
    public boolean mayBeTable(RecordHeader record) {
        return dialect == Dialect.TDB2 && record.keyLength() == 0 && record.hash() == 0
                && (record.valueLength() == TABLE_LENGTH || record.valueLength() == SMALL_TABLE_LENGTH);
    }

    /** Whether most words are empty or lead to somewhere in the file: some of them may be damaged, and what they lead to. */
    private static boolean table(Bytes bytes, RecordHeader record) {
        long[] entries = new long[(int) record.valueLength() / Long.BYTES];
        bytes.words(record.valueOffset(), entries);
        long within = Arrays.stream(entries).filter(entry -> (entry & ENTRY_OFFSET) < bytes.size()).count();
        return 4 * within >= 3L * entries.length;
    }
}
