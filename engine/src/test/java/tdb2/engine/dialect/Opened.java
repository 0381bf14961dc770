package tdb2.engine.dialect;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.function.Consumer;
import tdb2.engine.Specimens.Specimen;
import tdb2.engine.error.Fault;
import tdb2.engine.format.NtdbHeader;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.Tdb2Header;
import tdb2.engine.hash.HashChoice;
import tdb2.engine.index.IndexListener;
import tdb2.engine.index.PartitionWalk;
import tdb2.engine.index.PartitionWalk.Place;
import tdb2.engine.storage.Storage;

/** Files of the 64-bit dialects opened for tests, and what a walk over them gives. */
final class Opened {

    private Opened() {}

    /** Assembles a file of any of the three. */
    static Assembly assemble(Storage storage, HashChoice choice, Surroundings surroundings) {
        if (NtdbHeader.recognises(storage)) {
            return NtdbAssembly.assemble(storage, NtdbHeader.read(storage), choice);
        }
        Tdb2Header header = Tdb2Header.read(storage);
        return switch (header.dialect()) {
            case TDB2 -> Tdb2Assembly.assemble(storage, header, choice, surroundings);
            default -> TablesAssembly.assemble(storage, header, choice);
        };
    }

    static Assembly assemble(Specimen specimen) {
        return assemble(specimen.storage(), specimen.hash(), Surroundings.NONE);
    }

    /** The state a replay would give, or the file itself when nothing is pending. */
    static Assembly recovered(Specimen specimen) {
        Assembly assembly = assemble(specimen);
        return assembly.recovery().preview()
                .map(overlay -> assemble(overlay, specimen.hash(), Surroundings.NONE))
                .orElse(assembly);
    }

    /** Walks all partitions; records in index order. */
    static List<RecordHeader> walk(Assembly assembly, IndexListener listener) {
        List<RecordHeader> records = new ArrayList<>();
        for (int partition = 0; partition < assembly.index().partitions(); partition++) {
            PartitionWalk walk = assembly.index().walk(partition, Place.START, listener);
            while (walk.advance()) {
                records.add(walk.record());
            }
        }
        return records;
    }

    static IndexListener faultsTo(Consumer<Fault> faults) {
        return new IndexListener() {
            @Override
            public void damaged(Fault fault) {
                faults.accept(fault);
            }
        };
    }

    static byte[] key(Assembly assembly, RecordHeader record) {
        return assembly.bytes().bytes(record.keyOffset(), (int) record.keyLength());
    }

    /** What {@code digest} prints (spec cli). */
    static String digest(Assembly assembly, List<RecordHeader> records) {
        MessageDigest digest = sha256();
        records.stream().map(r -> encoded(assembly, r)).sorted(Arrays::compareUnsigned).forEach(digest::update);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static byte[] encoded(Assembly assembly, RecordHeader record) {
        byte[] key = key(assembly, record);
        byte[] value = assembly.bytes().bytes(record.valueOffset(), (int) record.valueLength());
        return ByteBuffer.allocate(8 + key.length + value.length).putInt(key.length).put(key).putInt(value.length)
                .put(value).array();
    }

    static String sha256(Storage storage) {
        MessageDigest digest = sha256();
        digest.update(storage.bytes(0, (int) storage.size()));
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
