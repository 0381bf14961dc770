package tdb2.engine.dialect;

import java.util.ArrayList;
import java.util.List;
import tdb2.engine.error.Fault;
import tdb2.engine.format.Block;
import tdb2.engine.format.Landmark;
import tdb2.engine.format.NtdbHeader;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.RecordHeader.Role;
import tdb2.engine.format.TableBlocks;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.hash.Hashes;
import tdb2.engine.index.FlatTable;
import tdb2.engine.lock.SpanLocks;
import tdb2.engine.space.FreeTables;
import tdb2.engine.storage.Bytes;
import tdb2.engine.storage.Storage;
import tdb2.engine.transaction.UndoArea;

/** Puts NTDB together (spec c-formats, section 4). */
final class NtdbAssembly {

    private static final long HASH_MASK = 0xFFFF_FFFFL;

    private NtdbAssembly() {}

    /** Assembles a file whose header was read as NTDB's. Damage behind the header is told as faults. */
    static Assembly assemble(Storage storage, NtdbHeader header, HashChoice choice) {
        Bytes bytes = new Bytes(storage, header.order());
        TableBlocks blocks = TableBlocks.NTDB;
        Capabilities capabilities = new Capabilities(bytes, blocks, header.capabilities(), NtdbHeader.CAPABILITIES);
        List<Fault> faults = new ArrayList<>(capabilities.faults());
        if (storage.size() % NtdbHeader.PAGE != 0) {
            faults.add(new Fault(storage.name(), Fault.NOWHERE, "a file size that is a multiple of " + NtdbHeader.PAGE,
                    "%d bytes".formatted(storage.size()),
                    "the C library refuses the file; it was cut, or something was added"));
        }
        int bits = bits(bytes, header, faults);
        FlatTable index = new FlatTable(bytes, blocks, bits);
        long table = index.headOffset(0) + 8L * index.partitions() - NtdbHeader.LENGTH;
        List<Landmark> landmarks = new ArrayList<>();
        landmarks.add(new Landmark(Landmark.Kind.HEADER, 0, NtdbHeader.LENGTH, "file"));
        landmarks.add(new Landmark(Landmark.Kind.HASH_TABLE, NtdbHeader.LENGTH, table, "header"));
        landmarks.addAll(capabilities.landmarks());
        landmarks.addAll(UndoLandmark.of(bytes, header.recovery()));
        HashTest test = new HashTest(Hashes.NTDB, HASH_MASK, header.hashSeed(), header.hashTest());
        return new Assembly(header, bytes, blocks, index,
                new FreeTables(bytes, blocks, header.freeTable(), NtdbHeader.FREE_TABLE),
                new UndoArea(bytes, TableDialect.UNDO_NTDB), SpanLocks.ntdb(index.partitions()),
                test.hashing(choice, HashTest.PLAIN), landmarks, storage.size(), faults, capabilities.refusal());
    }

    /** The size of the table: by the header, or when that cannot be, by the record that holds the table. */
    private static int bits(Bytes bytes, NtdbHeader header, List<Fault> faults) {
        long stated = header.hashBits();
        boolean possible = stated >= 0 && stated <= FlatTable.MAX_BITS
                && bytes.contains(NtdbHeader.BUCKETS, 8L << stated);
        long record = blocksTable(bytes);
        if (possible && record == 8L << stated) {
            return (int) stated;
        }
        boolean usable = record > 0 && Long.bitCount(record) == 1 && record >= 8 && record <= 8L << FlatTable.MAX_BITS;
        int bits = usable && !possible
                ? Long.numberOfTrailingZeros(record) - 3
                : (int) Math.min(possible ? stated : FlatTable.MAX_BITS, fitting(bytes));
        faults.add(new Fault(bytes.name(), 72, "hash_bits and a hash table record of 8 * 2^hash_bits bytes",
                "hash_bits %s and a record of %d bytes".formatted(Long.toUnsignedString(stated), record),
                "the table is read with 2^%d buckets; run check".formatted(bits)));
        return bits;
    }

    /** Bytes of entries that the record of the hash table claims; 0 when there is no such record. */
    private static long blocksTable(Bytes bytes) {
        return TableBlocks.NTDB.at(bytes, NtdbHeader.LENGTH) instanceof Block.Used(RecordHeader record)
                && record.role() == Role.TABLE ? record.valueLength() : 0;
    }

    /** The largest table that the file has room for. */
    private static int fitting(Bytes bytes) {
        long entries = Math.max(1, (bytes.size() - NtdbHeader.BUCKETS) / 8);
        return 63 - Long.numberOfLeadingZeros(entries);
    }
}
