package tdb2.engine.check;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tdb2.engine.check.Finding.Code;
import tdb2.engine.check.Finding.Severity;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.error.DamagedException;
import tdb2.engine.format.Dialect;
import tdb2.engine.format.NtdbHeader;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.format.Tdb2Header;

/**
 * The rules for a record that the index leads to.
 *
 * @param assembly the file
 * @param byKey whether keys can be looked up: the hash function is known
 */
record RecordRules(Assembly assembly, boolean byKey) {

    private static final int ZONE_MASK = 63;
    private static final long ALL_BITS = -1L;

    /** What is wrong with a record that was found in a partition. */
    List<Finding> broken(RecordHeader record, byte[] key, int partition) {
        List<Finding> found = new ArrayList<>();
        if (byKey) {
            hashes(record, key, partition, found);
        }
        boolean zoned = assembly.header().dialect() == Dialect.TDB2;
        if (zoned) {
            zone(record, found);
        }
        padding(record, zoned ? Severity.WARNING : Severity.ERROR, found);
        return found;
    }

    private void hashes(RecordHeader record, byte[] key, int partition, List<Finding> found) {
        long hash = assembly.hashing().function().hash(key, assembly.hashing().seed());
        long bits = record.bitsOf(hash);
        boolean sameBits = record.hash() == bits;
        if (!sameBits) {
            found.add(Finding.of(Code.RECORD_HEADER, record.offset(), record.length(),
                    "%d hash bits %d, of the key %d".formatted(record.hashBits(), record.hash(), bits)));
        }
        Optional<RecordHeader> led = lookup(key, hash);
        boolean inPlace = assembly.index().partitionOf(hash) == partition;
        if (led.isEmpty() && sameBits && inPlace) {
            found.add(Finding.of(Code.NOT_BY_KEY, record.offset(), record.length(),
                    "found by walking, but its key leads to nothing: its entry in the index is at fault"));
        } else if (led.isEmpty() || led.get().offset() != record.offset()) {
            found.add(Finding.of(Code.NOT_FOUND, record.offset(), record.length(), "the key leads to "
                    + led.map(other -> "another record at offset " + other.offset()).orElse("nothing")));
        }
    }

    private Optional<RecordHeader> lookup(byte[] key, long hash) {
        try {
            return assembly.index().record(key, hash);
        } catch (DamagedException _) {
            return Optional.empty();
        }
    }

    private void zone(RecordHeader record, List<Finding> found) {
        long bits = assembly.bytes().u64(record.offset()) & ZONE_MASK;
        long start = Tdb2Header.LENGTH + (record.offset() - Tdb2Header.LENGTH & ALL_BITS << bits);
        if (assembly.bytes().u64(start) != bits) {
            found.add(Finding.of(Code.RECORD_HEADER, record.offset(), record.length(),
                    "zone_bits %d, but no such zone".formatted(bits)));
        }
    }

    private void padding(RecordHeader record, Severity severity, List<Finding> found) {
        if (promised() && record.padding() > 0 && assembly.bytes().bytes(record.paddingOffset(), 1)[0] != 0) {
            found.add(Finding.of(Code.PADDING, severity, record.paddingOffset(), 1,
                    "a first byte of padding that is not zero: a length in the header is wrong, or the padding"));
        }
    }

    /** Whether the format promises a zero as the first byte of padding. */
    private boolean promised() {
        return switch (assembly.header()) {
            case Tdb2Header header when header.dialect() == Dialect.TDB2 -> header.variant() > 0;
            case Tdb2Header header -> header.featuresOffered() == 0;
            case NtdbHeader header -> header.featuresOffered() == 0;
            default -> false;
        };
    }
}
