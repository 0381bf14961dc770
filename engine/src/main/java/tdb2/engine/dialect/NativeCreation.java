package tdb2.engine.dialect;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import tdb2.engine.format.MagicFood;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.format.ZoneHeader;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.hash.Hashes;
import java.nio.ByteBuffer;

/**
 * The bytes of an empty native file: header and the header of zone 0, and no free space yet (spec tdb2-native).
 *
 * @param variant 0 or 1
 * @param order byte order
 * @param seed of the hash function
 * @param hash which function
 */
public record NativeCreation(int variant, ByteOrder order, long seed, HashChoice hash) implements Creation {

    @Override
    public byte[] content() {
        ZoneHeader zone = new ZoneHeader(Tdb2Header.LENGTH, ZoneHeader.MIN_BITS);
        int end = (int) (zone.offset() + zone.length());
        ByteBuffer file = ByteBuffer.allocate(end).order(order);
        file.put(0, MagicFood.TDB.getBytes(StandardCharsets.US_ASCII));
        file.putLong(MagicFood.LENGTH, MagicFood.VERSION);
        HashTest test = new HashTest(Hashes.TDB2, -1, seed, 0);
        file.putLong(72, test.of(hash, variant == 0 ? HashTest.PLAIN : HashTest.NATIVE));
        file.putLong(80, seed);
        if (variant > 0) {
            file.putLong(Tdb2Header.FORMAT_VARIANT, (long) variant << 32 | variant);
            file.putLong(Tdb2Header.FILE_END, end);
        }
        file.putLong((int) zone.offset(), zone.bits());
        return file.array();
    }
}
