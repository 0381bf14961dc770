package tdb2.engine.index;

import java.util.HexFormat;
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
    private final SearchSteps steps;

    BucketSearch(FlatTable table, byte[] key, long hash) {
        this.table = table;
        this.key = key;
        this.hash = hash;
        this.steps = new SearchSteps(table.bytes(), key);
        this.extra = BucketEntry.extraOf(hash, table.bits());
    }

    Lookup run() {
        int bucket = table.partitionOf(hash);
        long at = table.headOffset(bucket);
        long entry = table.bytes().u64(at);
        steps.step(Kind.HASH, -1, 0,
                "the hash of the " + key.length + "-byte key is 0x" + HexFormat.of().toHexDigits((int) hash));
        steps.step(Kind.PARTITION, at, 8, "its lowest " + table.bits() + " bits choose bucket " + bucket + " of "
                + table.partitions() + "; the next 8 bits are " + hex(extra));
        if (entry == 0) {
            steps.step(Kind.SLOT, at, 8, "the bucket is empty");
            return steps.absent("an empty bucket: the key is not there");
        }
        if (BucketEntry.isChain(entry)) {
            return chain(at, BucketEntry.offset(entry));
        }
        Optional<RecordHeader> found = probe(at, entry, "the bucket");
        return found.isPresent()
                ? steps.found(found.get())
                : steps.absent("the bucket has no other record: the key is not there");
    }

    private Lookup chain(long bucket, long target) {
        RecordHeader chain = table.chain(target)
                .orElseThrow(() -> new DamagedException(table.dangling(bucket, target, "a chain")));
        long slots = chain.valueLength() / 8;
        steps.step(Kind.TABLE, target, chain.length(), "the bucket leads to a chain of " + slots + " slots");
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
                return steps.found(found.get());
            }
        }
        return steps.absent(
                "the end of the chain, " + others + " slots empty or with other hash bits: the key is not there");
    }

    private Optional<RecordHeader> probe(long at, long entry, String name) {
        if (BucketEntry.extra(entry) != extra) {
            steps.step(Kind.SLOT, at, 8, name + ": the entry's 8 further hash bits are " + hex(BucketEntry.extra(entry))
                    + ", the key's " + hex(extra) + ": another key");
            return Optional.empty();
        }
        steps.step(Kind.SLOT, at, 8,
                name + ": the entry's 8 further hash bits " + hex(extra) + " are those of the key");
        long target = BucketEntry.offset(entry);
        return steps.compare(table.data(target)
                .orElseThrow(() -> new DamagedException(table.dangling(at, target, "a record"))));
    }

    private static String hex(int bits) {
        return "0x" + HexFormat.of().toHexDigits((byte) bits);
    }

}
