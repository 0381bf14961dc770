package tdb2.engine.dialect;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import tdb2.engine.error.Fault;
import tdb2.engine.error.RefusedException;
import tdb2.engine.format.Tdb1Header;
import tdb2.engine.hash.HashChoice;

/**
 * The bytes of an empty TDB1 file: header and chain heads (spec c-formats, section 1).
 *
 * @param hashSize number of chains, 1 or more
 * @param order byte order
 * @param hash which function; the default one is libtdb's own
 */
public record Tdb1Creation(long hashSize, ByteOrder order, HashChoice hash) implements Creation {

    /** How many chains a file has when nobody says otherwise. */
    public static final int USUAL_HASH_SIZE = 131;

    /** Chain heads are made in memory; libtdb's own users have some ten thousand. */
    private static final long MOST = 100_000_000;

    public Tdb1Creation {
        if (hashSize < 1 || hashSize > MOST) {
            throw new RefusedException(new Fault("the new file", Tdb1Header.HASH_SIZE,
                    "1 to %d hash chains".formatted(MOST), String.valueOf(hashSize), "name another hash size"));
        }
    }

    @Override
    public byte[] content() {
        ByteBuffer file = ByteBuffer.allocate((int) (Tdb1Header.CHAINS + 4 * hashSize)).order(order);
        file.put(0, Tdb1Header.MAGIC_FOOD.getBytes(StandardCharsets.US_ASCII));
        file.putInt(Tdb1Header.VERSION_OFFSET, (int) Tdb1Header.VERSION);
        file.putInt(Tdb1Header.HASH_SIZE, (int) hashSize);
        if (hash instanceof HashChoice.Jenkins) {
            // keeps libraries out that know only the other function
            file.putInt(Tdb1Header.RWLOCKS, (int) Tdb1Header.HASH_RWLOCK_MAGIC);
        }
        Tdb1HashTest test = Tdb1HashTest.of(hash, order);
        file.putInt(Tdb1Header.MAGIC1, (int) test.magic1());
        file.putInt(Tdb1Header.MAGIC2, (int) test.magic2());
        return file.array();
    }
}
