package tdb2.engine.lock;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpanLocksTest {

    private static String means(SpanLocks locks, long start, long length) {
        return locks.means(new ByteRange(start, length)).describe();
    }

    @Test
    void nativeVariantZeroLocksAsTheCodeOf2010() {
        SpanLocks locks = SpanLocks.zoned(0);
        assertThat(means(locks, 0, 1)).isEqualTo("open");
        assertThat(means(locks, 1, 1)).isEqualTo("transaction");
        assertThat(means(locks, 2, 1)).isEqualTo("expansion");
        assertThat(means(locks, 3, 1 << 23)).isEqualTo("hash group 0");
        assertThat(means(locks, 3 + (1L << 30) + 8512 / 8, 1)).isEqualTo("free bucket at 0x2140");
        assertThat(means(locks, 3, 0)).isEqualTo("all records");
    }

    @Test
    void nativeVariantOneHasAGateAndBeginsAt64() {
        SpanLocks locks = SpanLocks.zoned(1);
        assertThat(means(locks, 3, 1)).isEqualTo("gate");
        assertThat(means(locks, 64 + (127L << 23), 1 << 23)).isEqualTo("hash group 127");
        assertThat(locks.partition(127)).contains(new ByteRange(64 + (127L << 23), 1 << 23));
        assertThat(means(locks, 64 + (5L << 23) + 77, 1)).isEqualTo("hash group 5");
        assertThat(means(locks, 4, 2)).isEqualTo("bytes 4 to 5");
    }

    @Test
    void theReleaseOf2012KeepsItsTransactionLockAt8() {
        SpanLocks locks = SpanLocks.tables();
        assertThat(means(locks, 8, 1)).isEqualTo("transaction");
        assertThat(means(locks, 1, 1)).isEqualTo("bytes 1 to 1");
        assertThat(means(locks, 64, 0)).isEqualTo("all records");
        assertThat(means(locks, 64, 1L << 30)).isEqualTo("all records");
        assertThat(means(locks, 64 + (1L << 30), 0)).isEqualTo("all records");
        assertThat(means(locks, 64, 1L << 29)).isEqualTo("hash groups 0 to 63");
    }

    @Test
    void ntdbHasAByteForEachBucket() {
        SpanLocks locks = SpanLocks.ntdb(8192);
        assertThat(means(locks, 64 + 17, 1)).isEqualTo("bucket 17");
        assertThat(means(locks, 64 + 8192 + 65896 / 8, 1)).isEqualTo("free bucket at 0x10168");
        assertThat(means(locks, 64, 8192)).isEqualTo("all records");
        assertThat(locks.partition(8191)).contains(new ByteRange(64 + 8191, 1));
    }
}
