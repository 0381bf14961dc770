package tdb2.engine.lock;

import java.util.ArrayList;
import java.util.List;
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
    private static final int MOST_BUCKETS = 64;
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
        long start = range.start();
        long end = range.endExclusive();
        if (start < base) {
            return range.length() == 1 ? single(start) : several(range);
        }
        if (range.length() == 0 || (start == base && end >= freeBuckets() && count > 1)) {
            return new LockMeaning.AllRecords();
        }
        if (start >= freeBuckets()) {
            return range.length() == 1 ? bucket(start) : several(range);
        }
        return end <= freeBuckets()
                ? new LockMeaning.Partitions(word, number(start), number(end - 1))
                : several(range);
    }

    /** Locks of one owner that touch are one to the kernel. Bytes that mean nothing count only where nothing else does. */
    private LockMeaning several(ByteRange range) {
        List<LockMeaning> parts = new ArrayList<>();
        long end = range.endExclusive();
        for (long at = range.start(); at < Math.min(base, end); at++) {
            if (!(single(at) instanceof LockMeaning.Foreign)) {
                parts.add(single(at));
            }
        }
        long first = Math.max(base, range.start());
        if (first < Math.min(end, freeBuckets())) {
            boolean open = end == Long.MAX_VALUE;
            parts.add(means(ByteRange.between(first, open ? end : Math.min(end, freeBuckets()))));
        }
        first = Math.max(first, freeBuckets());
        for (long at = first; at < Math.min(end, first + MOST_BUCKETS) && end < Long.MAX_VALUE; at++) {
            parts.add(bucket(at));
        }
        return parts.isEmpty() ? new LockMeaning.Foreign(range)
                : parts.size() == 1 ? parts.getFirst()
                : new LockMeaning.Several(parts);
    }

    private LockMeaning bucket(long at) {
        return new LockMeaning.FreeBucket((at - freeBuckets()) * 8);
    }

    private int number(long start) {
        return (int) ((start - base) / width);
    }

    private LockMeaning single(long start) {
        if (start == 0) {
            return new LockMeaning.Open();
        }
        if (start == transactionByte) {
            return new LockMeaning.TransactionLock();
        }
        if (start == EXPANSION) {
            return new LockMeaning.Expansion();
        }
        return start == gateByte ? new LockMeaning.Gate() : new LockMeaning.Foreign(new ByteRange(start, 1));
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
