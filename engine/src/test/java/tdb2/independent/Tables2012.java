package tdb2.independent;

import java.util.function.ToLongFunction;

/** A file of TDB2 of 2012: a tree of groups of eight, led through by the hash from its uppermost bits down. */
final class Tables2012 extends TableFile {

    private static final long POINTER = 1L << 56;

    Tables2012(byte[] content, ToLongFunction<byte[]> hash) {
        super(content, hash);
    }

    @Override
    Words words() {
        return new Words(88, 96, 104, 112, 120, 128);
    }

    @Override
    int hashTest() {
        return 72;
    }

    @Override
    long start() {
        return 8504;
    }

    @Override
    void header() {
        check(size() >= 8976, 0, "a file that is too short");
    }

    @Override
    long standardHash(byte[] key) {
        long seed = word(80);
        return Jenkins.hash(key, (int) (seed + (seed >>> 32)));
    }

    @Override
    int lowBits(long hash) {
        return (int) hash & 0x7FF;
    }

    @Override
    int undoUnit() {
        return 65536;
    }

    @Override
    void index() {
        for (int group = 0; group < 128; group++) {
            group(312 + 64L * group, group, 7);
        }
    }

    /**
     * One group of eight slots.
     *
     * @param prefix the hash bits that led to it
     * @param bits number of those; three more choose the home slot
     */
    private void group(long at, long prefix, int bits) {
        for (int slot = 0; slot < 8; slot++) {
            long place = at + 8L * slot;
            long entry = word(place);
            if (entry == 0) {
                continue;
            }
            long target = entry & OFFSET & -8L;
            if ((entry & POINTER) != 0) {
                check((entry & 7) == 0 && entry >>> 57 == 0, place, "bits in a pointer");
                descend(place, target, prefix << 3 | slot, bits + 3);
            } else {
                record(at, slot, target, prefix, bits);
            }
        }
    }

    private void record(long at, int slot, long target, long prefix, int bits) {
        long place = at + 8L * slot;
        long entry = word(place);
        long hash = record(place, target);
        check(hash >>> (64 - bits) == prefix, place, "a record of another group");
        int home = (int) (hash >>> (64 - bits - 3)) & 7;
        check((entry & 7) == home, place, "another home slot");
        int used = bits + 3;
        check(used > 57 || entry >>> 57 == hash << used >>> 57, place, "other further hash bits");
        check((word(at + 8L * home) & POINTER) == 0 || home == slot, place, "a record whose bucket has moved down");
        for (int i = home; i != slot; i = i + 1 & 7) {
            check(word(at + 8L * i) != 0, place, "an empty slot between home and entry");
        }
    }

    private void descend(long place, long target, long prefix, int bits) {
        if (bits == 64) {
            chain(place, target, prefix);
            return;
        }
        Used table = reach(place, target, TABLE);
        if (table != null) {
            check(table.value() == 512, target, "a table of %d bytes".formatted(table.value()));
            for (int group = 0; group < 8; group++) {
                group(table.body() + 64L * group, prefix << 3 | group, bits + 3);
            }
        }
    }

    private void chain(long place, long first, long hash) {
        long from = place;
        for (long at = first; at != 0; at = word(at + 80)) {
            Used chain = reach(from, at, CHAIN);
            if (chain == null) {
                return;
            }
            check(chain.value() == 72, at, "a chain of %d bytes".formatted(chain.value()));
            for (int i = 0; i < 8; i++) {
                long entry = word(at + 16 + 8L * i);
                if (entry != 0) {
                    check((entry & POINTER) == 0, at, "a pointer in a chain");
                    check(record(at + 16 + 8L * i, entry & OFFSET & -8L) == hash, at, "another hash in a chain");
                }
            }
            from = at + 80;
        }
    }
}
