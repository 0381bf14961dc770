package tdb2.engine.dialect;

import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import tdb2.engine.format.Landmark;
import tdb2.engine.format.RecoveryRecord;
import tdb2.engine.format.Tdb1Blocks;
import tdb2.engine.format.Tdb1Header;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.index.HashChains;
import tdb2.engine.lock.Tdb1LockMap;
import tdb2.engine.lock.Tdb1LockMap.Guard;
import tdb2.engine.space.FreeList;
import tdb2.engine.storage.Bytes;
import tdb2.engine.storage.Storage;
import tdb2.engine.transaction.NarrowUndo;
import tdb2.engine.transaction.UndoArea;

/** Puts TDB1 together. */
final class Tdb1Assembly {

    private Tdb1Assembly() {}

    static Assembly assemble(Storage storage, ByteOrder order, HashChoice choice, Surroundings surroundings) {
        Tdb1Header header = Tdb1Header.read(storage, order);
        Bytes bytes = new Bytes(storage, order);
        Tdb1Blocks blocks = new Tdb1Blocks(header);
        return new Assembly(header, bytes, blocks, new HashChains(bytes, header), new FreeList(bytes, header),
                new UndoArea(bytes, new NarrowUndo(header)), locks(header, surroundings),
                Tdb1HashTest.hashing(header, choice), landmarks(header, storage), storage.size(), List.of(), "");
    }

    private static Tdb1LockMap locks(Tdb1Header header, Surroundings surroundings) {
        Guard joined = surroundings.mutexes() ? Guard.MUTEXES : Guard.UNKNOWN_MUTEXES;
        return new Tdb1LockMap(header.hashSize(), header.mutexes() ? joined : Guard.RANGES);
    }

    /** The structures that a header of a file tells of. */
    static List<Landmark> landmarks(Tdb1Header header, Storage storage) {
        Bytes bytes = new Bytes(storage, header.order());
        Tdb1Blocks blocks = new Tdb1Blocks(header);
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
