package tdb2.engine.dump;

import java.util.Optional;
import java.util.OptionalLong;
import tdb2.engine.Entry;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.error.Fault;

/** Tells keys that are no longer what they were: their hash is not the one they were filed under. */
final class KeyTest {

    private final Assembly assembly;

    KeyTest(Assembly assembly) {
        this.assembly = assembly;
    }

    /** What is wrong with a record's key; empty too where the hash function is not known or the key was cut. */
    Optional<Fault> fault(Entry entry) {
        if (entry.key().length < entry.header().keyLength()) {
            return Optional.empty();
        }
        OptionalLong hash = assembly.hashing().of(entry.key());
        if (hash.isEmpty() || agrees(entry, hash.getAsLong())) {
            return Optional.empty();
        }
        return Optional.of(new Fault(assembly.bytes().name(), entry.header().keyOffset(),
                "a key with the hash that its record was filed under", "one with another hash: 0x%x"
                        .formatted(hash.getAsLong()),
                "the key or its length is damaged; check tells more"));
    }

    private boolean agrees(Entry entry, long hash) {
        long stored = (1L << entry.header().hashBits()) - 1;
        return (hash & stored) == entry.header().hash()
                && assembly.index().partitionOf(hash) == entry.position().partition();
    }
}
