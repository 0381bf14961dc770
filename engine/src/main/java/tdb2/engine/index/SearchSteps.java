package tdb2.engine.index;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.index.PathStep.Kind;
import tdb2.engine.storage.Bytes;

/** The steps of one lookup, written down, and how every lookup ends: at a record that has the key, or at none. */
final class SearchSteps {

    private final Bytes bytes;
    private final byte[] key;
    private final List<PathStep> steps = new ArrayList<>();

    SearchSteps(Bytes bytes, byte[] key) {
        this.bytes = bytes;
        this.key = key;
    }

    void step(Kind kind, long offset, long length, String means) {
        steps.add(new PathStep(kind, offset, length, means));
    }

    /** The record, if its key is the one that is looked for. */
    Optional<RecordHeader> compare(RecordHeader record) {
        boolean same = KeyBytes.same(bytes, record, key);
        String verdict = record.keyLength() == key.length
                ? "its key is compared byte by byte: " + (same ? "the same" : "another one")
                : "its key has " + record.keyLength() + " bytes, not " + key.length + ": another key";
        step(Kind.RECORD, record.offset(), record.length(), "record at offset " + record.offset() + ": " + verdict);
        return same ? Optional.of(record) : Optional.empty();
    }

    Lookup found(RecordHeader record) {
        step(Kind.FOUND, record.valueOffset(), record.valueLength(),
                "found: the value of " + record.valueLength() + " bytes begins at offset " + record.valueOffset());
        return new Lookup(Optional.of(record), steps);
    }

    Lookup absent(String why) {
        step(Kind.ABSENT, -1, 0, why);
        return new Lookup(Optional.empty(), steps);
    }
}
