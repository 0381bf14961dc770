package tdb2.engine.inspect;

import java.util.OptionalInt;
import java.util.OptionalLong;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.error.Fault;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.index.IndexListener;
import tdb2.engine.index.PartitionWalk;
import tdb2.engine.index.PartitionWalk.Place;
import tdb2.engine.storage.OffsetSet;

/**
 * Tells whether a record that a walk came by belongs where it was found, so that a damaged pointer into another
 * partition makes no record appear twice. What was seen before tells nothing of that in a file others write to: the
 * place of a deleted record may hold another one a moment later. Not safe for several threads.
 */
final class HomePartition {

    private static final long LONGEST_KEY_HASHED = 1 << 20;
    /** How many strays of one walk are looked for at home; a file with more is damaged beyond counting. */
    private static final int STRAYS_LOOKED_FOR = 1000;
    /** How many records one walk passes in all while it looks for strays. */
    private static final int STEPS = 10_000_000;

    private final Assembly assembly;
    private final IndexListener listener;
    private final OffsetSet homeless;
    private int strays;
    private int steps;

    HomePartition(Assembly assembly, IndexListener listener) {
        this.assembly = assembly;
        this.listener = listener;
        this.homeless = new OffsetSet(assembly.blocks().alignment());
    }

    /** The partition that a record's hash names; empty when the hash function is not known. */
    static OptionalInt of(Assembly assembly, RecordHeader record) {
        if (record.hashBits() == Integer.SIZE) {
            return OptionalInt.of(assembly.index().partitionOf(record.hash()));
        }
        if (!assembly.hashing().matches() || record.keyLength() > LONGEST_KEY_HASHED) {
            return OptionalInt.empty();
        }
        OptionalLong hash = assembly.hashing()
                .of(assembly.bytes().bytes(record.keyOffset(), (int) record.keyLength()));
        return hash.isPresent() ? OptionalInt.of(assembly.index().partitionOf(hash.getAsLong())) : OptionalInt.empty();
    }

    /** Whether a record found in a partition is to be told there: it belongs there, or is found nowhere else. */
    boolean admits(RecordHeader record, int partition) {
        OptionalInt home = of(assembly, record);
        if (home.isEmpty()) {
            return admitsHomeless(record);
        }
        if (home.getAsInt() == partition) {
            return true;
        }
        String word = assembly.index().partitionWord();
        report(record, "a record of %s %d".formatted(word, partition), "one of %s %d".formatted(word, home.getAsInt()));
        strays++;
        return !givenUp() && !isAt(home.getAsInt(), record);
    }

    /**
     * Whether there were so many strays that a partition is best left at the next one: a file in which every pointer
     * leads into the same long chain would else take the square of its size.
     */
    boolean givenUp() {
        return strays > STRAYS_LOOKED_FOR || steps > STEPS;
    }

    private boolean admitsHomeless(RecordHeader record) {
        if (homeless.add(record.offset())) {
            return true;
        }
        strays++;
        report(record, "a record that one place leads to", "a second way to it");
        return false;
    }

    private boolean isAt(int home, RecordHeader record) {
        PartitionWalk walk = assembly.index().walk(home, Place.START, IndexListener.NONE);
        while (walk.advance() && steps++ < STEPS) {
            if (walk.record().offset() == record.offset()) {
                return true;
            }
        }
        return false;
    }

    private void report(RecordHeader record, String expected, String found) {
        listener.damaged(new Fault(assembly.bytes().name(), record.offset(), expected, found,
                "a pointer or the key is damaged; check tells more"));
    }
}
