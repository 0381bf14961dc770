package tdb2.engine.salvage;

import java.util.Arrays;
import java.util.List;
import tdb2.engine.event.Progress;
import tdb2.engine.format.Block;
import tdb2.engine.format.BlockReader;
import tdb2.engine.format.RecordHeader;
import tdb2.engine.hash.Lookup3;
import tdb2.engine.storage.Bytes;
import tdb2.engine.storage.OffsetSet;

/**
 * Finds records that have the same key, in bounded memory: a pass over them keeps a place and a hash for each key whose
 * hash is in its share of all, and there are as many passes as it takes. Keys of the same hash are compared. For one
 * thread.
 */
public final class SameKeys {

    /** The share of the heap that a pass may take, and the least it takes. */
    private static final int SHARE_OF_HEAP = 4;
    private static final long LEAST_BYTES = 1 << 20;
    private static final int BYTES_A_KEY = 4 * Long.BYTES;
    private static final int FIRST_PLACES = 1 << 10;
    private static final int LONGEST_KEY = Integer.MAX_VALUE - 16;

    private final Bytes bytes;
    private final BlockReader blocks;
    private final Visitor visitor;
    private final long most;

    /** Receives pairs of records that have the same key. */
    @FunctionalInterface
    public interface Visitor {

        /**
         * @param first offset of the one that stands for the key so far
         * @param second offset of one that comes later
         * @return which of the two stands for the key from now on
         */
        long same(long first, long second);
    }

    /**
     * @param bytes the file
     * @param blocks reads its blocks
     * @param visitor told of each pair; all pairs of one key in a row, in the order of the records
     */
    public SameKeys(Bytes bytes, BlockReader blocks, Visitor visitor) {
        this(bytes, blocks, visitor, Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP);
    }

    /** The same, in about {@code budget} bytes of memory. */
    SameKeys(Bytes bytes, BlockReader blocks, Visitor visitor, long budget) {
        this.bytes = bytes;
        this.blocks = blocks;
        this.visitor = visitor;
        this.most = Math.max(LEAST_BYTES, budget) / BYTES_A_KEY;
    }

    /**
     * Compares the keys of records, those of the first set first, within a set in the order of the file. What is no record
     * any more is passed over. The visitor may take records of the key it is told of out of the sets.
     *
     * @throws tdb2.engine.error.CancelledException when {@code progress} ends it
     */
    public void among(List<OffsetSet> sets, Progress progress) {
        long count = sets.stream().mapToLong(OffsetSet::count).sum();
        long passes = count / most + 1;
        for (long pass = 0; pass < passes; pass++) {
            Pass keys = new Pass(pass, passes);
            for (OffsetSet set : sets) {
                for (long at = set.ceiling(0); at >= 0; at = set.ceiling(at + 1)) {
                    progress.check(bytes.name(), pass * bytes.size() + at, passes * bytes.size());
                    keys.take(at);
                }
            }
        }
    }

    /** The keys of one share; open addressing. */
    private final class Pass {

        private final long number;
        private final long passes;
        private long[] hashes = new long[FIRST_PLACES];
        /** Plus 1: a fragment of a file may begin with a record. */
        private long[] offsets = new long[FIRST_PLACES];
        private int keys;

        Pass(long number, long passes) {
            this.number = number;
            this.passes = passes;
        }

        void take(long offset) {
            if (!(blocks.at(bytes, offset) instanceof Block.Used(RecordHeader record))
                    || record.keyLength() > LONGEST_KEY) {
                return;
            }
            byte[] key = bytes.bytes(record.keyOffset(), (int) record.keyLength());
            long hash = Lookup3.words(key, 0);
            if (Long.remainderUnsigned(hash >>> 32, passes) != number) {
                return;
            }
            int mask = offsets.length - 1;
            int at = (int) hash & mask;
            while (offsets[at] != 0 && (hashes[at] != hash || !hasKey(offsets[at] - 1, key))) {
                at = at + 1 & mask;
            }
            if (offsets[at] != 0) {
                offsets[at] = visitor.same(offsets[at] - 1, offset) + 1;
                return;
            }
            hashes[at] = hash;
            offsets[at] = offset + 1;
            if (4 * ++keys > 3 * offsets.length) {
                grow();
            }
        }

        private void grow() {
            long[] oldHashes = hashes;
            long[] oldOffsets = offsets;
            hashes = new long[2 * oldHashes.length];
            offsets = new long[2 * oldOffsets.length];
            for (int i = 0; i < oldOffsets.length; i++) {
                if (oldOffsets[i] != 0) {
                    int at = (int) oldHashes[i] & offsets.length - 1;
                    while (offsets[at] != 0) {
                        at = at + 1 & offsets.length - 1;
                    }
                    hashes[at] = oldHashes[i];
                    offsets[at] = oldOffsets[i];
                }
            }
        }

        private boolean hasKey(long offset, byte[] key) {
            return blocks.at(bytes, offset) instanceof Block.Used(RecordHeader record)
                    && record.keyLength() == key.length
                    && Arrays.equals(bytes.bytes(record.keyOffset(), key.length), key);
        }
    }
}
