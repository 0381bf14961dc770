package tdb2.independent;

import java.util.function.ToLongFunction;

/** A file of NTDB: one table of buckets, each with a record or a chain of them. */
final class Ntdb extends TableFile {

    Ntdb(byte[] content, ToLongFunction<byte[]> hash) {
        super(content, hash);
    }

    @Override
    Words words() {
        return new Words(96, 104, 112, 120, 128, 136);
    }

    @Override
    int hashTest() {
        return 80;
    }

    @Override
    long start() {
        return 320;
    }

    @Override
    void header() {
        check(size() % 16384 == 0, 0, "a file of %d bytes".formatted(size()));
    }

    @Override
    long standardHash(byte[] key) {
        return Jenkins.hash(key, (int) word(88)) >>> 32;
    }

    @Override
    int lowBits(long hash) {
        return 0;
    }

    @Override
    int undoUnit() {
        return 16384;
    }

    @Override
    void index() {
        int bits = (int) word(72);
        Used table = reach(0, 320, TABLE);
        if (table == null || table.value() != 8L << bits) {
            check(false, 320, "no hash table of 2^%d buckets".formatted(bits));
            return;
        }
        for (long bucket = 0; bucket < 1L << bits; bucket++) {
            long entry = word(336 + 8 * bucket);
            if ((entry & 1) == 0) {
                entry(336 + 8 * bucket, entry, bucket, bits);
            } else {
                chain(336 + 8 * bucket, entry, bucket, bits);
            }
        }
    }

    private void chain(long place, long entry, long bucket, int bits) {
        Used chain = reach(place, entry & OFFSET & -2L, CHAIN);
        if (chain != null) {
            check(chain.value() % 8 == 0 && chain.value() >= 16, chain.at(), "a chain of %d bytes".formatted(
                    chain.value()));
            for (long at = chain.body(); at < chain.body() + chain.value(); at += 8) {
                check((word(at) & 1) == 0, at, "a chain in a chain");
                entry(at, word(at), bucket, bits);
            }
        }
    }

    private void entry(long place, long entry, long bucket, int bits) {
        if (entry == 0) {
            return;
        }
        long hash = record(place, entry & OFFSET & -2L);
        check((hash & (1L << bits) - 1) == bucket, place, "a record of another bucket");
        check(entry >>> 56 == (hash >>> bits & 0xFF), place, "other further hash bits");
    }
}
