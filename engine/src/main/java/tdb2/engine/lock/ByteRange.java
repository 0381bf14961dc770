package tdb2.engine.lock;

/**
 * A range of bytes of a file that a lock covers. The bytes need not exist.
 *
 * @param start first byte
 * @param length number of bytes; 0 means to infinity, as in fcntl
 */
public record ByteRange(long start, long length) {

    /** The range from a first byte to before another; {@link Long#MAX_VALUE} means to infinity. */
    public static ByteRange between(long start, long endExclusive) {
        return new ByteRange(start, endExclusive == Long.MAX_VALUE ? 0 : endExclusive - start);
    }

    /** Whether the two ranges share a byte. */
    public boolean overlaps(ByteRange other) {
        return start < other.endExclusive() && other.start < endExclusive();
    }

    /** Whether every byte of the other range is in this one. */
    public boolean contains(ByteRange other) {
        return start <= other.start && other.endExclusive() <= endExclusive();
    }

    /** First byte after the range; {@link Long#MAX_VALUE} when it reaches to infinity. */
    public long endExclusive() {
        return length == 0 ? Long.MAX_VALUE : start + length;
    }
}
