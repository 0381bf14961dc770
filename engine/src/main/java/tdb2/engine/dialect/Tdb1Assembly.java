package tdb2.engine.dialect;

import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import tdb2.engine.format.Landmark;
import tdb2.engine.format.RecoveryRecord;
import tdb2.engine.format.Tdb1Blocks;
import tdb2.engine.format.Tdb1Header;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.hash.HashFunction;
import tdb2.engine.hash.Lookup3;
import tdb2.engine.hash.Tdb1Hash;
import tdb2.engine.index.HashChains;
import tdb2.engine.lock.Tdb1LockMap;
import tdb2.engine.space.FreeList;
import tdb2.engine.storage.Bytes;
import tdb2.engine.storage.Storage;
import tdb2.engine.transaction.NarrowUndo;
import tdb2.engine.transaction.UndoArea;

/** Puts TDB1 together. */
final class Tdb1Assembly {

    private static final byte[] MAGIC_FOOD_TESTED = "TDB file\n\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] RECORD_MAGIC_LE = { (byte) 0x99, 0x19, 0x01, 0x26 };
    private static final byte[] RECORD_MAGIC_BE = { 0x26, 0x01, 0x19, (byte) 0x99 };

    private Tdb1Assembly() {}

    static Assembly assemble(Storage storage, ByteOrder order, HashChoice choice) {
        Tdb1Header header = Tdb1Header.read(storage, order);
        Bytes bytes = new Bytes(storage, order);
        Tdb1Blocks blocks = new Tdb1Blocks(header);
        return new Assembly(header, bytes, blocks, new HashChains(bytes, header), new FreeList(bytes, header),
                new UndoArea(bytes, new NarrowUndo(header)), new Tdb1LockMap(header.hashSize(), header.mutexes()),
                hashing(header, choice),
                landmarks(header, bytes, blocks), storage.size(), List.of(), "");
    }

    private static Hashing hashing(Tdb1Header header, HashChoice choice) {
        HashFunction standard = (key, _) -> Tdb1Hash.hash(key);
        HashFunction jenkins = (key, _) -> Lookup3.hash(key, 0);
        return switch (choice) {
            case HashChoice.Default _ -> tested(header, "default", standard);
            case HashChoice.Jenkins _ -> tested(header, "jenkins", jenkins);
            case HashChoice.Own(String name, HashFunction own) ->
                    tested(header, name, (key, seed) -> own.hash(key, seed) & 0xFFFF_FFFFL);
            case HashChoice.Automatic _ -> {
                Hashing other = tested(header, "jenkins", jenkins);
                yield !header.withoutHashTest() && other.matches() ? other : tested(header, "default", standard);
            }
        };
    }

    private static Hashing tested(Tdb1Header header, String name, HashFunction function) {
        byte[] recordMagic = header.order() == ByteOrder.LITTLE_ENDIAN ? RECORD_MAGIC_LE : RECORD_MAGIC_BE;
        boolean matches = header.withoutHashTest()
                || (function.hash(MAGIC_FOOD_TESTED, 0) == header.magic1Hash()
                        && function.hash(recordMagic, 0) == header.magic2Hash());
        return new Hashing(name, function, 0, matches);
    }

    private static List<Landmark> landmarks(Tdb1Header header, Bytes bytes, Tdb1Blocks blocks) {
        List<Landmark> landmarks = new ArrayList<>();
        if (header.mutexes()) {
            landmarks.add(new Landmark(Landmark.Kind.MUTEX_AREA, 0, header.mutexSize(), "feature flag mutex"));
        }
        landmarks.add(new Landmark(Landmark.Kind.HEADER, header.base(), Tdb1Header.CHAINS, "file"));
        long chains = Math.min(4 * header.hashSize(), bytes.size() - header.base() - Tdb1Header.CHAINS);
        landmarks.add(new Landmark(Landmark.Kind.HASH_TABLE, header.chainHead(0), chains, "header"));
        long recovery = header.resolve(header.recoveryStart());
        if (recovery != 0 && bytes.contains(recovery, Tdb1Blocks.HEADER)) {
            RecoveryRecord area = blocks.recovery(bytes, recovery);
            long length = Math.min(area.length(), bytes.size() - recovery);
            landmarks.add(new Landmark(Landmark.Kind.RECOVERY_AREA, recovery, length, "header word recovery_start"));
        }
        return landmarks;
    }
}
