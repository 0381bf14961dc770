package tdb2.engine.dialect;

import java.nio.ByteOrder;
import java.util.Arrays;
import tdb2.engine.format.FreeTable;
import tdb2.engine.format.MagicFood;
import tdb2.engine.format.NtdbHeader;
import tdb2.engine.format.RecordHeader.Role;
import tdb2.engine.format.TableBlocks;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.hash.Hashes;

/**
 * The bytes of an empty file of NTDB, as its library makes them: header, hash table, free table, and a free record up to
 * the next multiple of 16384.
 *
 * @param order byte order
 * @param seed of the hash function; the lower 32 bits count
 * @param buckets wished for, 1 to {@link #MOST}; rounded up to a power of two
 * @param hash which function
 */
public record NtdbCreation(ByteOrder order, long seed, long buckets, HashChoice hash) implements Creation {

    /** Number of buckets when nobody wishes for another. */
    public static final long USUAL = 8192;
    /** Most buckets that a new file may have: its table is made in memory. */
    public static final long MOST = 1L << 24;

    private static final long HASH_MASK = 0xFFFF_FFFFL;
    private static final byte FILL = 'C';

    public NtdbCreation {
        if (buckets < 1 || buckets > MOST) {
            throw new IllegalArgumentException("%d buckets: there may be 1 to %d".formatted(buckets, MOST));
        }
    }

    @Override
    public byte[] content() {
        int bits = Long.SIZE - Long.numberOfLeadingZeros(buckets - 1);
        int table = NtdbHeader.BUCKETS + (8 << bits);
        int free = table + FreeTable.LENGTH;
        int least = free + TableBlocks.FREE_HEADER;
        int size = (least + NtdbHeader.PAGE - 1) / NtdbHeader.PAGE * NtdbHeader.PAGE;
        TableImage file = TableImage.of(MagicFood.NTDB, size, order, TableBlocks.NTDB.hashBits());
        file.bytes().put(72, bits);
        file.bytes().put(80, new HashTest(Hashes.NTDB, HASH_MASK, seed, 0).of(hash, HashTest.PLAIN));
        file.bytes().put(88, seed);
        file.bytes().put(NtdbHeader.FREE_TABLE, table);
        file.record(Role.TABLE, NtdbHeader.LENGTH, 8L << bits);
        file.record(Role.FREE_TABLE, table, FreeTable.DATA);
        byte[] filling = new byte[size - free];
        Arrays.fill(filling, FILL);
        file.bytes().write(free, filling);
        file.free(table, free);
        return file.content();
    }
}
