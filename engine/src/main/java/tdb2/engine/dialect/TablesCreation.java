package tdb2.engine.dialect;

import java.nio.ByteOrder;
import tdb2.engine.format.FreeTable;
import tdb2.engine.format.MagicFood;
import tdb2.engine.format.RecordHeader.Role;
import tdb2.engine.format.TableBlocks;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.hash.Hashes;

/**
 * The bytes of an empty file of TDB2 of 2012, as its library makes them: the header and a free table.
 *
 * @param order byte order
 * @param seed of the hash function
 * @param hash which function
 */
public record TablesCreation(ByteOrder order, long seed, HashChoice hash) implements Creation {

    @Override
    public byte[] content() {
        TableImage file = TableImage.of(MagicFood.TDB, Tdb2Header.LENGTH + FreeTable.LENGTH, order,
                TableBlocks.TDB2.hashBits());
        file.bytes().put(72, new HashTest(Hashes.TDB2, -1, seed, 0).of(hash, HashTest.PLAIN));
        file.bytes().put(80, seed);
        file.bytes().put(Tdb2Header.FREE_TABLE, Tdb2Header.LENGTH);
        file.record(Role.FREE_TABLE, Tdb2Header.LENGTH, FreeTable.DATA);
        return file.content();
    }
}
