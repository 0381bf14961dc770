package tdb2.engine.dialect;

import java.util.ArrayList;
import java.util.List;
import tdb2.engine.format.Landmark;
import tdb2.engine.format.TableBlocks;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.hash.Hashes;
import tdb2.engine.index.HashTree;
import tdb2.engine.index.TreeShape;
import tdb2.engine.lock.SpanLocks;
import tdb2.engine.space.FreeTables;
import tdb2.engine.storage.Bytes;
import tdb2.engine.storage.Storage;
import tdb2.engine.transaction.UndoArea;

/** Puts TDB2 of 2012 together (spec c-formats, section 2). */
final class TablesAssembly {

    private TablesAssembly() {}

    /** Assembles a file whose header was read as one of 2012. Damage behind the header is told as faults. */
    static Assembly assemble(Storage storage, Tdb2Header header, HashChoice choice) {
        Bytes bytes = new Bytes(storage, header.order());
        TableBlocks blocks = TableBlocks.TDB2;
        Capabilities capabilities = new Capabilities(bytes, blocks, header.capabilities(), Tdb2Header.CAPABILITIES);
        List<Landmark> landmarks = new ArrayList<>();
        landmarks.add(new Landmark(Landmark.Kind.HEADER, 0, Tdb2Header.LENGTH, "file"));
        landmarks.addAll(capabilities.landmarks());
        landmarks.addAll(UndoLandmark.of(bytes, header.recovery()));
        HashTest test = new HashTest(Hashes.TDB2, -1, header.hashSeed(), header.hashTest());
        return new Assembly(header, bytes, blocks, new HashTree(bytes, blocks, TreeShape.TABLES),
                new FreeTables(bytes, blocks, header.freeTable(), Tdb2Header.FREE_TABLE),
                new UndoArea(bytes, TableDialect.UNDO_2012), SpanLocks.tables(),
                test.hashing(choice, HashTest.PLAIN), landmarks, storage.size(), capabilities.faults(),
                capabilities.refusal());
    }
}
