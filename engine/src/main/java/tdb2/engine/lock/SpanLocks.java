package tdb2.engine.lock;

import java.util.Optional;

/**
 * The byte ranges of the 64-bit dialects (spec c-formats, sections 2 to 4; tdb2-native, "Locks").
 *
 * <pre>
 *  0     1   2          3     8            base          base + span              ...
 *  +-----+---+----------+-----+------------+-------------+-------------------------
 *  open   (transaction)  (gate) (transaction) partitions   free buckets: head / 8
 *             expansion                      all records: from base to infinity
 * </pre>
 *
 * @param word what a partition is called
 * @param transactionByte byte of the transaction lock
 * @param gateByte byte of the gate, -1 where there is none
 * @param base first byte of the partitions
 * @param count number of partitions
 * @param width bytes of one partition
 */
public record SpanLocks(String word, long transactionByte, long gateByte, long base, int count,
        long width) implements LockMap {

    private static final long EXPANSION = 2;
    private static final int GROUPS = 128;
    private static final long GROUP_WIDTH = 1L << 23;

    /** Native TDB2: variant 0 begins its hash locks at 3, later ones at 64 and have a gate. */
    public static SpanLocks zoned(long variant) {
        return variant == 0
                ? new SpanLocks("hash group", 1, -1, 3, GROUPS, GROUP_WIDTH)
                : new SpanLocks("hash group", 1, 3, 64, GROUPS, GROUP_WIDTH);
    }

    /** TDB2 of 2012. */
    public static SpanLocks tables() {
        return new SpanLocks("hash group", 8, -1, 64, GROUPS, GROUP_WIDTH);
    }

    /** NTDB: one byte for each bucket. */
    public static SpanLocks ntdb(int buckets) {
        return new SpanLocks("bucket", 8, -1, 64, buckets, 1);
    }

    private long freeBuckets() {
        return base + count * width;
    }

    @Override
    public LockMeaning means(ByteRange range) {
        if (range.start() < base) {
            return single(range);
        }
        long end = range.endExclusive();
        if (range.start() >= freeBuckets()) {
            return range.length() == 0
                    ? new LockMeaning.AllRecords()
                    : new LockMeaning.FreeBucket((range.start() - freeBuckets()) * 8);
        }
        if (end > freeBuckets() || (range.start() == base && end == freeBuckets() && count > 1)) {
            return new LockMeaning.AllRecords();
        }
        return new LockMeaning.Partitions(word, number(range.start()), number(end - 1));
    }

    private int number(long start) {
        return (int) ((start - base) / width);
    }

    private LockMeaning single(ByteRange range) {
        if (range.length() != 1) {
            return new LockMeaning.Foreign(range);
        }
        long start = range.start();
        if (start == 0) {
            return new LockMeaning.Open();
        }
        if (start == transactionByte) {
            return new LockMeaning.TransactionLock();
        }
        if (start == EXPANSION) {
            return new LockMeaning.Expansion();
        }
        return start == gateByte ? new LockMeaning.Gate() : new LockMeaning.Foreign(range);
    }

    @Override
    public Optional<ByteRange> partition(int partition) {
        return Optional.of(new ByteRange(base + partition * width, width));
    }

    @Override
    public ByteRange transaction() {
        return new ByteRange(transactionByte, 1);
    }

    @Override
    public ByteRange partitions() {
        return new ByteRange(base, count * width);
    }

    @Override
    public ByteRange allRecords() {
        return new ByteRange(base, 0);
    }

    @Override
    public ByteRange freeBucket(long head) {
        return new ByteRange(freeBuckets() + head / 8, 1);
    }

    @Override
    public ByteRange expansion() {
        return new ByteRange(EXPANSION, 1);
    }

    @Override
    public Optional<ByteRange> gate() {
        return gateByte < 0 ? Optional.empty() : Optional.of(new ByteRange(gateByte, 1));
    }
}
