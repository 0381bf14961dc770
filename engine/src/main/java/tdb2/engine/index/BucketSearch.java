package tdb2.engine.index;

import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import tdb2.engine.error.DamagedException;
import tdb2.engine.format.BucketEntry;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.index.PathStep.Kind;

/** One lookup in NTDB's hash table, the steps that tell something written down. */
final class BucketSearch {

    private final FlatTable table;
    private final byte[] key;
    private final long hash;
    private final int extra;
    private final List<PathStep> steps = new ArrayList<>();

    BucketSearch(FlatTable table, byte[] key, long hash) {
        this.table = table;
        this.key = key;
        this.hash = hash;
        this.extra = BucketEntry.extraOf(hash, table.bits());
    }

    Lookup run() {
        int bucket = table.partitionOf(hash);
        long at = table.headOffset(bucket);
        long entry = table.bytes().u64(at);
        step(Kind.HASH, -1, 0,
                "the hash of the " + key.length + "-byte key is 0x" + HexFormat.of().toHexDigits((int) hash));
        step(Kind.PARTITION, at, 8, "its lowest " + table.bits() + " bits choose bucket " + bucket + " of "
                + table.partitions() + "; the next 8 bits are " + hex(extra));
        if (entry == 0) {
            step(Kind.SLOT, at, 8, "the bucket is empty");
            return absent("an empty bucket: the key is not there");
        }
        if (BucketEntry.isChain(entry)) {
            return chain(at, BucketEntry.offset(entry));
        }
        Optional<RecordHeader> found = probe(at, entry, "the bucket");
        return found.isPresent() ? found(found.get()) : absent("the bucket has no other record: the key is not there");
    }

    private Lookup chain(long bucket, long target) {
        RecordHeader chain = table.chain(target)
                .orElseThrow(() -> new DamagedException(table.dangling(bucket, target, "a chain")));
        long slots = chain.valueLength() / 8;
        step(Kind.TABLE, target, chain.length(), "the bucket leads to a chain of " + slots + " slots");
        long others = 0;
        for (long i = 0; i < slots; i++) {
            long at = chain.valueOffset() + 8 * i;
            long entry = table.bytes().u64(at);
            if (entry == 0 || BucketEntry.extra(entry) != extra) {
                others++;
                continue;
            }
            Optional<RecordHeader> found = probe(at, entry, "slot " + i);
            if (found.isPresent()) {
                return found(found.get());
            }
        }
        return absent("the end of the chain, " + others + " slots empty or with other hash bits: the key is not there");
    }

    private Optional<RecordHeader> probe(long at, long entry, String name) {
        if (BucketEntry.extra(entry) != extra) {
            step(Kind.SLOT, at, 8, name + ": the entry's 8 further hash bits are " + hex(BucketEntry.extra(entry))
                    + ", the key's " + hex(extra) + ": another key");
            return Optional.empty();
        }
        step(Kind.SLOT, at, 8, name + ": the entry's 8 further hash bits " + hex(extra) + " are those of the key");
        long target = BucketEntry.offset(entry);
        RecordHeader record = table.data(target)
                .orElseThrow(() -> new DamagedException(table.dangling(at, target, "a record")));
        boolean same = KeyBytes.same(table.bytes(), record, key);
        String verdict = record.keyLength() == key.length
                ? "its key is compared byte by byte: " + (same ? "the same" : "another one")
                : "its key has " + record.keyLength() + " bytes, not " + key.length + ": another key";
        step(Kind.RECORD, target, record.length(), "record at offset " + target + ": " + verdict);
        return same ? Optional.of(record) : Optional.empty();
    }

    private Lookup found(RecordHeader record) {
        step(Kind.FOUND, record.valueOffset(), record.valueLength(),
                "found: the value of " + record.valueLength() + " bytes begins at offset " + record.valueOffset());
        return new Lookup(Optional.of(record), steps);
    }

    private Lookup absent(String why) {
        step(Kind.ABSENT, -1, 0, why);
        return new Lookup(Optional.empty(), steps);
    }

    private static String hex(int bits) {
        return "0x" + HexFormat.of().toHexDigits((byte) bits);
    }

    private void step(Kind kind, long offset, long length, String means) {
        steps.add(new PathStep(kind, offset, length, means));
    }
}
