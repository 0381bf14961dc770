package tdb2.engine.lock;

import java.util.Optional;

/**
 * The byte ranges of TDB1 (spec c-formats, section 1): 0 open, 4 active, 8 transaction, 164 free list, 168 + 4 h chain
 * h, from 168 all records; one byte at a record's offset while a traversal stands on it. libtdb locks by offsets that
 * do not count a mutex area.
 *
 * @param hashSize number of chains
 * @param guard what keeps chains and free list
 */
public record Tdb1LockMap(long hashSize, Guard guard) implements LockMap {

    /** What keeps the chains and the free list of a file. */
    public enum Guard {
        /** The byte ranges. */
        RANGES,
        /** Robust mutexes, which the locks of this handle know: each stands for a range. */
        MUTEXES,
        /** Robust mutexes that this handle has no part in. */
        UNKNOWN_MUTEXES
    }

    private static final long ACTIVE = 4;
    private static final long TRANSACTION = 8;
    private static final long FREE_LIST = 164;
    private static final long SEQUENCE = 48;
    private static final long CHAINS = 168;
    private static final long WIDTH = 4;

    @Override
    public LockMeaning means(ByteRange range) {
        long start = range.start();
        if (start >= CHAINS && (range.length() == 0 || range.length() >= 4 * hashSize)) {
            return new LockMeaning.AllRecords();
        }
        if (start >= CHAINS && start < CHAINS + 4 * hashSize) {
            long last = Math.min(range.endExclusive() - 1, CHAINS + 4 * hashSize - 1);
            return new LockMeaning.Partitions("chain", (int) ((start - CHAINS) / 4), (int) ((last - CHAINS) / 4));
        }
        if (start >= CHAINS + 4 * hashSize && range.length() == 1) {
            return new LockMeaning.RecordLock(start);
        }
        return range.length() == 1 ? single(range) : new LockMeaning.Foreign(range);
    }

    private static LockMeaning single(ByteRange range) {
        if (range.start() == 0) {
            return new LockMeaning.Open();
        }
        if (range.start() == ACTIVE) {
            return new LockMeaning.Active();
        }
        if (range.start() == TRANSACTION) {
            return new LockMeaning.TransactionLock();
        }
        return range.start() == FREE_LIST ? new LockMeaning.FreeList() : new LockMeaning.Foreign(range);
    }

    @Override
    public Optional<ByteRange> partition(int partition) {
        return guard == Guard.UNKNOWN_MUTEXES
                ? Optional.empty()
                : Optional.of(new ByteRange(CHAINS + 4L * partition, 1));
    }

    @Override
    public ByteRange partitions() {
        return new ByteRange(CHAINS, WIDTH * hashSize);
    }

    @Override
    public long width() {
        return WIDTH;
    }

    /** One mutex stands for all of them, and whoever takes it sees to traversals as well. */
    @Override
    public boolean partitionsTakenOneByOne() {
        return guard == Guard.RANGES;
    }

    /** A traversal of libtdb keeps the lock of the record it stands on while it goes on to the next chain. */
    @Override
    public boolean partitionsAwaitedFromBeyond() {
        return true;
    }

    @Override
    public ByteRange allRecords() {
        return new ByteRange(CHAINS, 0);
    }

    @Override
    public ByteRange freeBucket(long head) {
        return new ByteRange(FREE_LIST, 1);
    }

    /** Held for writing by whoever raises the sequence number in more than one step. */
    public ByteRange sequence() {
        return new ByteRange(SEQUENCE, 1);
    }

    /** The file grows under the lock of the free list. */
    @Override
    public ByteRange expansion() {
        return new ByteRange(FREE_LIST, 1);
    }

    @Override
    public ByteRange transaction() {
        return new ByteRange(TRANSACTION, 1);
    }

    /** Robust mutexes are only used by programs that hold the active lock. */
    @Override
    public ByteRange anybody() {
        return new ByteRange(ACTIVE, 1);
    }
}
