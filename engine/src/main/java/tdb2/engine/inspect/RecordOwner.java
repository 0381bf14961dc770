package tdb2.engine.inspect;

import java.util.OptionalLong;
import tdb2.engine.dialect.Assembly;
import tdb2.engine.format.RecordHeader;

/** Names the partition of the index that leads to a record. */
public final class RecordOwner {

    private static final long LONGEST_KEY_HASHED = 1 << 20;

    private RecordOwner() {}

    /** "chain 42", "hash group 17", "bucket 9"; "index" when the hash function is not known. */
    public static String of(Assembly assembly, RecordHeader record) {
        String word = assembly.index().partitionWord();
        if (record.hashBits() == 32) {
            return word + " " + assembly.index().partitionOf(record.hash());
        }
        if (record.keyLength() > LONGEST_KEY_HASHED) {
            return "index";
        }
        OptionalLong hash = assembly.hashing()
                .of(assembly.bytes().bytes(record.keyOffset(), (int) record.keyLength()));
        return hash.isPresent() ? word + " " + assembly.index().partitionOf(hash.getAsLong()) : "index";
    }
}
