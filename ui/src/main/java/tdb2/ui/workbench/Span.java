package tdb2.ui.workbench;

/**
 * A stretch of bytes of a file.
 *
 * @param offset first byte
 * @param length number of bytes, at least 0
 */
public record Span(long offset, long length) {

    /** Offset of the first byte behind it. */
    public long end() {
        return offset + length;
    }

    /** Whether a byte lies in it. */
    public boolean contains(long at) {
        return at >= offset && at < end();
    }

    /** Whether the two share a byte. */
    public boolean overlaps(Span other) {
        return offset < other.end() && other.offset < end();
    }
}
